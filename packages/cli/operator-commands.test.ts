import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue, IndexRun, PeerStatus, SourceEntry, SourcePreview } from '@isthmus/contract'
import { describe, expect, test } from 'vitest'
import { connectorSettings } from './source-settings.ts'
import { openTestApi, runIsthmus, runProcess } from './test-api.ts'

const api = await openTestApi()

const source: SourceEntry = {
  ...{ id: 'people', title: 'People', description: 'A test', kind: 'csv', regime: 'LED', state: 'answering' },
  ...{ persons: 12345, things: 0, rejected: 2, modes: ['open'], completeness: { birth: 0.5 } },
}

const run: IndexRun = {
  ...{ id: 7, sourceId: 'people', state: 'answering', startedAt: '2026-01-01T00:00:00Z' },
  ...{ persons: 3, things: 0, rejected: 1, added: 3, changed: 0, deleted: 0, completeness: { birth: 0.5 } },
  rejections: [{ place: 'people.csv line 4', reason: 'impossible date', remedy: 'correct it' }],
}

describe('the lists', () => {
  test('of sources is a table, or JSON for machines', async () => {
    api.play('GET /api/sources', () => ({ sources: [source] }))
    expect((await runIsthmus(api, ['source', 'list'])).out).toMatch(
      /people +People +csv +LED +answering +12,345/,
    )
    expect(JSON.parse((await runIsthmus(api, ['source', 'list', '--json'])).out)).toEqual({
      sources: [source],
    })
  })

  test('of the catalogue names peers, sources and whom to call', async () => {
    const organisation = {
      id: 'o',
      name: 'Police',
      kind: 'police',
      regime: 'LED',
      country: 'GR',
      contact: 'desk@example.eu',
    } as const
    const catalogue: Catalogue = {
      peers: [
        {
          id: 'a',
          name: 'Peer A',
          organisation,
          state: 'this-peer',
          sources: [{ ...source, notice: 'An excerpt.' }],
        },
      ],
    }
    api.play('GET /api/catalogue', () => catalogue)
    api.play('GET /api/catalogue.jsonld', () => ({ '@type': 'dcat:Catalog' }))
    const shown = await runIsthmus(api, ['catalogue'])
    expect([shown.code, shown.out]).toEqual([0, expect.stringContaining('contact: desk@example.eu')])
    expect(shown.out).toContain('people: An excerpt.')
    expect(JSON.parse((await runIsthmus(api, ['catalogue', '--dcat'])).out)).toEqual({
      '@type': 'dcat:Catalog',
    })
  })

  test('of peers ends with 4 when one cannot be reached', async () => {
    const status: PeerStatus = {
      ...{
        peerId: 'a',
        name: 'Peer A',
        version: '0.1.0',
        mode: 'demo',
        startedAt: 'now',
        memoryMb: 91.5,
        auditEntries: 4,
      },
      trustList: { version: 1, expiresAt: '2027-01-01' },
      peers: [
        { id: 'a', name: 'Peer A', state: 'this-peer' },
        { id: 'b', name: 'Peer B', state: 'reachable', roundTripMs: 3.4 },
      ],
    }
    api.play('GET /api/peer/status', () => status)
    expect((await runIsthmus(api, ['peer', 'status'])).code).toBe(0)
    api.play('GET /api/peer/status', () => ({
      ...status,
      peers: [{ id: 'b', name: 'Peer B', state: 'unreachable' }],
    }))
    const shown = await runIsthmus(api, ['peer', 'status'])
    expect([shown.code, shown.out]).toEqual([4, expect.stringMatching(/Peer B +unreachable/)])
  })
})

describe('an intake run', () => {
  test('is started and waited for, and its report shows rejections', async () => {
    let asked = 0
    api.play('POST /api/sources/people/runs', () => ({
      ...run,
      state: 'running',
      persons: 0,
      rejections: [],
    }))
    api.play('GET /api/sources/people/runs/latest', () => {
      asked += 1
      if (asked === 1) return { ...run, id: 6, state: 'superseded' }
      return asked < 4 ? { ...run, state: 'running', persons: asked } : run
    })
    const shown = await runIsthmus(api, ['source', 'index', 'people'])
    expect(shown.code).toBe(0)
    expect(asked).toBe(4)
    expect(shown.out).toMatch(/people\.csv line 4 +impossible date +correct it/)
    expect(shown.out).toMatch(/birth +50\.0 %/)
  })

  test.each([
    ['failed', 5],
    ['running', 4],
    ['answering', 0],
  ])('whose report says %s ends with %i', async (state, code) => {
    api.play('GET /api/sources/people/runs/latest', () => ({ ...run, state }))
    expect((await runIsthmus(api, ['source', 'report', 'people'])).code).toBe(code)
  })

  test('of a source with a strange id asks for exactly that source', async () => {
    await runIsthmus(api, ['source', 'report', '../../x?y'])
    expect(api.questions.at(-1)?.path).toBe('GET /api/sources/..%2F..%2Fx%3Fy/runs/latest')
  })
})

