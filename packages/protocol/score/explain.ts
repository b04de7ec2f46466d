import type { Comparison } from '@isthmus/contract'
import { toPartPhrases } from './explain-parts.ts'

type Phrases = Partial<Record<Comparison['level'], string>>

const NAME: Phrases = {
  exact: 'the names are the same',
  'same-after-romanisation': 'the names are the same after romanisation',
  'very-close': 'the names are very close',
  close: 'the names are close',
  partial: 'part of the name agrees',
  initial: 'the names agree as far as initials tell',
  differs: 'the names differ',
  unknown: 'the source gives no name',
}
const BIRTH: Phrases = {
  exact: 'born on the same day',
  'year-only': 'born in the same year',
  overlaps: 'the periods of birth overlap',
  'swapped-day-month': 'the same birth date with day and month swapped',
  'off-by-one': 'the birth dates differ by one digit or one day',
  near: 'the birth dates lie near each other',
  differs: 'the birth dates differ',
  unknown: 'the source gives no birth date',
}
const PHRASES: Readonly<Record<Comparison['field'], Phrases>> = {
  name: NAME,
  birth: BIRTH,
  nationality: {
    exact: 'nationality agrees',
    differs: 'nationality differs',
    unknown: 'the source gives no nationality',
  },
  place: {
    exact: 'a place agrees',
    close: 'a place is close',
    partial: 'a place agrees in part',
    differs: 'the places differ',
    unknown: 'the source gives no place',
  },
  document: {
    exact: 'a document number is the same',
    close: 'a document number differs by one character',
    differs: 'the document numbers differ',
    unknown: 'the source gives no document',
  },
  sex: { exact: 'sex agrees', differs: 'sex differs', unknown: 'the source gives no sex' },
}

/**
 * One English sentence that says what agrees and what does not, in the order of the comparisons; of names word by word where
 * their parts are known.
 */
export function explain(comparisons: readonly Comparison[]): string {
  const known = comparisons.filter((comparison) => comparison.level !== 'unknown')
  const phrases = (known.length === 0 ? comparisons : known).map(toPhrase)
  if (phrases.length === 0) return 'Nothing could be compared.'
  const sentence = phrases.join('; ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

function toPhrase(comparison: Comparison): string {
  const phrase = PHRASES[comparison.field][comparison.level] ?? `${comparison.field} ${comparison.level}`
  const parts = toPartPhrases(comparison.parts ?? [])
  const detailed = parts === '' ? phrase : `${phrase}: ${parts}`
  return comparison.alias === true ? `${detailed} (with an alias)` : detailed
}
