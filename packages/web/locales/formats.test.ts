import { expect, test } from 'vitest'
import { toBits, toCountry, toDaysAgo, toPercent } from './formats.ts'

test.each([
  [0.99999, '> 99.9%'],
  [0.9951, '99.5%'],
  [0.914, '91%'],
  [0.0002, '< 0.1%'],
  [0, '0%'],
  [1, '100%'],
])('a probability of %d reads %s', (probability, read) => {
  expect(toPercent(probability, 'en')).toBe(read)
})

test('bits carry their sign, and their hundredths so that they can be added up', () => {
  expect([toBits(8.24, 'en'), toBits(-3, 'en'), toBits(0, 'en')]).toEqual(['+8.24', '-3.00', '0.00'])
})

test('a country is named in the reader’s language, and none is not named', () => {
  expect([toCountry('GR', 'it'), toCountry('EU', 'en'), toCountry('ZZ', 'en')]).toEqual([
    'Grecia',
    'European Union',
    '',
  ])
})

test('age in days is never negative and is unknown for what is no instant', () => {
  const now = new Date('2026-11-23T12:00:00Z')
  expect(toDaysAgo('2026-11-21T13:00:00Z', now)).toBe(1)
  expect(toDaysAgo('2027-01-01T00:00:00Z', now)).toBe(0)
  expect(toDaysAgo('soon', now)).toBeUndefined()
})
