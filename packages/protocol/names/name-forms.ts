import type { Name } from '@isthmus/contract'
import anyAscii from 'any-ascii'
import { readArabic } from './arabic.ts'
import { toCleanText } from './clean-text.ts'
import { joinCompounds, type Word } from './compound-words.ts'
import { cyrillicLanguageOf, readCyrillic } from './cyrillic.ts'
import { readHan, readHangul, readKana, splitEastAsian } from './east-asian.ts'
import { readGreek } from './greek.ts'
import { readHebrew } from './hebrew.ts'
import { findKoreanReading } from './korean-readings.ts'
import { readLatin, toLatinSound } from './latin.ts'
import type { Reading } from './letter-table.ts'
import { roleOf, type WordRole } from './name-words.ts'
import { scriptOf } from './script-of.ts'
import { toSkeletons } from './skeleton.ts'
import { type SoundCodes, toSoundCodes } from './sound-similarity.ts'

export const MAX_TOKENS = 24

export type NamePart = 'family' | 'given' | 'middle' | 'patronymic' | 'title' | 'full'

/** One word of a name in forms that can be compared across scripts. */
export type NameToken = {
  /** The word in the letters a to z. */
  readonly roman: string
  /** The word's sounds, see sounds.ts. */
  readonly sound: string
  readonly codes: SoundCodes
  /** Consonant classes; equal for most transcriptions of one word. */
  readonly skeleton: string
  /** `skeleton` first, then those of other readings. */
  readonly skeletons: readonly string[]
  /** What the word does in the name; particles, titles and initials identify little. */
  readonly role: WordRole
  readonly part: NamePart
  /** The script does not write (all) vowels. */
  readonly isVowelless: boolean
}

export type NameForms = {
  /** The cleaned text. */
  readonly text: string
  /** ISO 15924. */
  readonly script: string
  readonly tokens: readonly NameToken[]
  /** The words of other readings of the same writing: a Han name as Koreans read it. */
  readonly otherReadings: readonly (readonly NameToken[])[]
}

const VOWELLESS = new Set([
  'Arab',
  'Hebr',
  'Syrc',
  'Thaa',
  'Deva',
  'Beng',
  'Thai',
  'Taml',
  'Telu',
  'Knda',
  'Mlym',
  'Gujr',
  'Guru',
  'Orya',
  'Sinh',
  'Khmr',
  'Laoo',
  'Mymr',
])
const PARTS = ['given', 'middle', 'patronymic', 'family', 'title'] as const

/**
 * A name's forms for comparison: cleaned, romanised, cut into at most 24 words with sounds and skeletons. Takes any
 * string (it never throws) or the parts of a Name; of a Name with parts `full` is not looked at.
 */
export function toNameForms(name: string | Pick<Name, 'full' | (typeof PARTS)[number]>): NameForms {
  if (typeof name === 'string') return toForms([[name, 'full']])
  const parts: [string, NamePart][] = []
  for (const part of PARTS) {
    const text = name[part]
    if (text !== undefined && text !== '') parts.push([text, part])
  }
  const hasParts = name.family !== undefined || name.given !== undefined
  return hasParts || name.full === undefined ? toForms(parts) : toForms([[name.full, 'full']])
}

function toForms(parts: readonly [string, NamePart][]): NameForms {
  const texts: string[] = []
  const tokens: NameToken[] = []
  for (const [raw, part] of parts) {
    const text = toCleanText(raw)
    if (text === '') continue
    texts.push(text)
    for (const word of joinCompounds(toWords(text))) {
      if (tokens.length < MAX_TOKENS) tokens.push(toToken(word, part, tokens))
    }
  }
  const text = texts.join(' ')
  const script = scriptOf(text)
  return {
    text,
    script,
    tokens,
    otherReadings: script === 'Hani' ? toOtherReadings(texts, parts[0]?.[1] ?? 'full') : [],
  }
}

