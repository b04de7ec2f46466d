import { setTimeout as sleep } from 'node:timers/promises'
import { hasShape, type SearchAnswerEvent, type SearchEvent, type SearchHistory } from '@isthmus/contract'
import type { TestEntry } from '@isthmus/testbed/test-log'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type Api,
  allEvents,
  eventsOf,
  grounds,
  startTestFederation,
  type TestFederation,
  type TestPeer,
} from './test-federation.ts'

let federation: TestFederation
let north: TestPeer
let south: TestPeer
let care: TestPeer
let officer: Api

beforeAll(async () => {
  federation = await startTestFederation()
  north = federation.peer('north')
  south = federation.peer('south')
  care = federation.peer('care')
  officer = await north.as('north-officer')
  await officer('GET', '/api/catalogue')
}, 120_000)

afterAll(() => federation?.close())

afterEach(() => {
  for (const { gate } of federation.peers) gate.reset()
})

const subject = { family: 'Kowalsky', given: 'Zbigniew', birth: '1962' }
const question = { subject, ...grounds }

const answersOf = (events: readonly SearchEvent[]): SearchAnswerEvent[] =>
  events.flatMap((event) => (event.event === 'answer' ? [event] : []))
/** On a busy machine any source may be called slow before it answers. */
const lastWordsOf = (events: readonly SearchEvent[]): SearchAnswerEvent[] =>
  answersOf(events).filter(({ answer }) => answer.state !== 'slow')
const statesOf = (events: readonly SearchEvent[]): string[] =>
  answersOf(events).map(({ answer }) => `${answer.peerId} ${answer.sourceId} ${answer.state}`)

async function search(body: unknown = question, path = '/api/searches'): Promise<SearchEvent[]> {
  const events = await allEvents(await officer('POST', path, body))
  for (const event of events) expect(hasShape('SearchEvent', event)).toBe(true)
  return events
}

function correlationOf(events: readonly SearchEvent[]): string {
  const [asked] = events
  if (asked?.event !== 'asked') throw new TypeError('the first event is not `asked`')
  return asked.correlationId
}

/** Of the search itself; what the messages between the peers leave is tested in exchange. */
async function entriesOf(peer: TestPeer, correlationId: string): Promise<TestEntry[]> {
  const entries = await peer.entries({ correlationId })
  return entries.filter(({ event }) => !event.startsWith('exchange.'))
}

async function eventually<Result>(
  look: () => Promise<Result>,
  isGood: (result: Result) => boolean,
): Promise<Result> {
  for (let tries = 0; tries < 100; tries += 1) {
    const result = await look()
    if (isGood(result)) return result
    await sleep(50)
  }
  return look()
}

