import type { ComparisonPart } from '@isthmus/contract'

const OF_PAIR: Partial<Record<ComparisonPart['level'], string>> = {
  exact: 'the same',
  'same-after-romanisation': 'the same after romanisation',
  'very-close': 'very close',
  close: 'close',
  nickname: 'a short form',
  initial: 'an initial',
  joined: 'written in another number of words',
  title: 'a title',
  differs: 'different',
}
const OF_RULE: Partial<Record<ComparisonPart['level'], string>> = {
  swapped: 'father and son are swapped',
  'given-missing': 'the given name is missing',
}
const MAX_PHRASES = 8

/** What the words of a name say, such as `ivan the same, sidorov close to sydorow`; empty when there is nothing to say. */
export function toPartPhrases(parts: readonly ComparisonPart[]): string {
  return parts
    .map(toPhrase)
    .filter((phrase) => phrase !== '')
    .slice(0, MAX_PHRASES)
    .join(', ')
}

function toPhrase({ level, asked, held }: ComparisonPart): string {
  if (level === 'missing') return toMissing(asked, held)
  const relation = OF_PAIR[level]
  if (relation === undefined) return OF_RULE[level] ?? ''
  if (asked === undefined) return ''
  return held === undefined || held === asked ? `${asked} ${relation}` : `${asked} ${relation} (${held})`
}

function toMissing(asked: string | undefined, held: string | undefined): string {
  if (asked !== undefined) return `${asked} not in the source`
  return held === undefined ? '' : `${held} only in the source`
}
