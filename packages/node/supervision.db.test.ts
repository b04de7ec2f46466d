import { randomUUID } from 'node:crypto'
import type {
  AnomalyList,
  IncidentList,
  LogErasureOrderList,
  LogErasurePreview,
  LogHoldList,
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
    expect(own.questions).toMatchObject([{ kind, remarks: [{ text: 'Which case was this for?' }] }])
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

describe('a question of the data-protection officer', () => {
  const questionsOf = async (api: Api) =>
    (await read<OversightActList>(api, '/api/oversight/own')).questions ?? []
  const findOwn = async () => {
    const { anomalies } = await read<AnomalyList>(dpo, '/api/oversight/anomalies')
    const found = anomalies.find(({ kind }) => kind === 'protected-name')
    if (!found) throw new Error('no anomaly')
    return found
  }
  const handle = async (state: string, note: string) => {
    const { kind, on, pseudonym } = await findOwn()
    return dpo('POST', '/api/oversight/anomalies', { kind, on, pseudonym, state, note })
  }
  const answer = (api: Api, id: string, text: string) =>
    api('POST', '/api/oversight/own/answers', { id, answer: text })

  it('is answered by the officer whom it is about, once, and closed; notes stay with who wrote them', async () => {
    const own = await findOwn()
    await handle('noted', 'looks odd')
    const [question] = await questionsOf(officer)
    expect(question).toMatchObject({ id: own.id, state: 'asked' })
    expect(JSON.stringify(question)).not.toMatch(/looks odd|north-dpo/)

    const stranger = await federation.peer('north').as('north-caseworker')
    const refused = await answer(stranger, own.id, 'mine')
    expect(refused.status).toBe(404)
    expect(await refused.json()).toMatchObject({ code: 'QUESTION_NOT_FOUND' })
    expect((await answer(officer, own.id, 'Training, with my own record')).status).toBe(200)
    expect((await answer(officer, own.id, 'again')).status).toBe(404)
    expect((await findOwn()).state).toBe('answered')
    expect((await findOwn()).remarks?.map(({ state }) => state)).toEqual(['asked', 'noted', 'answered'])
    await handle('closed', 'plausible')
    const [closed] = await questionsOf(officer)
    expect(closed?.state).toBe('closed')
    expect(closed?.remarks?.map(({ text }) => text)).toEqual([
      'Which case was this for?',
      'Training, with my own record',
    ])
    const [logged] = await entriesOf('oversight.answered')
    expect(logged).toMatchObject({ actor: { id: 'north-officer' }, detail: { anomaly: own.id } })
    expect(JSON.stringify(logged)).not.toContain('Training')
  })
})

it('who asks for a colleague is found, and the log has the kind of name only', async () => {
  await read(await federation.peer('north').as('north-second-dpo'), '/api/session')
  await ask({ family: 'Zographou', given: 'Ariadne' })
  const last = (await entriesOf('search.asked')).at(-1)
  expect(last?.detail).toMatchObject({ watched: 'colleague' })
  expect(JSON.stringify(last)).not.toMatch(/zogr|ariadne/i)
  await ask({ family: 'Zographakis', given: 'Aristides' })
  expect((await entriesOf('search.asked')).at(-1)?.detail).not.toHaveProperty('watched')
})

describe('an erasure by order', () => {
  const order = { reason: 'judgment', legalBasis: 'LED, art. 16', reference: 'AZ 7' }
  const correlation = async () => {
    await ask(kowalski)
    const { acts } = await read<OversightActList>(dpo, '/api/oversight/acts?event=search.asked')
    return acts[0]?.correlationId ?? ''
  }
  const post = async (api: Api, path: string, body: object = {}) => {
    const response = await api('POST', `/api/log/${path}`, body)
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  it('is carried out when another person confirms it, and by nobody else', async () => {
    const second = await federation.peer('north').as('north-second-dpo')
    const correlationId = await correlation()
    const preview = await read<LogErasurePreview>(dpo, `/api/log/erasures/preview/${correlationId}`)
    expect(preview).toMatchObject({ isHeld: false, erasable: preview.entries.length })
    const ordered = await post(dpo, 'erasures', { correlationId, ...order })
    expect(ordered.body).toMatchObject({ state: 'waiting', isOwn: true, ...order })
    expect((await post(dpo, 'erasures', { correlationId, ...order })).body.code).toBe('ORDER_WAITING')
    const id = String(ordered.body.id)
    const own = await post(dpo, `erasures/${id}/confirmation`)
    expect(own).toMatchObject({ status: 403, body: { refusal: { code: 'OWN_ORDER' } } })
    for (const api of [authority, operator, officer])
      expect((await post(api, `erasures/${id}/confirmation`)).status).toBe(403)
    const sent = await federation
      .peer('north')
      .database.query('select 1 from evidence.transcript where correlation_id = $1', [correlationId])
    expect(sent.length).toBeGreaterThan(0)

    const done = await post(second, `erasures/${id}/confirmation`)
    expect(done.body).toMatchObject({ state: 'done', isOwn: false, entries: preview.erasable })
    expect((await post(second, `erasures/${id}/confirmation`)).body.code).toBe('ORDER_DECIDED')
    const { acts } = await read<OversightActList>(dpo, '/api/oversight/acts')
    const left = acts.filter((act) => act.correlationId === correlationId)
    expect(left.every(({ outcome }) => outcome === 'erased')).toBe(true)
    const kept = await federation
      .peer('north')
      .database.query('select 1 from evidence.transcript where correlation_id = $1', [correlationId])
    expect(kept).toEqual([])
    const [erased] = await entriesOf('audit-log.erased')
    expect(erased).toMatchObject({ actor: { id: 'north-second-dpo' }, legalBasis: order.legalBasis })
    const gone = await read<LogErasurePreview>(dpo, `/api/log/erasures/preview/${correlationId}`)
    expect(gone.erasable).toBe(0)
    expect((await post(dpo, 'erasures', { correlationId, ...order })).body.code).toBe('ENTRY_NOT_FOUND')
  })

  it('is withdrawn, and refused for what is held, erasure itself or unknown', async () => {
    const correlationId = await correlation()
    const { body } = await post(dpo, 'erasures', { correlationId, ...order })
    expect((await post(dpo, `erasures/${body.id}/withdrawal`)).body.state).toBe('withdrawn')
    await post(dpo, 'holds', { correlationId, hold: true, reason: 'appeal' })
    const { holds } = await read<LogHoldList>(authority, '/api/log/holds')
    expect(holds).toMatchObject([{ correlationId, reason: 'appeal', heldBy: 'north-dpo' }])
    expect((await post(dpo, 'erasures', { correlationId, ...order })).body.code).toBe('ENTRY_HELD')
    await post(dpo, 'holds', { correlationId, hold: false, reason: 'ended' })
    expect((await read<LogHoldList>(authority, '/api/log/holds')).holds).toEqual([])
    const kept = { correlationId: body.id, ...order }
    expect((await post(dpo, 'erasures', kept)).body.code).toBe('ENTRY_KEPT')
    expect((await post(dpo, `erasures/${randomUUID()}/confirmation`)).body.code).toBe('ORDER_NOT_FOUND')
    const unknown = await dpo('GET', `/api/log/erasures/preview/${randomUUID()}`)
    expect(await unknown.json()).toMatchObject({ code: 'ENTRY_NOT_FOUND' })
  })

  it('is seen by the supervisory authority, which orders nothing, and not by operators or officers', async () => {
    const { orders } = await read<LogErasureOrderList>(authority, '/api/log/erasures')
    expect(orders.map(({ state }) => state)).toEqual(['withdrawn', 'done'])
    const correlationId = randomUUID()
    expect((await post(authority, 'erasures', { correlationId, ...order })).status).toBe(403)
    expect((await post(authority, 'holds', { correlationId, hold: true, reason: 'why' })).status).toBe(403)
    for (const api of [operator, officer])
      for (const path of ['erasures', 'holds'])
        expect((await api('GET', `/api/log/${path}`)).status).toBe(403)
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
