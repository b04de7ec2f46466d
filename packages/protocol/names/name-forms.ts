import type { Name } from '@isthmus/contract'
import anyAscii from 'any-ascii'
import { readArabic, toPlainArabic } from './arabic.ts'
import { readArmenian } from './armenian.ts'
import { readBengali } from './bengali.ts'
import { type Letters, toLetters } from './chunk-likeness.ts'
import { toCleanText } from './clean-text.ts'
import { joinCompounds, type Word } from './compound-words.ts'
import { cyrillicLanguageOf, readCyrillic } from './cyrillic.ts'
import { readDevanagari } from './devanagari.ts'
import { readHan, readHangul, readKana, splitEastAsian } from './east-asian.ts'
import { readEthiopic } from './ethiopic.ts'
import { readGeorgian } from './georgian.ts'
import { readGreek } from './greek.ts'
import { toLikelySkeletons } from './guessed-skeletons.ts'
import { listHanReadings } from './han-readings.ts'
import { readHebrew } from './hebrew.ts'
import { findKoreanReading } from './korean-readings.ts'
import { readLatin, toLatinSound } from './latin.ts'
import type { Reading } from './letter-table.ts'
import { toNameOfMrz } from './mrz.ts'
import { roleOf, type WordRole } from './name-words.ts'
import { scriptOf } from './script-of.ts'
import { toSimplified } from './simplified-characters.ts'
import { type SoundCodes, toSoundCodes } from './sound-similarity.ts'
import { readSouthAsian } from './south-asian.ts'

export const MAX_TOKENS = 24
/** Longest word; the rest is cut off. */
const MAX_LETTERS = 60

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
  /** How much less likely than the first each of `skeletons` is, in bits. */
  readonly skeletonCosts: readonly number[]
  /** ISO 15924. */
  readonly script: string
  /** The word as it is written, for the learnt comparison with words of another script. */
  readonly letters: Letters
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
  /** The words of other readings of the same writing: a Han name as Koreans, Cantonese or Japanese read it. */
  readonly otherReadings: readonly (readonly NameToken[])[]
}

const VOWELLESS = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Thai', 'Khmr', 'Laoo', 'Mymr'])
const PARTS = ['given', 'middle', 'patronymic', 'family', 'title'] as const

/**
 * A name's forms for comparison: cleaned, romanised, cut into at most 24 words with sounds and skeletons. Takes any
 * string (it never throws) or the parts of a Name; of a Name with parts `full` is not looked at.
 */
export function toNameForms(name: string | NameText): NameForms {
  if (typeof name === 'string') return toForms([[name, 'full']])
  const known = recent.get(name)
  if (known !== undefined) return known
  const made = toFormsOfParts(name)
  if (recent.size >= MOST_RECENT) recent.clear()
  recent.set(name, made)
  return made
}

type NameText = Readonly<Pick<Name, 'full' | (typeof PARTS)[number]>>

/** Match keys, counts and comparisons of one person each ask for the forms of the same names. */
const recent = new Map<NameText, NameForms>()
const MOST_RECENT = 256

function toFormsOfParts(name: NameText): NameForms {
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
  const scripts = new Set<string>()
  for (const [raw, part] of parts) {
    const { text, script, words } = toReadPart(raw)
    if (text === '') continue
    texts.push(text)
    scripts.add(script)
    for (const word of words) {
      if (tokens.length < MAX_TOKENS) tokens.push(toToken(word, part, tokens))
    }
  }
  const text = texts.join(' ')
  const [first = 'Zyyy'] = scripts
  const script = scripts.size > 1 ? scriptOf(toNameOfMrz(text)) : first
  return {
    text,
    script,
    tokens: withNames(tokens),
    otherReadings: OTHER_READINGS.has(script) ? toOtherReadings(texts, parts[0]?.[1] ?? 'full') : [],
  }
}

/** Particles are names where nothing else is: Le Van An. So is a title at the end of two words: Peter King. */
function withNames(tokens: readonly NameToken[]): readonly NameToken[] {
  const [first, last] = tokens
  if (tokens.length === 2 && first?.role === 'name' && last?.role === 'title' && last.part === 'full')
    return [first, { ...last, role: 'name' }]
  if (tokens.some(({ role }) => role !== 'particle')) return tokens
  return tokens.map((token) => ({ ...token, role: 'name' }))
}

type ReadPart = { text: string; script: string; words: readonly Word[] }

/** Given and family names come again and again: of a million persons the different ones are few. */
function toReadPart(raw: string): ReadPart {
  const known = readParts.get(raw)
  if (known !== undefined) return known
  const text = toCleanText(raw)
  const name = toNameOfMrz(text)
  const made = { text, script: scriptOf(name), words: text === '' ? [] : joinCompounds(toWords(name)) }
  if (raw.length > MAX_REMEMBERED_CHARACTERS) return made
  if (readParts.size >= MEMO_SIZE) readParts.clear()
  readParts.set(raw, made)
  return made
}

