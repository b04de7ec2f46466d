import { type NameToken, vowelClassOf } from '@isthmus/protocol/names'

/** A 64-bit hash in two halves. */
export type Hash = { readonly low: number; readonly high: number }

/** What a key takes from one word of a name: hashes, made once for each word. */
export type KeyWord = {
  /** Of the first consonant classes, as the hit index takes them. */
  readonly skeleton: Hash
  /** The same under another reading of an unclear letter. */
  readonly other: Hash | undefined
  /** With its vowel, of a word that is too short without; undefined where vowels are not written. */
  readonly short: Hash | undefined
  /** Of the first class alone. */
  readonly initial: Hash
  /** Sum over all classes, so that a whole name is the sum of its words, however it is cut and ordered. */
  readonly whole: Hash
  /** Classes in `whole`. */
  readonly classes: number
  /** All consonant classes, for the likeness of two names. */
  readonly text: string
  /** Not a title. */
  readonly counts: boolean
}

const mostClasses = 3
const mostOfText = 20

/** None for words that identify nobody: particles, initials, and what has no sounds. */
export function toKeyWords(tokens: readonly NameToken[]): KeyWord[] {
  return tokens.flatMap((token) => {
    const { skeleton, role } = token
    return skeleton === '' || role === 'initial' || role === 'particle' ? [] : [toKeyWord(token)]
  })
}

function toKeyWord(token: NameToken): KeyWord {
  const { skeleton } = token
  const other = /[DTPB]/.test(token.sound) ? token.skeletons[1] : undefined
  const isShort = skeleton.length <= 1 && !token.isVowelless
  const consonants = skeleton.replaceAll('a', '')
  return {
    skeleton: hashOf(skeleton.slice(0, mostClasses)),
    other: other === undefined ? undefined : hashOf(other.slice(0, mostClasses)),
    short: isShort ? hashOf(`${skeleton}${vowelClassOf(token.sound)}+`) : undefined,
    initial: hashOf(skeleton.charAt(0)),
    whole: [...consonants].map(hashOf).reduce(sumOf, { low: 0, high: 0 }),
    classes: consonants.length,
    text: skeleton.slice(0, mostOfText),
    counts: token.role === 'name',
  }
}

export function hashOf(text: string): Hash {
  let low = 0x811c9dc5
  let high = 0x9e3779b9
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x85ebca6b)
    high ^= high >>> 13
  }
  return { low: mix(low), high: mix(high) }
}

export function sumOf(a: Hash, b: Hash): Hash {
  return { low: (a.low + b.low) | 0, high: (a.high + b.high) | 0 }
}

/** Stirs 32 bits so that each bit of the answer depends on all. */
export function mix(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return mixed ^ (mixed >>> 15)
}
