import { randomUUID } from 'node:crypto'
import type {
  AnomalyList,
  IncidentList,
  OversightActList,
  OversightDetail,
  OversightName,
  OversightSummary,
  ReconciliationRun,
} from '@isthmus/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Api,
  allEvents,
  grounds,
  kowalski,
  startTestFederation,
  type TestFederation,
} from './test-federation.ts'

let federation: TestFederation
let officer: Api
let operator: Api
let dpo: Api
let authority: Api

beforeAll(async () => {
  federation = await startTestFederation()
  const north = federation.peer('north')
  officer = await north.as('north-officer')
  operator = await north.as('north-operator')
  dpo = await north.as('north-dpo')
  authority = await north.as('north-authority')
  await ask(kowalski)
  await ask({ family: 'Dpo', given: 'Northern', birth: '1970-01-01' })
}, 120_000)

afterAll(() => federation.close())

async function ask(subject: object): Promise<void> {
  await allEvents(await officer('POST', '/api/searches', { ...grounds, subject }))
}

async function read<Answer>(api: Api, path: string): Promise<Answer> {
  const response = await api('GET', path)
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

const entriesOf = (event: string) => federation.peer('north').entries({ events: [event as 'peer.started'] })

describe('whoever supervises', () => {
  it('sees who asked, why and with what result, by pseudonym and never about whom', async () => {
    for (const viewer of [dpo, authority]) {
      const { acts } = await read<OversightActList>(viewer, '/api/oversight/acts?event=search.asked')
      expect(acts).toHaveLength(2)
      expect(acts[0]).toMatchObject({ ...grounds, role: 'officer', organisation: 'org-north', isOwn: true })
      const text = JSON.stringify(acts)
      for (const hidden of ['north-officer', 'Kowalski', 'Zbigniew', '1962-03-04'])
        expect(text).not.toContain(hidden)
    }
  })

  it('opens one entry and what belongs to it; each look is an entry itself', async () => {
    const { acts } = await read<OversightActList>(dpo, '/api/oversight/acts?event=search.asked')
    const [act] = acts
    const before = (await entriesOf('oversight.looked')).length
    const detail = await read<OversightDetail>(dpo, `/api/oversight/acts/${act?.id}`)
    expect(detail.entry).toMatchObject({ event: 'search.asked', actor: { id: act?.pseudonym } })
    expect(detail.leafHash).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(detail.related.map(({ event }) => event)).toContain('search.completed')
    const looks = await entriesOf('oversight.looked')
    expect(looks).toHaveLength(before + 1)
    expect(looks.at(-1)).toMatchObject({ actor: { id: 'north-dpo' }, correlationId: act?.correlationId })
    expect((await dpo('GET', '/api/oversight/acts/e999999')).status).toBe(404)
  })

  it('learns the name behind a pseudonym with a reason, and the log says so', async () => {
    const { acts } = await read<OversightActList>(dpo, '/api/oversight/acts?event=search.asked')
    const pseudonym = acts[0]?.pseudonym ?? ''
    const told = await dpo('POST', '/api/oversight/names', { pseudonym, reason: 'complaint 7' })
    expect((await told.json()) as OversightName).toEqual({
      pseudonym,
      officerId: 'north-officer',
      name: 'officer',
    })
    expect((await entriesOf('oversight.named')).at(-1)).toMatchObject({
      reason: 'complaint 7',
      actor: { id: 'north-dpo' },
    })
    const unknown = await dpo('POST', '/api/oversight/names', { pseudonym: 'x'.repeat(32), reason: 'why' })
    expect([unknown.status, ((await unknown.json()) as { code: string }).code]).toEqual([404, 'NAME_UNKNOWN'])
    const noReason = await dpo('POST', '/api/oversight/names', { pseudonym, reason: '' })
    expect(noReason.status).toBe(400)
  })

  it('takes copies, as JSON lines and as CSV, and the log says so', async () => {
    const lines = (await (await authority('GET', '/api/oversight/acts.jsonl')).text()).trim().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toContain('search.completed')
    const table = await authority('GET', '/api/oversight/acts.csv')
    expect(table.headers.get('content-disposition')).toContain('attachment')
    const text = await table.text()
    expect(text).toMatch(/^id,at,event/)
    expect(text).not.toContain('north-officer')
    expect((await entriesOf('audit-log.exported')).map(({ detail }) => detail?.format)).toEqual([
      'jsonl',
      'csv',
    ])
  })

  it('is refused a window that is none, by code', async () => {
    const refused = await dpo('GET', '/api/oversight/summary?since=2030-01-01')
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
      422,
      'WINDOW_INVALID',
    ])
  })
})