/** A Han name as Koreans, Cantonese, Hokkien and Japanese may read it; names whose given name may be spelt in two words. */
function toOtherReadings(texts: readonly string[], part: NamePart): NameToken[][] {
  const words = texts.length === 1 ? splitEastAsian(texts[0] ?? '') : texts
  const found: NameToken[][] = []
  const add = (reading: readonly Word[]) => {
    const tokens: NameToken[] = []
    // A repetition mark that stands alone is not spoken.
    for (const word of reading) if (word.roman !== '') tokens.push(toToken(word, part, tokens))
    if (tokens.length > 0) found.push(tokens)
  }
  const [surname = '', given = ''] = words
  if (scriptOf(surname) === 'Hang') {
    if (words.length === 2 && /^[가-힣]{2}$/.test(given)) add([surname, ...given].map(toHangulWord))
    return found
  }
  const korean = toKoreanReading(words, part)
  if (korean !== undefined) found.push(korean)
  for (const reading of listHanReadings(words))
    add(
      reading.map((word) => ({
        ...word,
        written: word.roman,
        script: 'Latn',
        isVowelless: false,
        role: 'name',
      })),
    )
  const whole = words.join('')
  if (words.length !== 2 || /[^\p{Script=Han}]/u.test(whole)) return found
  if (given.length === 2) add([surname, ...given].map(toHanWord))
  // A transcription may do without separators.
  if (whole.length > 2) add([toHanWord(whole)])
  return found
}

function toHanWord(written: string): Word {
  return {
    ...readHan(written),
    written: toWritten(written, 'Hani'),
    script: 'Hani',
    isVowelless: false,
    role: 'name',
  }
}

function toKoreanReading(words: readonly string[], part: NamePart): NameToken[] | undefined {
  if (words.length < 2 || words.join('').length > MAX_KOREAN_CHARACTERS) return undefined
  const tokens: NameToken[] = []
  // Given names are mostly spelt in two words: Jung-bae.
  for (const word of [words[0] ?? '', ...words.slice(1).flatMap((given) => [...given])]) {
    const hangul = findKoreanReading(word)
    if (hangul === undefined) return undefined
    tokens.push(toToken(toHangulWord(hangul), part, tokens))
  }
  return tokens
}

function toHangulWord(hangul: string): Word {
  return {
    ...readHangul(hangul),
    written: toWritten(hangul, 'Hang'),
    script: 'Hang',
    isVowelless: false,
    role: 'name',
  }
}

const memo = new Map<string, Pick<NameToken, 'letters' | 'codes' | 'skeletons' | 'skeletonCosts'>>()
const OTHER_READINGS = new Set(['Hani', 'Hang'])
const MAX_KOREAN_CHARACTERS = 4
const MEMO_SIZE = 20_000
const readParts = new Map<string, ReadPart>()
const MAX_REMEMBERED_CHARACTERS = 60

function toToken(given: Word, part: NamePart, before: readonly NameToken[]): NameToken {
  // What was joined or levelled may have become longer.
  const word = {
    ...given,
    roman: given.roman.slice(0, MAX_LETTERS),
    sound: given.sound.slice(0, MAX_LETTERS),
  }
  const key = `${word.script} ${word.written} ${word.sound}`
  let forms = memo.get(key)
  if (forms === undefined) {
    const guesses = toLikelySkeletons(word)
    forms = {
      letters: toLetters(word.written, word.script),
      codes: toSoundCodes(word.sound, word.isVowelless),
      skeletons: guesses.map(({ skeleton }) => skeleton),
      skeletonCosts: guesses.map(({ cost }) => cost),
    }
    if (memo.size >= MEMO_SIZE) memo.clear()
    memo.set(key, forms)
  }
  const role = part === 'title' ? 'title' : (word.role ?? toRole(word.roman, before))
  return {
    roman: word.roman,
    sound: word.sound,
    script: word.script,
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
        words.push({
          roman: read.roman.slice(0, MAX_LETTERS),
          sound: sound.slice(0, MAX_LETTERS),
          written: own === 'Latn' ? read.roman.slice(0, MAX_LETTERS) : toWritten(part, own),
          script: own,
          isVowelless,
          ...(own === 'Hani' || own === 'Hang' ? { role: 'name' as const } : {}),
        })
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
    case 'Geor':
      return readGeorgian(word)
    case 'Armn':
      return readArmenian(word)
    case 'Ethi':
      return readEthiopic(word)
    case 'Deva':
      return readDevanagari(word)
    case 'Beng':
      return readBengali(word)
    case 'Taml':
    case 'Sinh':
    case 'Guru':
    case 'Gujr':
    case 'Orya':
    case 'Telu':
    case 'Knda':
    case 'Mlym':
      return readSouthAsian(word, script)
    default:
      return readByAnyAscii(word)
  }
}

/** A word's letters as the learnt tables know them: small, without points; Hangul cut into its letters. */
function toWritten(word: string, script: string): string {
  const small = word.slice(0, MAX_LETTERS).toLowerCase()
  if (script === 'Hang') return small.normalize('NFD')
  if (script === 'Arab') return toPlainArabic(small)
  if (script === 'Hani') return toSimplified(small)
  return script === 'Hebr' || script === 'Grek' ? small.normalize('NFD').replace(/\p{M}/gu, '') : small
}

/** The last resort for scripts without a table of their own. */
function readByAnyAscii(word: string): Reading {
  const roman = anyAscii(word)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  return { roman, sound: toLatinSound(roman.replace(/[0-9]/g, '')) }
}
