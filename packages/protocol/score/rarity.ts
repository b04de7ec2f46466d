import type { NameToken } from '../names/index.ts'
import { romanFrequency, tokenFrequency } from './token-frequency.ts'
import { weights } from './weights.ts'

const bitsOf = toBits(tokenFrequency)
const romanBitsOf = toBits(romanFrequency)

function toBits(table: string): ReadonlyMap<string, number> {
  const bits = new Map<string, number>()
  for (const line of table.trim().split('\n')) {
    const [rarity, ...skeletons] = line.split(' ')
    for (const skeleton of skeletons) bits.set(skeleton, Number(rarity))
  }
  return bits
}

/** How many bits the agreement of this word is worth: log2 of one over the share of people whose name holds it. */
export function toRarity(token: Pick<NameToken, 'skeleton'>): number {
  const { least, most, unknown } = weights.rarity
  const known = bitsOf.get(token.skeleton)
  if (known !== undefined) return Math.min(most, Math.max(least, known))
  return Math.min(unknown, 6 + 2 * token.skeleton.length)
}

/** The same for two words that are spelt alike in Latin letters. */
export function toRomanRarity(token: Pick<NameToken, 'roman' | 'skeleton'>): number {
  const { least, most, unknown } = weights.rarity
  const known = romanBitsOf.get(token.roman) ?? (token.roman.length > 3 ? unknown : unknown - 2)
  return Math.min(most, Math.max(least, known))
}
