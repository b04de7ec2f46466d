import { join } from 'node:path'
import { type OperationName, operations, type Problem } from '@isthmus/contract'
import type { TestEntry } from '@isthmus/testbed/test-log'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Api,
  grounds,
  startTestFederation,
  type TestFederation,
  type TestPeer,
  toMapping,
} from './test-federation.ts'

let federation: TestFederation
let peer: TestPeer
let officer: Api
let operator: Api

beforeAll(async () => {
  federation = await startTestFederation()
  peer = federation.peer('north')
  officer = await peer.as('north-officer')
  operator = await peer.as('north-operator')
}, 120_000)

afterAll(() => federation?.close())

const json = { 'content-type': 'application/json', 'x-isthmus-request': '1' }
const pathOf = (path: string): string => path.replace(':id', 'register-north')

const bodies: Partial<Record<OperationName, unknown>> = {
  'search.ask': { subject: { full: 'Zbigniew Kowalski' }, ...grounds },
  'search.batch': { csv: 'full\nZbigniew Kowalski', ...grounds },
  'source.inspect': { connector: { kind: 'json', file: '/nowhere' } },
  'source.connect': { connector: { kind: 'json', file: '/nowhere' }, mapping: 'mapping: 1' },
  'source.index': {},
}

async function problemOf(answer: Response): Promise<Problem> {
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  return (await answer.json()) as Problem
}

async function lastEntry(): Promise<TestEntry> {
  const [entry] = await peer.entries({ newestFirst: true, limit: 1 })
  if (!entry) throw new TypeError('the log is empty')
  return entry
}

describe.each(operations.map((operation) => [operation.name, operation] as const))(
  '%s',
  (name, operation) => {
    it('is refused to whoever is not signed in, before anything is read', async () => {
      const body = operation.method === 'GET' ? {} : { body: '{"not":"read"', headers: json }
      const answer = await fetch(peer.url + pathOf(operation.path), { method: operation.method, ...body })
      expect(answer.status).toBe(401)
      expect(await problemOf(answer)).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' })
    })

    it('is refused, and logged, to an officer of an organisation that this peer does not host', async () => {
      const ghost = await peer.as('north-ghost')
      const answer = await ghost(operation.method as 'GET', pathOf(operation.path), bodies[name])
      expect(answer.status).toBe(403)
      expect(await problemOf(answer)).toMatchObject({ code: 'ORGANISATION_NOT_HOSTED' })
      expect(await lastEntry()).toMatchObject({
        actor: expect.objectContaining({ id: 'north-ghost' }),
        reason: 'ORGANISATION_NOT_HOSTED',
        detail: { operation: name },
      })
    })
  },
)

describe('the policy', () => {
  const forbidden: [OperationName, 'officer' | 'operator', string][] = [
    ['search.ask', 'operator', 'ROLE_MAY_NOT_SEARCH'],
    ['search.batch', 'operator', 'ROLE_MAY_NOT_SEARCH'],
    ['search.history', 'operator', 'NOT_FORESEEN'],
    ['source.list', 'officer', 'OPERATORS_ONLY'],
    ['source.inspect', 'officer', 'OPERATORS_ONLY'],
    ['source.connect', 'officer', 'OPERATORS_ONLY'],
    ['source.index', 'officer', 'OPERATORS_ONLY'],
    ['source.report', 'officer', 'OPERATORS_ONLY'],
    ['source.remove', 'officer', 'OPERATORS_ONLY'],
  ]
  it.each(forbidden)(
    'refuses %s to an %s, says why and who can unblock it, and the log knows',
    async (name, role, code) => {
      const operation = operations.find((candidate) => candidate.name === name)
      if (!operation) throw new RangeError(name)
      const answer = await (role === 'officer' ? officer : operator)(
        operation.method as 'GET',
        pathOf(operation.path),
        bodies[name],
      )
      expect(answer.status).toBe(403)
      const problem = await problemOf(answer)
      expect(problem).toMatchObject({ code: 'NOT_PERMITTED', refusal: { code } })
      expect(problem.remedy).not.toBe('')
      const isSearch = name.startsWith('search.')
      expect(await lastEntry()).toMatchObject({
        event: isSearch ? 'search.refused' : 'operation.denied',
        actor: expect.objectContaining({ id: `north-${role}` }),
        reason: code,
        detail: { operation: name },
      })
    },
  )

  it('refuses a purpose that the law of the organisation does not know, and logs what was stated', async () => {
    const answer = await officer('POST', '/api/searches', {
      ...(bodies['search.ask'] as object),
      purpose: 'asylum-procedure',
    })
    expect((await problemOf(answer)).refusal?.code).toBe('PURPOSE_OUTSIDE_REGIME')
    expect(await lastEntry()).toMatchObject({ event: 'search.refused', purpose: 'asylum-procedure' })
  })
})

