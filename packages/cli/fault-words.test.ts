import { expect, test } from 'vitest'
import { toFaultSentence } from './fault-words.ts'

test('a known fault is said in words, with its code in brackets', () => {
  expect(toFaultSentence('SEAL_BROKEN')).toMatch(/^The peer cannot open the message\. .*\(SEAL_BROKEN\)$/)
})

test('an unknown code is said in words too', () => {
  expect(toFaultSentence('constructor')).toBe(
    'It failed; tell an operator of the other peer the code. (constructor)',
  )
})

test('where nothing failed nothing is said', () => {
  expect(toFaultSentence(undefined)).toBe('')
})
