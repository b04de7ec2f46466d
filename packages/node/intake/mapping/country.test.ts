import { expect, test } from 'vitest'
import { findCountry, toCountry } from './country.ts'
import { findSex } from './sex.ts'

test.each([
  ['gr', 'GR'],
  ['Greece', 'GR'],
  ['Ελλάδα', 'GR'],
  ['Grèce', 'GR'],
  ['Hellenic Republic', 'GR'],
  ["KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF", 'KP'],
  ["Democratic People's Republic of Korea", 'KP'],
  ['Republic of Korea', 'KR'],
  ['IRAN (ISLAMIC REPUBLIC OF)', 'IR'],
  ['Russian Federation', 'RU'],
  ['PALESTINIAN TERRITORY, Occupied', 'PS'],
  ['Saudi Arabian', 'SA'],
  ['Sudanese', 'SD'],
  ['South Sudanese', 'SS'],
  ['Congo, Democratic Republic of the', 'CD'],
  ['Saint Kitts and Nevis', 'KN'],
  ['Iraqi nationality', 'IQ'],
])('%s is recognised as %s', (word, code) => {
  expect(findCountry(word)).toBe(code)
})

test('a country that is not recognised stays the source’s own word', () => {
  expect(toCountry('former Soviet Union')).toBe('former Soviet Union')
  expect(findCountry('XX')).toBeUndefined()
  expect(findCountry('x'.repeat(10_000))).toBeUndefined()
})

test.each([
  ['F', 'female'],
  ['Male', 'male'],
  ['άνδρας', 'male'],
  ['donna', 'female'],
  ['X', 'other'],
  ['unknown', undefined],
])('the word %s for a sex means %s', (word, sex) => {
  expect(findSex(word)).toBe(sex)
})