describe('an intake run that is held back', () => {
  const held: IndexRun = {
    ...{ ...run, state: 'held', persons: 3, deleted: 97 },
    fault: 'the run would take 97 of 100 records out of the index of people',
  }

  test('says how many records would go, and how to confirm it', async () => {
    api.play('GET /api/sources/people/runs/latest', () => held)
    const shown = await runIsthmus(api, ['source', 'report', 'people'])
    expect(shown.code).toBe(3)
    expect(shown.out).toContain('held back: the run would take 97 of 100 records')
    expect(shown.out).toContain('isthmus source index people --may-delete 97')
  })

  test('is confirmed with the number, which must be one', async () => {
    api.play('POST /api/sources/people/runs', () => ({ ...run, state: 'running' }))
    const words = ['source', 'index', 'people', '--no-wait', '--may-delete']
    expect((await runIsthmus(api, [...words, '97'])).code).toBe(0)
    expect(api.questions.at(-1)?.body).toEqual({ mayDelete: 97 })
    expect((await runIsthmus(api, [...words, 'all'])).code).toBe(2)
    expect(api.questions).toHaveLength(1)
  })
})

describe('removing a source', () => {
  test('is done at once with --yes', async () => {
    api.play('DELETE /api/sources/people', () => ({ sources: [] }))
    const shown = await runIsthmus(api, ['source', 'remove', 'people', '--yes'])
    expect([shown.code, shown.out]).toEqual([0, 'Removed people.\n'])
  })

  test('is not done when nobody can say yes', async () => {
    const shown = await runProcess(api, ['source', 'remove', 'people'], { input: 'yes\n' })
    expect([shown.code, shown.err]).toEqual([2, expect.stringContaining('add --yes')])
    expect(api.questions).toEqual([])
  })
})

