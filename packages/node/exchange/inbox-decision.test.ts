import { describe, expect, it } from 'vitest'
import { decideReception, type Incoming, type Known } from './inbox-decision.ts'

const commitment = Buffer.alloc(32, 1)
const known: Known = {
  messageId: 'a',
  idempotencyKey: 'act-1',
  kind: 'message.test',
  commitment,
  receipt: '{"a":1}',
}
const incoming: Incoming = {
  messageId: 'a',
  idempotencyKey: 'act-1',
  kind: 'message.test',
  commitment,
  sequence: 0,
}

describe('a message that came', () => {
  it('is new when nothing like it lies in the inbox', () => {
    expect(decideReception(incoming, [], undefined)).toEqual({ verdict: 'new' })
    expect(
      decideReception({ ...incoming, messageId: 'b', idempotencyKey: 'act-2' }, [known], undefined),
    ).toEqual({
      verdict: 'new',
    })
  })

  it('without an idempotency key is not the same as another without one', () => {
    const before = { ...known, idempotencyKey: undefined }
    expect(
      decideReception({ ...incoming, messageId: 'b', idempotencyKey: undefined }, [before], undefined),
    ).toEqual({
      verdict: 'new',
    })
  })

  it('that came before gets the receipt of then', () => {
    expect(decideReception(incoming, [known], undefined)).toEqual({
      verdict: 'duplicate',
      receipt: '{"a":1}',
    })
  })

  it('is refused when its id stands for another content or kind', () => {
    const others: Partial<Incoming>[] = [{ commitment: Buffer.alloc(32, 2) }, { kind: 'attachment.manifest' }]
    for (const other of others) {
      expect(decideReception({ ...incoming, ...other }, [known], undefined)).toEqual({
        verdict: 'refused',
        code: 'MESSAGE_ID_REUSED',
      })
    }
  })

  it('is refused when its idempotency key was used by another message', () => {
    expect(decideReception({ ...incoming, messageId: 'b' }, [known], undefined)).toEqual({
      verdict: 'refused',
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
  })

  it('of an ordered kind must not come after a later one; gaps are allowed', () => {
    const at = (sequence: number) => decideReception({ ...incoming, sequence }, [], 3).verdict
    expect([2, 3, 4, 9].map(at)).toEqual(['refused', 'refused', 'new', 'new'])
  })

  it('of an ordered kind that came before gets its receipt, however late', () => {
    expect(decideReception({ ...incoming, sequence: 1 }, [known], 3)).toMatchObject({ verdict: 'duplicate' })
  })
})
