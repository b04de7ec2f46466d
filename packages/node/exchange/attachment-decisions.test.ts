import { describe, expect, test } from 'vitest'
import { toAttachmentLimits } from './attachment-limits.ts'
import { toWithdrawn } from './attachment-outcomes.ts'
import { toChange } from './attachment-withdrawals.ts'

const openedAt = new Date()

describe('a withdrawal, at the receiver,', () => {
  test.each(['offered', 'complete', 'withdrawn'] as const)('ends a file that is %s and unopened', (state) => {
    expect(toWithdrawn({ state, openedAt: null })).toEqual({
      state: 'withdrawn',
      withdrawal: 'done',
      secret: null,
      owe: 'withdrawn',
    })
  })

  test.each(['complete', 'expired', 'broken'] as const)('leaves a file that was opened: %s', (state) => {
    expect(toWithdrawn({ state, openedAt })).toEqual({ owe: 'opened' })
  })

  test('says what has become of a file that is gone', () => {
    expect(toWithdrawn({ state: 'broken', openedAt: null })).toEqual({ owe: 'broken' })
    expect(toWithdrawn({ state: 'expired', openedAt: null })).toEqual({ owe: 'expired' })
  })
})

describe('what the receiver says of a file, at the sender,', () => {
  const asked = { state: 'complete', withdrawal: 'asked' } as const

  test('is taken where it fits', () => {
    expect(toChange({ state: 'offered', withdrawal: null }, 'complete')).toEqual({ state: 'complete' })
    expect(toChange(asked, 'withdrawn')).toEqual({ state: 'withdrawn', withdrawal: 'done' })
    expect(toChange(asked, 'opened')).toEqual({ state: 'complete', withdrawal: 'too-late' })
    expect(toChange({ ...asked, state: 'expired' }, 'opened')).toEqual({ withdrawal: 'too-late' })
    expect(toChange({ state: 'complete', withdrawal: null }, 'broken')).toMatchObject({ state: 'broken' })
    expect(toChange({ state: 'offered', withdrawal: 'asked' }, 'expired')).toEqual({ state: 'expired' })
  })

  test('changes nothing where it does not: nobody asked, or it is over', () => {
    for (const outcome of ['withdrawn', 'opened'])
      expect(toChange({ state: 'complete', withdrawal: null }, outcome)).toBeUndefined()
    for (const state of ['uploading', 'withdrawn', 'broken', 'expired'] as const)
      for (const outcome of ['complete', 'broken', 'withdrawn', 'opened', 'expired', 'else'])
        expect(toChange({ state, withdrawal: null }, outcome)).toBeUndefined()
  })
})

test('the limits of files are those of the configuration, and of the house for the rest', () => {
  expect(toAttachmentLimits({ largestMb: 5, keepDays: 2, gbOfPeer: 3, freeGb: 0 })).toMatchObject({
    largestBytes: 5 * 1024 ** 2,
    keepMs: 2 * 86_400_000,
    mostBytes: 3 * 1024 ** 3,
    freeBytes: 0,
    mostFiles: 64,
  })
  expect(toAttachmentLimits()).toMatchObject({ largestBytes: 2 * 1024 ** 3, keepMs: 7 * 86_400_000 })
})
