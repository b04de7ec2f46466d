import type { Comparison, ComparisonPart } from '@isthmus/contract'

/** How much of a comparison an answer tells: nothing but its level; its parts; its parts and what the source holds. */
export type Detail = 'none' | 'parts' | 'held'

/**
 * A comparison as far as the asker may see it. `parts` without `held` tells no word of the source: what only the source
 * has becomes one line for all its words. How many they are, and how rare each of them is, would help whoever asks again
 * and again, with one word changed each time, to guess the record before its disclosure.
 */
export function toToldComparison(comparison: Comparison, detail: Detail): Comparison {
  if (detail === 'held') return comparison
  const { held: _held, parts, ...told } = comparison
  if (detail === 'none' || parts === undefined) return told
  return { ...told, parts: toToldParts(parts) }
}

function toToldParts(parts: readonly ComparisonPart[]): ComparisonPart[] {
  const told: ComparisonPart[] = []
  const merged = new Map<ComparisonPart['level'], ComparisonPart>()
  for (const { level, bits, asked } of parts) {
    const before = asked === undefined ? merged.get(level) : undefined
    if (before) {
      before.bits = (Math.round(before.bits * 100) + Math.round(bits * 100)) / 100
      continue
    }
    const part: ComparisonPart = { level, bits, ...(asked === undefined ? {} : { asked }) }
    if (asked === undefined) merged.set(level, part)
    told.push(part)
  }
  return told
}
