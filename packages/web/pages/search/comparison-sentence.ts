import type { Comparison } from '@isthmus/contract/types'
import type { TFunction } from 'i18next'
import { toList } from '../../locales/formats.ts'

/** Less than this many bits, either way, says little. */
const littleBits = 0.5

/** What speaks for the same person, what against, what says little: at most three sentences. */
export function toComparisonSentence(
  comparisons: readonly Comparison[],
  t: TFunction,
  language: string,
): string {
  const known = comparisons.filter((comparison) => comparison.level !== 'unknown')
  const inWords = (some: Comparison[]) =>
    toList(
      some.map((comparison) => toItem(comparison, t)),
      language,
    )
  const speaksFor = known.filter(({ bits }) => bits >= littleBits)
  const against = known.filter(({ bits }) => bits <= -littleBits)
  const neutral = known.filter(({ bits }) => Math.abs(bits) < littleBits)
  const sentences = [
    speaksFor.length > 0 ? t('comparison.sentenceFor', { list: inWords(speaksFor) }) : '',
    against.length > 0 ? t('comparison.sentenceAgainst', { list: inWords(against) }) : '',
    neutral.length > 0 ? t('comparison.sentenceNeutral', { list: inWords(neutral) }) : '',
  ]
  return sentences.filter((sentence) => sentence !== '').join(' ')
}

function toItem(comparison: Comparison, t: TFunction): string {
  const words = { field: t(`field.${comparison.field}`), level: t(`level.${comparison.level}`) }
  return comparison.alias ? t('comparison.itemAlias', words) : t('comparison.item', words)
}
