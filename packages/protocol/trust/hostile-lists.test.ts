import { findCode } from '@isthmus/testbed/fault-of'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromUtf8, toUtf8 } from '../bytes/index.ts'
import {
  TrustListError,
  verifyInvitation,
  verifyPinned,
  verifySuccessor,
  verifyTrustRequest,
} from './index.ts'
import { after, ann, ben, first, sign } from './test-lists.ts'

const good = await sign(first, ann, ben)
const next = await sign(after(first), ann, ben)
const previous = verifyPinned(good, first.operators)
const now = new Date('2026-06-01T00:00:00Z')

const refusal = (act: () => unknown): string => findCode(TrustListError, act) ?? 'accepted'

it('whatever bytes come, a parser says that it cannot read them and nothing else', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.string()), (text) => {
      expect(refusal(() => verifyPinned(text, first.operators))).toBe('TRUST_LIST_UNREADABLE')
      expect(refusal(() => verifyInvitation(text, 'those-it-names', now))).toBe('INVITATION_UNREADABLE')
      expect(refusal(() => verifyTrustRequest(text, () => [], now))).toBe('REQUEST_UNREADABLE')
    }),
  )
})

it('a signed list in which any one bit was changed is refused, or is the same list', () => {
  const bytes = toUtf8(next)
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(7), (place, bit) => {
      const changed = Uint8Array.from(bytes)
      changed[place] = (changed[place] ?? 0) ^ (1 << bit)
      const text = fromUtf8(changed)
      if (text === undefined) return
      try {
        // White space outside of strings may differ; what is signed may not.
        expect(verifySuccessor(text, previous).hash).toBe(verifySuccessor(next, previous).hash)
      } catch (fault) {
        expect(fault).toBeInstanceOf(TrustListError)
      }
    }),
    { numRuns: 300 },
  )
})

it('a list that is cut off anywhere cannot be read', () => {
  fc.assert(
    fc.property(fc.nat(good.length - 1), (length) => {
      expect(refusal(() => verifyPinned(good.slice(0, length), first.operators))).toBe(
        'TRUST_LIST_UNREADABLE',
      )
    }),
  )
})

it('a quorum is never reached by fewer operators than it names', async () => {
  await fc.assert(
    fc.asyncProperty(fc.subarray([ann, ben]), async (signers) => {
      const list = { ...first, operators: { ...first.operators, quorum: 3 } }
      const text = await sign(list, ...signers)
      const code = refusal(() => verifyPinned(text, list.operators))
      expect(code).toBe(signers.length === 0 ? 'TRUST_LIST_UNREADABLE' : 'TRUST_LIST_QUORUM_MISSED')
    }),
    { numRuns: 4 },
  )
})
