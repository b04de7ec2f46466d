import type { Comparison } from '@isthmus/contract/types'
import { expect, test } from 'vitest'
import { toNextChecks } from './next-checks.ts'

const checksOf = (...comparisons: Comparison[]) => toNextChecks({ comparisons, score: 0, probability: 0.5 })

const name: Comparison = { field: 'name', level: 'exact', bits: 20 }
const birth: Comparison = { field: 'birth', level: 'exact', bits: 14 }
const document: Comparison = { field: 'document', level: 'exact', bits: 22 }

test('contradictions come first, and there are never more than three', () => {
  const conflict: Comparison = {
    ...name,
    level: 'partial',
    alias: true,
    parts: [{ level: 'differs', bits: -6 }],
  }
  expect(checksOf(conflict, { ...birth, level: 'differs' })).toEqual([
    'birthDiffers',
    'nameConflict',
    'alias',
  ])
})

test('words that only sound alike may be those of brothers', () => {
  const alike: Comparison = {
    ...name,
    parts: [
      { level: 'very-close', bits: 5, asked: 'kamal', held: 'jamal' },
      { level: 'exact', bits: 15, asked: 'tikriti' },
    ],
  }
  expect(checksOf(alike, birth, document)).toEqual(['soundsAlike', 'biometrics'])
})

test('what was not asked is worth asking', () => {
  expect(checksOf(name)).toEqual(['askBirth', 'askDocument', 'biometrics'])
})

test('where all agrees, a person is still not identified by a score', () => {
  expect(checksOf(name, birth, document)).toEqual(['biometrics'])
})

test('a slip in a date, a part of a name and another nationality each have their own advice', () => {
  expect(checksOf({ ...name, level: 'initial' }, { ...birth, level: 'off-by-one' }, document)).toEqual([
    'birthSlip',
    'namePartial',
    'biometrics',
  ])
  expect(checksOf(name, birth, document, { field: 'nationality', level: 'differs', bits: -1.2 })).toEqual([
    'otherDiffers',
    'biometrics',
  ])
})
