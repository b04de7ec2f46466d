import { FREE, type Side } from './word-alignment.ts'

/** The longer name, `b`, begins with a word that the shorter lacks, and goes on as the shorter begins: a parent or child. */
export function isGivenNameMissing(a: Side, b: Side): boolean {
  if (a.name.tokens.length < 2 || b.name.tokens.length <= a.name.tokens.length) return false
  return b.partners[0] === FREE && b.name.tokens[0]?.role === 'name' && a.partners[0] === 1
}

/** One is the son of the other: Salman bin Muhammad, Muhammad bin Salman. */
export function isFatherSwapped(a: Side, b: Side): boolean {
  if (a.name.fathers === 0 || b.name.fathers === 0) return false
  for (let i = 1; i < a.name.tokens.length; i++) {
    const father = a.partners[i] ?? FREE
    const isFather = (a.name.fathers >> i) & 1
    if (isFather && father >= 0 && a.partners[i - 1] === father + 1 && (b.name.fathers >> (father + 1)) & 1)
      return true
  }
  return false
}
