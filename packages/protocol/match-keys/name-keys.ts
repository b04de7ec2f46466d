import { type NameToken, vowelClassOf } from '../names/index.ts'

/** Later consonants are lost and added too often (endings, mute letters) to find anybody by. */
const MAX_CLASSES = 3

/** Words of a name that identify, longest skeleton first when there are too many. */
export function toKeyTokens(tokens: readonly NameToken[], most: number): NameToken[] {
  const names = tokens.filter((token) => token.role === 'name' && token.skeleton !== '')
  const chosen =
    names.length >= 2 ? names : tokens.filter((token) => token.role !== 'initial' && token.skeleton !== '')
  if (chosen.length <= most) return chosen
  return [...chosen].sort((a, b) => b.skeleton.length - a.skeleton.length).slice(0, most)
}

/** The key of two words of one name, in whatever order they stand. */
export function toPairKey(one: string, other: string): string {
  const a = one.slice(0, MAX_CLASSES)
  const b = other.slice(0, MAX_CLASSES)
  return a < b ? `nn|${a}|${b}` : `nn|${b}|${a}`
}

/** Two words so short that too many people share their consonants: Li, Wu, Na. */
export function isShortPair(a: NameToken, b: NameToken): boolean {
  return a.skeleton.length <= 1 && b.skeleton.length <= 1
}

/** The key of two short words with their vowels; undefined where a script leaves vowels out. */
export function findShortKey(a: NameToken, b: NameToken): string | undefined {
  if (a.isVowelless || b.isVowelless) return undefined
  const [left, right] = [a, b].map((token) => token.skeleton + vowelClassOf(token.sound)).sort()
  return `ns|${left}|${right}`
}

/** The key of one word and a birth year. */
export function toBirthKey(skeleton: string, year: number): string {
  return `nb|${skeleton.slice(0, MAX_CLASSES)}|${year}`
}

/** The key of a whole name however it is cut into words and ordered: its consonant classes, sorted. */
export function toWholeKey(skeletons: readonly string[]): string | undefined {
  const letters = skeletons.join('').replaceAll('a', '')
  return letters.length < 5 || skeletons.length < 2 ? undefined : `nw|${[...letters].sort().join('')}`
}

/** The key of a word's first consonant class and a whole birth date, which a name in any script mostly keeps. */
export function toDayKey(skeleton: string, edtf: string): string {
  return `ni|${skeleton.charAt(0)}|${edtf}`
}
