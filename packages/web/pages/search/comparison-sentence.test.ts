import type { Comparison } from '@isthmus/contract/types'
import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { en } from '../../locales/en.ts'
import { toComparisonSentence } from './comparison-sentence.ts'

beforeAll(async () => {
  await i18next.init({
    lng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
  })
})

const sentenceOf = (comparisons: Comparison[]) => toComparisonSentence(comparisons, i18next.t, 'en')

test('the sentence says what speaks for, what against and what says little', () => {
  const sentence = sentenceOf([
    { field: 'name', level: 'same-after-romanisation', bits: 12, alias: true },
    { field: 'birth', level: 'year-only', bits: 3 },
    { field: 'place', level: 'differs', bits: -2 },
    { field: 'sex', level: 'exact', bits: 0.3 },
  ])
  expect(sentence).toBe(
    'For the same person: name (identical in Latin letters, an alias) and birth date (same year). Against: place (differs). Says little: sex (identical).',
  )
})

test('a field that the source does not know is not mentioned', () => {
  expect(sentenceOf([{ field: 'document', level: 'unknown', bits: 0 }])).toBe('')
})