describe('adding a source', () => {
  const preview: SourcePreview = {
    fields: [{ path: 'name', type: 'text', repeats: false, share: 1 }],
    mapping: 'version: 1\n# reviewed by nobody\n',
    records: [
      {
        kind: 'person',
        reference: 'P-1',
        claims: [
          {
            ...{ births: ['1962'], birthPlaces: [], nationalities: ['GR'], places: [], documents: [] },
            names: [{ full: 'Eleni \u001b[31mPapadopoulou', kind: 'primary', quality: 'unknown' }],
          },
        ],
      },
    ],
    rejections: [{ place: 'line 9', reason: 'no name' }],
  }
  const mapping = 'people.mapping.yaml'
  const words = [
    'source',
    'add',
    '--kind',
    'csv',
    '--file',
    'people.csv',
    '--set',
    'delimiter=;',
    '--mapping',
    mapping,
  ]

  test('writes the proposed mapping, previews, and connects nothing', async () => {
    api.play('POST /api/sources/inspect', () => preview)
    const shown = await runIsthmus(api, words)
    expect(shown.code).toBe(0)
    expect(api.questions.map((question) => question.path)).toEqual(['POST /api/sources/inspect'])
    expect(api.questions[0]?.body).toEqual({
      connector: { kind: 'csv', file: join(api.home, 'people.csv'), delimiter: ';' },
    })
    expect(readFileSync(join(api.home, mapping), 'utf8')).toBe(preview.mapping)
    expect(shown.out).toMatch(/P-1 +Eleni \ufffd\[31mPapadopoulou +1 +1962 +GR/)
    expect(shown.out).toMatch(/line 9 +no name/)
    expect(shown.err).toContain('Nothing is connected yet.')
  })

  test('is explained with every setting of every kind', async () => {
    const { out } = await runIsthmus(api, ['source', 'add', '--help'])
    for (const [kind, settings] of Object.entries(connectorSettings)) {
      expect(out).toContain(`\n  ${kind}\n`)
      for (const setting of Object.keys(settings)) expect(out).toContain(`\n    ${setting} `)
    }
  })

  test('never connects when nobody can say yes', async () => {
    const shown = await runProcess(api, words, { input: 'yes\n' })
    expect([shown.code, shown.err]).toEqual([2, expect.stringContaining('add --yes')])
    expect(api.questions.map((question) => question.path)).toEqual(['POST /api/sources/inspect'])
  })

  test('connects with the reviewed mapping and --yes', async () => {
    writeFileSync(join(api.home, mapping), 'version: 1\n# reviewed\n')
    api.play('POST /api/sources', () => source)
    const shown = await runIsthmus(api, [...words, '--yes'])
    expect([shown.code, shown.out]).toEqual([0, expect.stringContaining('Connected people (People).')])
    expect(api.questions.at(-1)).toMatchObject({
      path: 'POST /api/sources',
      body: { mapping: 'version: 1\n# reviewed\n' },
    })
  })

  test('connects nothing when no record remains under the mapping', async () => {
    api.play('POST /api/sources/inspect', () => ({ ...preview, records: [] }))
    expect((await runIsthmus(api, [...words, '--yes'])).code).toBe(2)
    expect(api.questions.map((question) => question.path)).toEqual(['POST /api/sources/inspect'])
  })

  test.each<[string, string[]]>([
    ['--yes without a mapping', ['--kind', 'csv', '--mapping', 'none.yaml', '--yes']],
    ['no kind', ['--file', 'x', '--mapping', 'none.yaml']],
    ['a configuration that is not JSON', ['--config', 'damaged.json', '--mapping', 'none.yaml']],
    ['no mapping', ['--kind', 'csv']],
  ])('with %s ends with 2 and asks nobody', async (_what, given) => {
    writeFileSync(join(api.home, 'damaged.json'), '{"kind"')
    expect((await runIsthmus(api, ['source', 'add', ...given])).code).toBe(2)
    expect(api.questions).toEqual([])
    expect(existsSync(join(api.home, 'none.yaml'))).toBe(false)
  })
})

describe('the stored token', () => {
  const folder = () => join(api.home, 'isthmus')
  const keep = (tokens: unknown) => {
    mkdirSync(folder(), { recursive: true })
    writeFileSync(join(folder(), 'tokens.json'), typeof tokens === 'string' ? tokens : JSON.stringify(tokens))
  }

  test('is sent to its own peer only, until it expires', async () => {
    api.play('GET /api/sources', () => ({ sources: [] }))
    const later = new Date(Date.now() + 60_000).toISOString()
    keep({
      [api.url]: { token: 't-1', expiresAt: later },
      'https://other.example': { token: 't-2', expiresAt: later },
    })
    await runIsthmus(api, ['source', 'list'])
    expect(api.questions.at(-1)?.authorization).toBe('Bearer t-1')
    keep({ [api.url]: { token: 't-1', expiresAt: '2020-01-01T00:00:00Z' } })
    await runIsthmus(api, ['source', 'list'])
    expect(api.questions.at(-1)?.authorization).toBeUndefined()
    keep('damaged')
    expect((await runIsthmus(api, ['source', 'list'])).code).toBe(0)
  })

  test('is forgotten at sign-out, and the file is for its owner only', async () => {
    keep({ [api.url]: { token: 't-1', expiresAt: new Date(Date.now() + 60_000).toISOString() } })
    api.play('POST /auth/sign-out-everywhere', () => ({ ended: 1 }))
    const shown = await runProcess(api, ['sign-out', '--everywhere'])
    expect([shown.code, shown.err]).toEqual([0, expect.stringContaining('Signed out')])
    expect(api.questions.at(-1)).toMatchObject({
      path: 'POST /auth/sign-out-everywhere',
      authorization: 'Bearer t-1',
    })
    expect(JSON.parse(readFileSync(join(folder(), 'tokens.json'), 'utf8'))).toEqual({})
    expect(statSync(join(folder(), 'tokens.json')).mode & 0o777).toBe(0o600)
    expect(statSync(folder()).mode & 0o777).toBe(0o700)
  })

  test('cannot be had where the identity provider knows no command line, or is not https', async () => {
    api.play('GET /auth/configuration', () => ({
      issuer: 'https://login.example',
      audience: api.url,
      scope: 'openid',
    }))
    expect((await runIsthmus(api, ['sign-in'])).code).toBe(3)
    const about = { issuer: 'http://login.example', audience: api.url, scope: 'openid', deviceClientId: 'x' }
    api.play('GET /auth/configuration', () => about)
    expect((await runIsthmus(api, ['sign-in'])).code).toBe(3)
  })
})

test('a pipe that closes early is no fault', async () => {
  api.play('GET /api/sources', () => ({ sources: Array.from({ length: 5000 }, () => source) }))
  const shown = await runProcess(api, ['source', 'list', '--json'], {
    onStart: (child) => child.stdout?.destroy(),
  })
  expect([shown.code, shown.err]).toEqual([0, ''])
})

describe('help', () => {
  test('of the very command is named where a command is not written as it should be', async () => {
    const shown = await runIsthmus(api, ['source', 'report'])
    expect([shown.code, shown.err]).toEqual([2, expect.stringContaining('isthmus source report --help')])
  })

  test('lists commands, exit codes and examples', async () => {
    const shown = await runProcess(api, ['--help'])
    expect(shown.code).toBe(0)
    for (const part of ['search', 'source', 'Exit codes:', 'Examples:', 'ISTHMUS_PEER'])
      expect(shown.out).toContain(part)
  })

  test.each([
    ['search'],
    ['catalogue'],
    ['source', 'add'],
    ['source', 'list'],
    ['source', 'index'],
    ['source', 'report'],
    ['peer', 'status'],
    ['sign-in'],
    ['sign-out'],
  ])('of %s %s ends with 0', async (...words) => {
    const shown = await runIsthmus(api, [...words.filter((word) => word !== undefined), '--help'])
    expect([shown.code, shown.out]).toEqual([0, expect.stringContaining('--peer <url>')])
  })

  test('of search warns of the shell history', async () => {
    expect((await runIsthmus(api, ['search', '--help'])).out).toContain("shell's history")
  })

  test.each([[[]], [['source']], [['unknown']], [['source', 'list', 'too-much']]])(
    'is not enough: %j ends with 2',
    async (words) => {
      expect((await runIsthmus(api, words)).code).toBe(2)
    },
  )
})