describe('everybody else', () => {
  it('sees the own acts, all of them, and no others', async () => {
    const { acts } = await read<OversightActList>(officer, '/api/oversight/own')
    const events = new Set(acts.map(({ event }) => event))
    expect(events).toContain('sign-in.granted')
    expect(events).toContain('search.asked')
    expect(new Set(acts.map(({ pseudonym }) => pseudonym)).size).toBe(1)
  })

  it('an operator sees rough counts and nothing else; an officer and the authority change nothing', async () => {
    const summary = await read<OversightSummary>(operator, '/api/oversight/summary')
    expect(summary).toMatchObject({ isRough: true })
    expect(JSON.stringify(summary.groups)).not.toMatch(/"officer"|"unit"/)
    for (const [api, method, path] of [
      [operator, 'GET', '/api/oversight/acts'],
      [operator, 'GET', '/api/oversight/acts.csv'],
      [officer, 'GET', '/api/oversight/summary'],
      [officer, 'GET', '/api/incidents'],
    ] as const) {
      expect((await api(method, path)).status, path).toBe(403)
    }
    const search = await authority('POST', '/api/searches', { ...grounds, subject: kowalski })
    expect(search.status).toBe(403)
    const handled = await authority('POST', '/api/oversight/protected-names', { family: 'A', given: 'B' })
    expect(handled.status).toBe(403)
  })
})

describe('a protected name', () => {
  it('marks the entry of who asks it, is an anomaly, and can be asked about', async () => {
    const added = await dpo('POST', '/api/oversight/protected-names', {
      family: 'Zwijnenburg',
      given: 'Xanthippe',
    })
    expect(await added.json()).toEqual({ names: 1 })
    await ask({ full: 'Xanthippe Zwijnenburg' })
    expect((await entriesOf('search.asked')).at(-1)?.detail).toMatchObject({ watched: 'protected-name' })
    const { anomalies } = await read<AnomalyList>(dpo, '/api/oversight/anomalies')
    const [anomaly] = anomalies
    if (!anomaly) throw new RangeError('no anomaly')
    expect(anomalies).toMatchObject([{ kind: 'protected-name', state: 'open', count: 1 }])
    const { kind, on, pseudonym } = anomaly
    const note = { kind, on, pseudonym, state: 'asked', note: 'Which case was this for?' }
    expect((await dpo('POST', '/api/oversight/anomalies', note)).status).toBe(200)
    const own = await read<OversightActList>(officer, '/api/oversight/own')
    expect(own.questions).toMatchObject([{ kind, note: 'Which case was this for?' }])
    const none = await dpo('POST', '/api/oversight/anomalies', { ...note, on: '2020-01-01' })
    expect(((await none.json()) as { code: string }).code).toBe('ANOMALY_NOT_FOUND')
    const short = await dpo('POST', '/api/oversight/protected-names', { family: 'Li', given: '.' })
    expect(((await short.json()) as { code: string }).code).toBe('NAME_TOO_SHORT')
    const columns = await federation
      .peer('north')
      .database.query<{ text: string }>('select w::text as text from oversight.watched_name w')
    expect(JSON.stringify(columns)).not.toMatch(/xanth|zwij/i)
  })
})

describe('a reconciliation', () => {
  const compare = async (body: object): Promise<ReconciliationRun> => {
    const response = await operator('POST', '/api/reconciliations', body)
    if (response.status !== 200) throw new Error(await response.text())
    return (await response.json()) as ReconciliationRun
  }
  const past = { from: '2026-01-01T00:00:00.000Z' }

  it('has nothing to compare while everything is under way', async () => {
    const refused = await operator('POST', '/api/reconciliations', {
      peerId: 'south',
      from: new Date().toISOString(),
    })
    expect(((await refused.json()) as { code: string }).code).toBe('WINDOW_INVALID')
    const unknown = await operator('POST', '/api/reconciliations', { peerId: 'nowhere' })
    expect(((await unknown.json()) as { code: string }).code).toBe('PEER_UNKNOWN')
  })

  it('compares the whole past with another peer, and both logs say so', async () => {
    const run = await compare({ peerId: 'south', ...past })
    expect(run).toMatchObject({ state: 'done', missing: 0, contradicting: 0, late: 0 })
    const [told] = await federation.peer('south').entries({ events: ['reconciliation.answered'] })
    expect(told).toMatchObject({ counterpart: 'north', outcome: 'done' })
    const [ended] = await entriesOf('reconciliation.ended')
    expect(ended).toMatchObject({ correlationId: told?.correlationId, actor: { id: 'north-operator' } })
  })

  it('with a peer that cannot be reached is a failed run, not a finding', async () => {
    const care = federation.peer('care')
    care.gate.isShut = true
    const run = await compare({ peerId: 'care', ...past })
    care.gate.reset()
    expect(run).toMatchObject({ state: 'failed', fault: 'PEER_UNREACHABLE' })
  })
})

it('an incident names the organisation to call, and is closed with a note', async () => {
  const care = federation.peer('care')
  care.gate.isShut = true
  await ask({ ...kowalski, given: randomUUID().replaceAll(/[^a-f]/g, 'x') })
  care.gate.reset()
  const { incidents } = await read<IncidentList>(operator, '/api/incidents')
  const incident = incidents.find(({ counterpart }) => counterpart?.id === 'care')
  expect(incident).toMatchObject({
    counterpart: { id: 'care', organisation: { contact: 'spoc@care.example' } },
  })
  const closing = `/api/incidents/${incident?.id}/closing`
  expect((await authority('POST', closing, { note: 'x' })).status).toBe(403)
  expect((await operator('POST', closing, { note: '' })).status).toBe(422)
  expect(await (await operator('POST', closing, { note: 'cable' })).json()).toMatchObject({
    state: 'closed',
    handledBy: 'north-operator',
  })
})
