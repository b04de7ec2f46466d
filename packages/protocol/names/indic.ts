import { type Reading, toLetterTable } from './letter-table.ts'

/** The letters of one Brahmic script, each as `letters roman sound` like in letter-table.ts. */
export type IndicLetters = {
  readonly consonants: ReadonlyMap<string, Reading>
  readonly vowels: ReadonlyMap<string, Reading>
  /** Vowel signs after a consonant. */
  readonly signs: ReadonlyMap<string, Reading>
  /** Nasals and breath after a vowel. */
  readonly marks: ReadonlyMap<string, Reading>
  readonly virama: string
  /** The inherent vowel is spoken everywhere: Dravidian languages, Sinhala. */
  readonly keepsInherent?: boolean
}

const LONGEST = 4

/** A table as in letter-table.ts, composed as names are: letters with a dot below have two forms. */
export function toIndicTable(lines: string): ReadonlyMap<string, Reading> {
  return toLetterTable(lines.normalize('NFC')).entries
}

type Sign = {
  kind: 'consonant' | 'vowel' | 'mark'
  reading: Reading
  hasInherent: boolean
  isSilent: boolean
}

/**
 * A word of a Brahmic script: consonants carry the inherent vowel a unless a sign, a virama or the rules of speech take
 * it away. Where only the rules do, the roman form leaves it out. How it sounds stays open (`A`).
 */
export function readIndic(word: string, letters: IndicLetters): Reading {
  const signs = toSigns(word, letters)
  let roman = ''
  let sound = ''
  for (const [at, sign] of signs.entries()) {
    roman += sign.reading.roman
    sound += sign.reading.sound
    if (!sign.hasInherent) continue
    sign.isSilent = letters.keepsInherent !== true && isSchwaSilent(signs, at)
    roman += sign.isSilent ? '' : 'a'
    sound += 'A'
  }
  return { roman, sound }
}

/** At the end, and between a vowel and a consonant that has one: Ra-ma-n(a), sar-k(a)-ri. */
function isSchwaSilent(signs: readonly Sign[], at: number): boolean {
  const next = signs[at + 1]
  if (at === 0) return false
  if (isAfterConsonant(signs, at)) return next === undefined && signs[at - 1]?.reading.roman === 'r'
  if (next === undefined) return true
  const isNextSpoken = next.kind === 'consonant' && (next.hasInherent || signs[at + 2]?.kind === 'vowel')
  return isNextSpoken && signs[at + 2] !== undefined && hasVowelBefore(signs[at - 1])
}

function isAfterConsonant(signs: readonly Sign[], at: number): boolean {
  const before = signs[at - 1]
  return before?.kind === 'consonant' && !before.hasInherent
}

function hasVowelBefore(before: Sign | undefined): boolean {
  return before !== undefined && (before.kind !== 'consonant' || (before.hasInherent && !before.isSilent))
}

function toSigns(word: string, letters: IndicLetters): Sign[] {
  const signs: Sign[] = []
  let at = 0
  while (at < word.length) {
    const found = findSign(word, at, letters)
    if (found === undefined) {
      const last = signs.at(-1)
      if (word.charAt(at) === letters.virama && last !== undefined) last.hasInherent = false
      at++
      continue
    }
    const last = signs.at(-1)
    if (found.isSign && last !== undefined) last.hasInherent = false
    signs.push(found.sign)
    at += found.length
  }
  return signs
}

function findSign(word: string, at: number, letters: IndicLetters) {
  for (let length = Math.min(LONGEST, word.length - at); length > 0; length--) {
    const text = word.substr(at, length)
    const consonant = letters.consonants.get(text)
    if (consonant !== undefined) return { sign: toSign('consonant', consonant), length, isSign: false }
    const vowel = letters.vowels.get(text)
    if (vowel !== undefined) return { sign: toSign('vowel', vowel), length, isSign: false }
    const written = letters.signs.get(text)
    if (written !== undefined) return { sign: toSign('vowel', written), length, isSign: true }
    const mark = letters.marks.get(text)
    if (mark !== undefined) return { sign: toSign('mark', mark), length, isSign: false }
  }
  return undefined
}

function toSign(kind: Sign['kind'], reading: Reading): Sign {
  return { kind, reading, hasInherent: kind === 'consonant', isSilent: false }
}