describe('a request that is not as the contract says', () => {
  it.each([
    [{}, /subject/],
    [{ subject: { family: 1 }, ...grounds }, /\/subject\/family/],
    [{ subject: { family: 'A', colour: 'B' }, ...grounds }, /colour/],
    [{ subject: { full: 'A B' }, ...grounds, purpose: 'curiosity' }, /\/purpose/],
    [{ subject: { full: 'A B' }, ...grounds, legalBasis: 'a\0b' }, /\/legalBasis/],
    [{ subject: { full: 'x'.repeat(1000) }, ...grounds }, /\/subject\/full/],
    [[], /object/],
    ['text', /object/],
  ])('is answered with 400 and the place of the fault: %j', async (body, place) => {
    const answer = await officer('POST', '/api/searches', body)
    expect(answer.status).toBe(400)
    const problem = await problemOf(answer)
    expect(problem.code).toBe('CONTRACT_VIOLATED')
    expect(problem.detail).toMatch(place)
    expect(await lastEntry()).toMatchObject({
      event: 'search.refused',
      actor: expect.objectContaining({ id: 'north-officer' }),
      reason: 'CONTRACT_VIOLATED',
      detail: { operation: 'search.ask' },
    })
  })

  it('is logged also when its body cannot be read at all, or is too large', async () => {
    for (const [body, reason] of [
      [{ subject: { full: 'x'.repeat(300_000) } }, /BODY_TOO_LARGE/],
      [undefined, /CONTRACT_VIOLATED|EMPTY_JSON_BODY|INVALID/],
    ] as const) {
      const answer = await officer('POST', '/api/searches', body)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      const entry = await lastEntry()
      expect(entry).toMatchObject({
        event: 'search.refused',
        actor: expect.objectContaining({ id: 'north-officer' }),
      })
      expect(entry.reason).toMatch(reason)
    }
  })

  it('is logged with its code when a batch cannot be read or is too long', async () => {
    for (const [csv, reason] of [
      ['colour\nred', 'BATCH_UNREADABLE'],
      [`full\n${'A B\n'.repeat(10_001)}`, 'BATCH_TOO_LONG'],
    ]) {
      const answer = await officer('POST', '/api/searches/batch', { csv, ...grounds })
      expect((await problemOf(answer)).code).toBe(reason)
      expect(await lastEntry()).toMatchObject({
        event: 'search.refused',
        reason,
        purpose: grounds.purpose,
        detail: { characters: csv?.length },
      })
    }
  })

  it('is bounded in size', async () => {
    const answer = await officer('POST', '/api/searches', { subject: { full: 'x'.repeat(300_000) } })
    expect(answer.status).toBe(413)
    expect((await problemOf(answer)).status).toBe(413)
  })

  it('is not searched when it holds hostile text, or is answered in words', async () => {
    const texts = [
      "'; drop table audit_log.entry; --",
      '<script>alert(1)</script> x',
      '\u202Eabc def',
      '\uD800 abc def',
      'a\0b c',
      '💣 💣',
    ]
    for (const full of texts) {
      const answer = await officer('POST', '/api/searches', { subject: { full }, ...grounds })
      expect([200, 422], full).toContain(answer.status)
      const words = await answer.text()
      if (answer.status === 422) expect(words).not.toContain(full)
      else expect(words).toContain('"event":"done"')
    }
  })

  it('for what is not there is a 404 in the form of a Problem', async () => {
    for (const path of [
      '/api/nothing',
      '/api',
      '/api/sources/UPPER!/runs',
      '/peer/v2/messages',
      '/assets/none.js',
    ]) {
      const answer = await fetch(peer.url + path, { method: 'POST', headers: json, body: '{}' })
      expect([401, 404], path).toContain(answer.status)
      if (answer.status === 404)
        expect(await problemOf(answer)).toMatchObject({ status: 404, code: 'NOT_FOUND' })
    }
    expect((await operator('GET', '/api/sources/unknown/runs/latest')).status).toBe(404)
    expect((await problemOf(await operator('POST', '/api/sources/unknown/runs', {}))).code).toBe(
      'SOURCE_NOT_FOUND',
    )
  })
})

