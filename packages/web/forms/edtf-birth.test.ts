import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findEdtfBirth } from './edtf-birth.ts'

const contract = new URL('../../../contract/entities/edtf-date.json', import.meta.url)
const edtfDate: { pattern: string; maxLength: number } = JSON.parse(readFileSync(contract, 'utf8'))
const contractPattern = new RegExp(edtfDate.pattern)

test.each([
  ['1962', false, '1962'],
  ['1962-5', false, '1962-05'],
  [' 1962-05-14 ', false, '1962-05-14'],
  ['14.5.1962', false, '1962-05-14'],
  ['14/05/1962', true, '1962-05-14~'],
  ['1962~', false, '1962~'],
  ['1962~', true, '1962~'],
  ['1960/1965', false, '1960/1965'],
  ['1960 / 1965', true, '1960~/1965~'],
])('%s, about %s, is asked as %s', (typed, isApproximate, asked) => {
  expect(findEdtfBirth(typed, isApproximate)).toBe(asked)
})

test.each([
  '',
  '62',
  '1900-02-30',
  '00/00/1957',
  '1962-13',
  'circa 1962',
  '1965/1960',
  '1960/1962/1965',
  '0000',
])('%s is no birth date', (typed) => {
  expect(findEdtfBirth(typed, false)).toBeUndefined()
})

test('whatever is typed, what is asked keeps the contract', () => {
  const typed = fc.oneof(fc.string(), fc.stringMatching(/^[0-9./~-]{0,24}$/))
  fc.assert(
    fc.property(typed, fc.boolean(), (text, isApproximate) => {
      const asked = findEdtfBirth(text, isApproximate)
      if (asked === undefined) return
      expect(asked).toMatch(contractPattern)
      expect(asked.length).toBeLessThanOrEqual(edtfDate.maxLength)
    }),
    { numRuns: 2000 },
  )
})