describe('one question to the federation', () => {
  it('is answered by every peer, each in its own way, and ends', async () => {
    const events = await search()
    expect(statesOf(events).sort()).toEqual([
      'care register-care refused',
      'north register-north hit',
      'south register-south hit',
    ])
    expect(answersOf(events).find(({ answer }) => answer.peerId === 'care')?.answer.refusal?.code).toBe(
      'GATE_BETWEEN_REGIMES',
    )
    expect(events[0]).toMatchObject({ event: 'asked', subjects: 1 })
    expect(events.at(-1)).toMatchObject({ event: 'done', hits: 2 })
  })

  it('is explained word by word, and shows what is held only of the own organisation', async () => {
    const answers = lastWordsOf(await search())
    const nameOf = (peerId: string) =>
      answers.find(({ answer }) => answer.peerId === peerId)?.answer.hits[0]?.comparisons[0]
    const [own, other] = [nameOf('north'), nameOf('south')]
    expect(own?.held).toMatch(/kowalski/)
    expect(own?.parts?.some(({ held }) => held === 'kowalski')).toBe(true)
    expect(other?.parts?.length).toBeGreaterThan(1)
    expect(JSON.stringify(other)).not.toMatch(/held|kowalski/)
    for (const { bits, parts = [] } of [own, other].flatMap((one) => one ?? []))
      expect(parts.reduce((sum, part) => sum + Math.round(part.bits * 100), 0)).toBe(Math.round(bits * 100))
  })

  it('leaves entries with one correlation id in the logs of all peers, under a pseudonym elsewhere, without values', async () => {
    const correlationId = correlationOf(await search())
    const [own, other, refusing] = await Promise.all(
      [north, south, care].map((peer) => entriesOf(peer, correlationId)),
    )
    expect(own?.map(({ event }) => event)).toEqual(['search.asked', 'search.answered', 'search.completed'])
    expect(other?.map(({ event, outcome }) => [event, outcome])).toEqual([['search.answered', 'hit']])
    expect(refusing?.map(({ event, reason }) => [event, reason])).toEqual([
      ['search.denied', 'GATE_BETWEEN_REGIMES'],
    ])
    expect(own?.at(-1)?.detail?.sources).toEqual({
      'north/register-north': 'hit',
      'south/register-south': other?.[0]?.outcome,
      'care/register-care': refusing?.[0]?.outcome,
    })
    expect(own?.[0]?.actor?.id).toBe('north-officer')
    expect(other?.[0]?.actor?.id).not.toContain('officer')
    for (const peer of federation.peers) {
      const text = JSON.stringify(await peer.entries())
      expect(text).not.toMatch(/Kowalsk|Zbigniew|1962/)
    }
  })

  it('stands in the history of the officer who asked, and of nobody else', async () => {
    const correlationId = correlationOf(await search())
    const history = (await (await officer('GET', '/api/searches')).json()) as SearchHistory
    expect(history.searches[0]).toMatchObject({ correlationId, subjects: 1, states: { hit: 2, refused: 1 } })
    const other = await north.as('north-caseworker')
    expect(((await (await other('GET', '/api/searches')).json()) as SearchHistory).searches).toEqual([])
  })

  it('is not held up by a peer that is down, which is shown as missing', async () => {
    south.gate.isShut = true
    const startedAt = Date.now()
    const events = await search()
    expect(Date.now() - startedAt).toBeLessThan(1_500)
    expect(statesOf(events).sort()).toEqual([
      'care register-care refused',
      'north register-north hit',
      'south register-south unreachable',
    ])
    const answer = answersOf(events).find(({ answer }) => answer.peerId === 'south')?.answer
    expect(answer).toMatchObject({ fault: 'PEER_UNREACHABLE', contact: 'spoc@south.example' })
  })

  it('is not held up by a slow peer, which is called slow and then answers', async () => {
    south.gate.holdsBackMs = 2_600
    const startedAt = Date.now()
    const seen: [string, number][] = []
    for await (const event of eventsOf(await officer('POST', '/api/searches', question))) {
      if (event.event === 'answer')
        seen.push([`${event.answer.peerId} ${event.answer.state}`, Date.now() - startedAt])
    }
    expect(seen.map(([state]) => state).sort()).toEqual([
      'care refused',
      'north hit',
      'south hit',
      'south slow',
    ])
    expect(seen.slice(-2).map(([state]) => state)).toEqual(['south slow', 'south hit'])
    for (const [, ms] of seen.slice(0, 2)) expect(ms).toBeLessThan(1_500)
  })

  it('is refused in words, and logged, when too little is asked', async () => {
    const refused = await officer('POST', '/api/searches', { ...question, subject: { family: 'Kowalski' } })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      code: 'SEARCH_REFUSED',
      refusal: { code: 'TOO_LITTLE_ASKED' },
    })
    const [entry] = await north.entries({ events: ['search.refused'], newestFirst: true, limit: 1 })
    expect(entry).toMatchObject({
      actor: expect.objectContaining({ id: 'north-officer' }),
      reason: 'TOO_LITTLE_ASKED',
    })
  })

  it('is stopped everywhere when its asker leaves', async () => {
    south.gate.holdsBackMs = 4_000
    const leaving = new AbortController()
    const response = await officer('POST', '/api/searches', question, leaving.signal)
    const events = eventsOf(response)
    const asked = (await events.next()).value as SearchEvent
    const correlationId = correlationOf([asked])
    expect(
      await eventually(
        async () => south.gate.asked,
        (asked) => asked === 1,
      ),
    ).toBe(1)
    leaving.abort()
    const entries = await eventually(
      () => entriesOf(north, correlationId),
      (found) => found.some(({ event }) => event === 'search.completed'),
    )
    expect(entries.at(-1)).toMatchObject({ event: 'search.completed', reason: 'ASKER_LEFT' })
    expect(
      await eventually(
        async () => south.gate.left,
        (left) => left === 1,
      ),
    ).toBe(1)
  })
})

