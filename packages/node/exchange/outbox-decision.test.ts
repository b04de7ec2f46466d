import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DeliveryOutcome, decideNextStep, toDelayMs } from './outbox-decision.ts'

const now = new Date('2026-11-23T03:00:00.000Z')
const deadline = new Date('2026-11-30T03:00:00.000Z')
const unreachable: DeliveryOutcome = { kind: 'unreachable', code: 'PEER_UNREACHABLE' }

describe('the delay before the next attempt', () => {
  it('doubles from one second to a quarter of an hour', () => {
    expect([1, 2, 3, 4, 10, 11, 12, 1000].map((attempts) => toDelayMs(attempts, 0))).toEqual([
      1_000, 2_000, 4_000, 8_000, 512_000, 900_000, 900_000, 900_000,
    ])
  })

  it('is shortened by up to half, so that peers do not come back all at once', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
        const delay = toDelayMs(attempts, random)
        expect(delay).toBeLessThanOrEqual(toDelayMs(attempts, 0))
        expect(delay).toBeGreaterThanOrEqual(toDelayMs(attempts, 0) / 2 - 1)
      }),
    )
  })
})

describe('what becomes of a message', () => {
  const decide = (outcome: DeliveryOutcome, message = { attempts: 1, deadline }, at = now) =>
    decideNextStep(message, outcome, { now: at, random: 0 })

  it('is delivered with a receipt, even after its deadline', () => {
    expect(decide({ kind: 'received', receipt: '{}' }, { attempts: 9, deadline: now })).toEqual({
      state: 'delivered',
      receipt: '{}',
    })
  })

  it('waits when nobody answered, when the receipt is not one, and when the receiver may change its mind', () => {
    const outcomes: DeliveryOutcome[] = [
      unreachable,
      { kind: 'receipt-wrong', code: 'SIGNATURE_WRONG' },
      { kind: 'refused', status: 400, code: 'SENDER_UNKNOWN' },
      { kind: 'refused', status: 500, code: 'FAULT' },
    ]
    for (const outcome of outcomes) {
      expect(decide(outcome)).toMatchObject({ state: 'waiting', retryAt: new Date(now.getTime() + 1_000) })
    }
  })

  it('is due soon after its peer is back, however often it found nobody', () => {
    expect(decide(unreachable, { attempts: 40, deadline })).toMatchObject({
      retryAt: new Date(now.getTime() + 32_000),
    })
  })

  it('waits as long as the receiver asks for, at most a quarter of an hour', () => {
    const refused = (retryAfterMs: number) =>
      decide({ kind: 'refused', status: 429, code: 'TOO_MANY_MESSAGES', retryAfterMs })
    expect(refused(30_000)).toMatchObject({ retryAt: new Date(now.getTime() + 30_000) })
    expect(refused(86_400_000)).toMatchObject({ retryAt: new Date(now.getTime() + 900_000) })
  })

  it('is dead at once when no later attempt can change the answer', () => {
    expect(decide({ kind: 'refused', status: 409, code: 'MESSAGE_ID_REUSED' })).toEqual({
      state: 'dead',
      fault: 'MESSAGE_ID_REUSED',
    })
  })

  it('is dead when its deadline has passed, and is tried once more shortly before', () => {
    expect(decide(unreachable, { attempts: 40, deadline }, deadline)).toEqual({
      state: 'dead',
      fault: 'PEER_UNREACHABLE',
    })
    const before = new Date(deadline.getTime() - 600_000)
    const refused: DeliveryOutcome = { kind: 'refused', status: 500, code: 'FAULT' }
    expect(decide(refused, { attempts: 40, deadline }, before)).toEqual({
      state: 'waiting',
      fault: 'FAULT',
      retryAt: new Date(deadline.getTime() - 2_000),
    })
  })
})
