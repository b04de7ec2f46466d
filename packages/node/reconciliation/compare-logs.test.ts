import type { ReconcileEntry } from '@isthmus/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareLogs } from './index.ts'

const noon = Date.parse('2026-11-23T12:00:00Z')
const window = { from: new Date(noon), to: new Date(noon + 3_600_000), lateMs: () => 120_000 }
const digestOf = (text: string): string => text.padEnd(43, 'A')
let index = 0

function entry(change: Partial<ReconcileEntry> & { n?: number }): ReconcileEntry {
  const { n = 1, ...rest } = change
  index += 1
  return {
    messageId: `00000000-0000-0000-0000-${String(n).padStart(12, '0')}`,
    correlationId: `11111111-0000-0000-0000-${String(n).padStart(12, '0')}`,
    kind: 'search.ask',
    leg: 'question',
    direction: 'sent',
    digest: digestOf(`d${n}`),
    at: new Date(noon + 60_000 * n).toISOString(),
    index,
    leafHash: digestOf('l'),
    ...rest,
  }
}

const compare = (own: ReconcileEntry[], other: ReconcileEntry[], excused: string[] = []) =>
  compareLogs({ entries: own, excused: new Set(excused) }, { entries: other, excused: new Set() }, window)

const sent = (n = 1, change: Partial<ReconcileEntry> = {}) => entry({ n, direction: 'sent', ...change })
const received = (n = 1, change: Partial<ReconcileEntry> = {}) =>
  entry({ n, direction: 'received', ...change })

describe('two logs', () => {
  it('agree when each message that one sent the other received, word for word', () => {
    const own = [sent(1), received(1, { leg: 'answer', digest: digestOf('a1') })]
    const other = [received(1), sent(1, { leg: 'answer', digest: digestOf('a1') })]
    expect(compare(own, other)).toEqual({ compared: 2, agreeing: 2, erased: 0, findings: [] })
  })

  it('differ where one lacks what the other has, and it is said which', () => {
    expect(compare([sent(1)], []).findings).toMatchObject([{ kind: 'missing-there', direction: 'sent' }])
    expect(compare([received(1)], []).findings).toMatchObject([
      { kind: 'missing-there', direction: 'received' },
    ])
    expect(compare([], [sent(2)]).findings).toMatchObject([
      { kind: 'missing-here', direction: 'received', there: { direction: 'sent' } },
    ])
  })

  it('contradict each other where the words, the kind, the correlation id or the way differ', () => {
    for (const changed of [
      received(1, { digest: digestOf('other') }),
      received(1, { kind: 'catalogue.ask' }),
      received(1, { correlationId: '22222222-0000-0000-0000-000000000001' }),
      sent(1),
    ]) {
      expect(compare([sent(1)], [changed]).findings).toMatchObject([{ kind: 'contradicting' }])
    }
  })

  it('agree on a message that was sent again under one id, when one of the sent texts arrived', () => {
    const own = [sent(1), sent(1, { digest: digestOf('again') })]
    expect(compare(own, [received(1, { digest: digestOf('again') })]).findings).toEqual([])
    expect(compare(own, [received(1, { digest: digestOf('third') })]).findings).toMatchObject([
      { kind: 'contradicting' },
    ])
  })

  it('are late where their entries lie further apart than they may', () => {
    const late = received(1, { at: new Date(noon + 60_000 + 120_001).toISOString() })
    expect(compare([sent(1)], [late]).findings).toMatchObject([{ kind: 'late' }])
    const justInTime = received(1, { at: new Date(noon + 60_000 + 120_000).toISOString() })
    expect(compare([sent(1)], [justInTime]).findings).toEqual([])
  })

  it('may lack what one of them says broke off or is on its way', () => {
    const [question] = [sent(1)]
    expect(compare([question], [], [question.messageId ?? '']).findings).toEqual([])
  })

  it('are compared within the window only, with what lies just outside as the other half', () => {
    const edge = sent(1, { at: new Date(noon - 1).toISOString() })
    expect(compare([edge], [received(1, { at: new Date(noon + 1).toISOString() })])).toMatchObject({
      compared: 1,
      agreeing: 1,
    })
    expect(compare([edge], []).compared).toBe(0)
  })
})

describe('an erased entry', () => {
  /** What an erasure leaves. */
  const erase = ({ messageId, kind, ...left }: ReconcileEntry): ReconcileEntry => ({
    ...left,
    isErased: true,
  })

  it('is compared by its digest, on either side and on both', () => {
    expect(compare([sent(1)], [erase(received(1))])).toMatchObject({ compared: 1, agreeing: 1, erased: 1 })
    expect(compare([erase(sent(1))], [received(1)])).toMatchObject({ compared: 1, agreeing: 1, erased: 1 })
    expect(compare([erase(sent(1))], [erase(received(1))])).toMatchObject({ compared: 1, erased: 1 })
  })

  it('stands for no other message: another digest, direction or exchange is still missed', () => {
    for (const other of [
      received(1, { digest: digestOf('x') }),
      sent(1),
      received(1, { correlationId: sent(2).correlationId }),
    ]) {
      const { findings } = compare([sent(1)], [erase(other)])
      expect(findings.map(({ kind }) => kind)).toEqual(['missing-there', 'missing-here'])
    }
    expect(compare([sent(1), sent(2)], [erase(received(1))]).findings).toMatchObject([
      { kind: 'missing-there' },
    ])
  })

  it('of which the other log has nothing is missing there', () => {
    expect(compare([erase(sent(1))], []).findings).toEqual([
      {
        ...{ kind: 'missing-there', direction: 'sent' },
        correlationId: sent(1).correlationId,
        at: sent(1).at,
      },
    ])
  })

  it('of a message that was sent twice may be the one that did not arrive', () => {
    const twice = [erase(sent(1)), erase(sent(1, { digest: digestOf('again') }))]
    expect(compare(twice, [received(1)]).findings).toEqual([])
    expect(compare(twice, [erase(received(1))]).findings).toEqual([])
  })

  it('of an exchange that broke off still excuses the other half', () => {
    const { digest, ...broken } = erase(received(1))
    expect(compare([sent(1)], [broken]).findings).toEqual([])
    expect(compare([erase(sent(1))], [broken]).findings).toEqual([])
  })
})

it('two logs of the same messages agree, whatever their order; each entry that is taken out or changed is found', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.infiniteStream(fc.boolean()),
      fc.nat(),
      fc.constantFrom('remove', 'change'),
      (count, ways, at, act) => {
        const own: ReconcileEntry[] = []
        const other: ReconcileEntry[] = []
        for (let n = 1; n <= count; n += 1) {
          const isOwn = ways.next().value
          own.push(isOwn ? sent(n) : received(n))
          other.unshift(isOwn ? received(n) : sent(n))
        }
        expect(compare(own, other)).toEqual({ compared: count, agreeing: count, erased: 0, findings: [] })
        const doctored = other.flatMap((one, place) => {
          if (place !== at % count) return [one]
          return act === 'remove' ? [] : [{ ...one, digest: digestOf('doctored') }]
        })
        const { findings } = compare(own, doctored)
        expect(findings.map(({ kind }) => kind)).toEqual([
          act === 'remove' ? 'missing-there' : 'contradicting',
        ])
      },
    ),
  )
})