describe('a batch', () => {
  const rows = Array.from({ length: 120 }, (_, n) =>
    n % 40 === 7 ? 'only,,' : n % 2 === 0 ? 'Kowalski,Zbigniew,1962' : `Nobody${n},Xanthippe,1901`,
  )
  const csv = `family,given,birth\n${rows.join('\n')}\n`

  it('is asked in chunks, names its rejected rows, and gets every answer', async () => {
    const events = await search({ csv, ...grounds }, '/api/searches/batch')
    expect(events[0]).toMatchObject({
      event: 'asked',
      subjects: 117,
      rejectedRows: [{ line: 9 }, { line: 49 }, { line: 89 }],
    })
    const answers = lastWordsOf(events)
    expect(answers).toHaveLength(117 * 3)
    expect(new Set(answers.map(({ subject: number, answer }) => `${number} ${answer.sourceId}`)).size).toBe(
      117 * 3,
    )
    expect(events.at(-1)).toMatchObject({ event: 'done', hits: 60 * 2 })
    const [first] = answers.filter(({ subject: number }) => number === 0)
    expect(first?.line).toBe(2)
    expect(await entriesOf(south, correlationOf(events))).toHaveLength(117)
    const own = await entriesOf(north, correlationOf(events))
    expect(own.filter(({ event }) => event === 'search.refused')).toMatchObject([
      { reason: 'ROWS_REJECTED', detail: { rows: 3 } },
    ])
    const history = (await (await officer('GET', '/api/searches')).json()) as SearchHistory
    expect(history.searches[0]).toMatchObject({
      subjects: 117,
      states: { hit: 120, 'no-hit': 114, refused: 117 },
    })
  })

  it('does not wait again and again for a peer that is down', async () => {
    south.gate.isShut = true
    const events = await search({ csv, ...grounds }, '/api/searches/batch')
    const faults = lastWordsOf(events).flatMap(({ answer }) =>
      answer.peerId === 'south' ? [answer.fault] : [],
    )
    expect(faults).toHaveLength(117)
    expect(new Set(faults)).toEqual(new Set(['PEER_UNREACHABLE', 'PEER_GIVEN_UP']))
    expect(lastWordsOf(events)).toHaveLength(117 * 3)
  })
})

describe('a peer that never told which sources it has', () => {
  it('is announced as *, which gets no answer of its own when the peer answers after all', async () => {
    await north.stop()
    south.gate.isShut = true
    await north.start()
    officer = await north.as('north-officer')
    await eventually(
      async () =>
        (await (await officer('GET', '/api/peer/status')).json()) as {
          peers: { id: string; state: string }[]
        },
      ({ peers }) => peers.some(({ id, state }) => id === 'south' && state === 'unreachable'),
    )
    const response = await officer('POST', '/api/searches', question)
    const events = await allEvents(response)
    expect(events[0]).toMatchObject({
      sources: expect.arrayContaining([
        expect.objectContaining({ peerId: 'south', sourceId: '*', state: 'asking' }),
      ]),
    })
    expect(statesOf(events)).toContain('south * unreachable')

    south.gate.isShut = false
    const [again, ...others] = await Promise.all([search(), search()])
    for (const found of [again, ...others])
      expect(statesOf(found ?? [])).toContain('south register-south hit')
    for (const found of [again, ...others]) expect(statesOf(found ?? []).join()).not.toContain('*')
  })
})
