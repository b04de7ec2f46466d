import type { Comparison, ComparisonPart } from '@isthmus/contract'

/** How much of a comparison an answer tells: nothing but its level; its parts; its parts and what the source holds. */
export type Detail = 'none' | 'parts' | 'held'

/** The contract allows no more. */
const mostParts = 40
/** Rules that tell how the words of the question were taken, not how many the record has. */
const toldRules: ReadonlySet<ComparisonPart['level']> = new Set(['swapped', 'alias', 'weak-alias'])

/**
 * A comparison as far as the asker may see it. `parts` without `held` tells no word of the source: the words of the
 * question have their bits in halves, and all else is one line without words, `missing`: the words that only the source
 * has, the rules, what rounding leaves. How many words they are, and to the hundredth how near a word is, would help
 * whoever asks again and again, with one word changed each time, to guess the record before its disclosure. The bits of
 * the comparison as a whole stay exact, and still depend on all that.
 */
export function toToldComparison(comparison: Comparison, detail: Detail): Comparison {
  if (detail === 'held') return comparison
  const { held: _held, parts, ...told } = comparison
  if (detail === 'none' || parts === undefined) return told
  return { ...told, parts: toToldParts(parts, comparison.asked ?? '') }
}

function toToldParts(parts: readonly ComparisonPart[], asked: string): ComparisonPart[] {
  // In the order of the question: that in which they were compared depends on the number of words of the record.
  const told = parts
    .filter((part) => part.asked !== undefined)
    .map(toToldWord)
    .sort((a, b) => asked.indexOf(a.asked ?? '') - asked.indexOf(b.asked ?? ''))
  for (const { level, bits, asked: word } of parts)
    if (word === undefined && toldRules.has(level)) told.push({ level, bits })
  told.splice(mostParts - 1)
  const rest = toHundredths(parts) - toHundredths(told)
  return rest === 0 ? told : [...told, { level: 'missing', bits: rest / 100 }]
}

function toToldWord({ level, bits, asked }: ComparisonPart): ComparisonPart {
  // Adding 0 makes a zero of what may be rounded to -0.
  return { level, bits: Math.round(bits * 2) / 2 + 0, ...(asked === undefined ? {} : { asked }) }
}

function toHundredths(parts: readonly ComparisonPart[]): number {
  return parts.reduce((sum, { bits }) => sum + Math.round(bits * 100), 0)
}