function toOtherReadings(texts: readonly string[], part: NamePart): NameToken[][] {
  const words = texts.length === 1 ? splitEastAsian(texts[0] ?? '') : texts
  if (words.length < 2 || words.join('').length > MAX_KOREAN_CHARACTERS) return []
  const tokens: NameToken[] = []
  for (const word of words) {
    const hangul = findKoreanReading(word)
    if (hangul === undefined) return []
    tokens.push(toToken({ ...readHangul(hangul), script: 'Hang', isVowelless: false }, part, tokens))
  }
  return [tokens]
}

const memo = new Map<string, Pick<NameToken, 'codes' | 'skeletons'>>()
const MAX_KOREAN_CHARACTERS = 4
const MEMO_SIZE = 20_000

function toToken(word: Word, part: NamePart, before: readonly NameToken[]): NameToken {
  const key = `${word.isVowelless ? '.' : ''}${word.sound}`
  let forms = memo.get(key)
  if (forms === undefined) {
    forms = {
      codes: toSoundCodes(word.sound, word.isVowelless),
      skeletons: toSkeletons(word.sound, word.isVowelless),
    }
    if (memo.size >= MEMO_SIZE) memo.clear()
    memo.set(key, forms)
  }
  const role = part === 'title' ? 'title' : toRole(word.roman, before)
  return {
    roman: word.roman,
    sound: word.sound,
    ...forms,
    skeleton: forms.skeletons[0] ?? '',
    role,
    part,
    isVowelless: word.isVowelless,
  }
}

/** A title after an article inside a name is a family name: Hassan el-Hajj. */
function toRole(roman: string, before: readonly NameToken[]): WordRole {
  const role = roleOf(roman)
  const article = before.at(-1)?.roman
  return role === 'title' && before.length > 1 && (article === 'al' || article === 'el') ? 'name' : role
}

function toWords(text: string): Word[] {
  const script = scriptOf(text)
  const pieces = /^(Hani|Hang|Kana|Hira)$/.test(script)
    ? splitEastAsian(text)
    : text.split(/[^\p{L}\p{M}\p{N}']+/u)
  const language = script === 'Cyrl' ? cyrillicLanguageOf(text) : 'ru'
  const words: Word[] = []
  for (const piece of pieces) {
    if (piece === '') continue
    const own = scriptOf(piece)
    if (own === 'Zyyy' && !/\p{L}/u.test(piece)) continue
    for (const part of own === 'Arab' ? splitArticle(piece) : [piece]) {
      const read = toReading(part, own, language)
      const isVowelless = VOWELLESS.has(own)
      // Where vowels are not written, two equal letters have a vowel between them; elsewhere they are one sound.
      const sound = isVowelless ? read.sound : read.sound.replace(/([^aeiou])\1+/g, '$1')
      if (read.roman !== '')
        words.push({ roman: read.roman.slice(0, 60), sound: sound.slice(0, 60), script: own, isVowelless })
    }
    if (words.length >= MAX_TOKENS * 2) break
  }
  return words
}

function splitArticle(word: string): string[] {
  const servant = /^(عبد)(ال)(.{2,})$/.exec(word)
  if (servant?.[3] !== undefined) return /^ل[هہ]$/.test(servant[3]) ? [word] : ['عبد', servant[3]]
  return /^ال.{2,}/.test(word) && !/^الل[هہ]$/.test(word) ? ['ال', word.slice(2)] : [word]
}

function toReading(word: string, script: string, language: ReturnType<typeof cyrillicLanguageOf>): Reading {
  switch (script) {
    case 'Latn':
      return readLatin(word)
    case 'Cyrl':
      return readCyrillic(word, language)
    case 'Grek':
      return readGreek(word)
    case 'Arab':
      return readArabic(word)
    case 'Hebr':
      return readHebrew(word)
    case 'Hang':
      return readHangul(word)
    case 'Kana':
    case 'Hira':
      return readKana(word)
    case 'Hani':
      return readHan(word)
    default:
      return readByAnyAscii(word)
  }
}

/** The last resort for scripts without a table of their own. */
function readByAnyAscii(word: string): Reading {
  const roman = anyAscii(word)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  return { roman, sound: toLatinSound(roman.replace(/[0-9]/g, '')) }
}
