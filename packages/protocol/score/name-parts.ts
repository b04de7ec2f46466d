import type { ComparisonPart } from '@isthmus/contract'
import type { NameComparison } from './compare-names.ts'
import type { Entry } from './name-ledger.ts'
import type { ProfileName } from './profile-name.ts'

const MAX_PARTS = 40
const MAX_CHARACTERS = 300

/** What a list of names adds to the comparison of its best pair. */
export type NameRule = { level: 'alias' | 'weak-alias'; bits: number }

/**
 * The shares of a comparison of names as they are shown, the words of the source only when `isHeldShown`. Their bits are
 * whole hundredths and add up to `total` exactly: what rounding leaves goes to the largest share.
 */
export function toNameParts(
  found: Readonly<NameComparison>,
  rules: readonly NameRule[],
  { total, isHeldShown }: { total: number; isHeldShown: boolean },
): ComparisonPart[] {
  const { a, b, isTurned, ledger } = found
  const parts: ComparisonPart[] = []
  for (let at = 0; at < ledger.size; at++) {
    const entry = ledger.entries[at]
    if (entry === undefined) continue
    const ofA = toText(a.name, entry.first, entry.firstWords)
    const ofB = toText(b.name, entry.second, entry.secondWords)
    addPart(parts, entry, {
      asked: isTurned ? ofB : ofA,
      held: isHeldShown ? (isTurned ? ofA : ofB) : '',
    })
  }
  for (const rule of rules) addPart(parts, rule, { asked: '', held: '' })
  return toExact(parts, Math.round(total * 100))
}

function addPart(
  parts: ComparisonPart[],
  { level, bits }: Pick<Entry, 'level' | 'bits'>,
  { asked, held }: { asked: string; held: string },
): void {
  parts.push({
    level,
    bits: Math.round(bits * 100),
    ...(asked === '' ? {} : { asked }),
    ...(held === '' ? {} : { held }),
  })
}

function toText({ tokens }: ProfileName, from: number, count: number): string {
  if (count === 0) return ''
  if (count === 1) return tokens[from]?.roman ?? ''
  return tokens
    .slice(from, from + count)
    .map(({ roman }) => roman)
    .join(' ')
    .slice(0, MAX_CHARACTERS)
}

/** Takes parts in hundredths; what is beyond the most parts goes into one. */
function toExact(parts: ComparisonPart[], total: number): ComparisonPart[] {
  const beyond = parts.splice(MAX_PARTS - 1)
  if (beyond.length === 1) parts.push(...beyond)
  else if (beyond.length > 1)
    parts.push({ level: 'limit', bits: beyond.reduce((sum, { bits }) => sum + bits, 0) })
  let rest = total
  let largest = parts[0]
  for (const part of parts) {
    rest -= part.bits
    if (Math.abs(part.bits) > Math.abs(largest?.bits ?? 0)) largest = part
  }
  if (largest !== undefined) largest.bits += rest
  for (const part of parts) part.bits = part.bits / 100
  return parts
}