describe('an inspection of a source', () => {
  it('shows clear records, so it is logged', async () => {
    const answer = await operator('POST', '/api/sources/inspect', {
      connector: { kind: 'json', file: peer.sourceFile },
    })
    expect(answer.status).toBe(200)
    expect(await lastEntry()).toMatchObject({
      event: 'source.inspected',
      outcome: 'done',
      actor: expect.objectContaining({ id: 'north-operator' }),
    })
  })

  it('is logged before the place is opened, and when it fails, without the path', async () => {
    await operator('POST', '/api/sources/inspect', bodies['source.inspect'])
    await operator('POST', '/api/sources/inspect', bodies['source.inspect'])
    const entries = await peer.entries({ newestFirst: true, limit: 4 })
    expect(entries.map(({ event, outcome, reason }) => [event, outcome, reason])).toEqual([
      ['source.inspected', 'refused', 'SOURCE_PLACE_REFUSED'],
      ['source.opened', 'done', undefined],
      ['source.inspected', 'refused', 'SOURCE_PLACE_REFUSED'],
      ['source.opened', 'done', undefined],
    ])
    expect(new Set(entries.map(({ detail }) => detail?.place)).size).toBe(1)
    expect(JSON.stringify(entries)).not.toContain('nowhere')
  })

  it('of a file outside the source folders is refused, and so is connecting it', async () => {
    const keys = { kind: 'csv', file: join(peer.folder, 'secrets', 'peer-keys.json') }
    for (const connector of [keys, { kind: 'json', file: '/nowhere' }]) {
      for (const path of ['/api/sources/inspect', '/api/sources']) {
        const body = { connector, mapping: toMapping('north', 'LED') }
        expect(await problemOf(await operator('POST', path, body))).toMatchObject({
          status: 422,
          code: 'SOURCE_PLACE_REFUSED',
          remedy: expect.stringContaining('sourceFolders'),
        })
      }
    }
  })

  it('of a file that is not there names it, and what to do', async () => {
    const connector = { kind: 'json', file: `${peer.sourceFile}.none` }
    const problem = await problemOf(await operator('POST', '/api/sources/inspect', { connector }))
    expect(problem).toMatchObject({ status: 422, code: 'SOURCE_UNREACHABLE', remedy: expect.any(String) })
  })
})

describe('every answer', () => {
  it('carries the security headers, errors and pages too', async () => {
    const answers = await Promise.all([
      fetch(`${peer.url}/`),
      fetch(`${peer.url}/search/somewhere`),
      fetch(`${peer.url}/api/session`),
      fetch(`${peer.url}/api/nothing`),
      fetch(`${peer.url}/api/openapi.json`),
      fetch(`${peer.url}/peer/v1/messages`, { method: 'POST', headers: json, body: '{' }),
      officer('GET', '/api/session'),
    ])
    for (const answer of answers) {
      expect(answer.headers.get('x-content-type-options'), answer.url).toBe('nosniff')
      expect(answer.headers.get('content-security-policy'), answer.url).toContain("frame-ancestors 'none'")
      expect(answer.headers.get('referrer-policy'), answer.url).toBe('no-referrer')
      if (answer.url.includes('/api/'))
        expect(answer.headers.get('cache-control'), answer.url).toBe('no-store')
    }
  })

  it('to another site that uses an officer’s cookie is a refusal', async () => {
    const cookie = 'isthmus-session=abc'
    const answer = await fetch(`${peer.url}/api/searches`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'text/plain', origin: 'https://evil.example' },
      body: '{}',
    })
    expect([401, 403]).toContain(answer.status)
  })
})

describe('/api/openapi.json', () => {
  it('describes every operation, and every reference in it leads somewhere', async () => {
    const document = (await (await fetch(`${peer.url}/api/openapi.json`)).json()) as {
      openapi: string
      paths: Record<string, Record<string, { operationId: string }>>
      components: { schemas: Record<string, unknown> }
    }
    expect(document.openapi).toMatch(/^3\.1\./)
    const described = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    )
    expect(described.sort()).toEqual(operations.map(({ name }) => name).sort())
    const references = referencesIn(document)
    expect(references.length).toBeGreaterThan(20)
    for (const reference of references) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(reference)?.[1]
      expect(Object.keys(document.components.schemas), reference).toContain(name)
    }
  })
})

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  )
}
