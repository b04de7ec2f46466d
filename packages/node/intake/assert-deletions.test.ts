import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type AllowedDeletions, assertDeletions, IntakeError } from './index.ts'

const count = fc.integer({ min: 0, max: 1_000_000 })

function isHeld(former: number, deleted: number, allowed: AllowedDeletions = {}): boolean {
  try {
    assertDeletions('people', { former, deleted }, allowed)
    return false
  } catch (fault) {
    if (fault instanceof IntakeError && fault.code === 'DELETIONS_UNCONFIRMED') return true
    throw fault
  }
}

it('half of the records may go unconfirmed, and no more', () => {
  expect([isHeld(100, 50), isHeld(100, 51), isHeld(1, 1), isHeld(0, 0)]).toEqual([false, true, true, false])
})

it('the configuration says another share', () => {
  expect(isHeld(100, 11, { mostDeletedShare: 0.1 })).toBe(true)
  expect(isHeld(100, 100, { mostDeletedShare: 1 })).toBe(false)
})

it('what was confirmed may go, and one record more may not', () => {
  expect(isHeld(100, 97, { mayDelete: 97 })).toBe(false)
  expect(isHeld(100, 98, { mayDelete: 97 })).toBe(true)
})

it('confirming never makes a run stricter, and the number it is held for always lets it pass', () => {
  fc.assert(
    fc.property(count, count, fc.double({ min: 0, max: 1, noNaN: true }), (former, some, share) => {
      const deleted = Math.min(former, some)
      expect(isHeld(former, deleted, { mostDeletedShare: share, mayDelete: deleted })).toBe(false)
    }),
  )
})

it('the refusal says how many records, of which source, and how they are confirmed', () => {
  expect(() => assertDeletions('people', { former: 100, deleted: 97 }, {})).toThrow(
    expect.objectContaining({
      message: 'the run would take 97 of 100 records out of the index of people',
      remedy: expect.stringContaining('isthmus source index people --may-delete 97'),
    }),
  )
})
