import anyAscii from 'any-ascii'
import { CANTONESE_READINGS } from './cantonese-readings.ts'
import { HOKKIEN_READINGS } from './hokkien-readings.ts'
import { findJapaneseReadings } from './japanese-name.ts'
import { toLatinSound } from './latin.ts'
import type { Reading } from './letter-table.ts'

/** Longest name, in characters, that is read as that of a Chinese or Japanese person and not as a transcription. */
const MAX_CHARACTERS = 4
const MAX_JAPANESE_CHARACTERS = 6

let cantonese: ReadonlyMap<string, string> | undefined
let hokkien: ReadonlyMap<string, string> | undefined

/**
 * How speakers of Cantonese, Hokkien and Japanese may read the words of a Han name, besides Mandarin and Korean: one
 * list of words for each reading, at most four. Names longer than a person's own (transcriptions) have none.
 */
export function listHanReadings(words: readonly string[]): Reading[][] {
  const characters = words.join('')
  if (words.length > 2 || characters.length > MAX_JAPANESE_CHARACTERS) return []
  const found = findJapaneseReadings(characters)
  if (words.length < 2 || characters.length > MAX_CHARACTERS) return found
  const own = toCharacters(words)
  const spoken = [readAll(own, readCantonese), readAll(own, readHokkien)]
  return [...spoken.filter((reading) => reading !== undefined), ...found]
}

/** The surname, and each character of the given name: outside mainland China they are mostly written apart. */
function toCharacters(words: readonly string[]): string[] {
  const [surname = '', ...given] = words
  return [surname, ...given.flatMap((word) => [...word])]
}

function readAll(
  words: readonly string[],
  read: (word: string) => Reading | undefined,
): Reading[] | undefined {
  const found: Reading[] = []
  for (const word of words) {
    const reading = read(word)
    if (reading === undefined) return undefined
    found.push(reading)
  }
  return found
}

/** Han characters in the manner of Hong Kong; undefined when one is not in the table. */
function readCantonese(word: string): Reading | undefined {
  cantonese ??= toReadings(CANTONESE_READINGS)
  let roman = ''
  let sound = ''
  for (const character of word) {
    const jyutping = cantonese.get(character)
    if (jyutping === undefined) return undefined
    const read = readJyutping(jyutping)
    roman += read.roman
    sound += read.sound
  }
  return { roman, sound }
}

/** Han characters with their Hokkien spelling, those of given names that have none in Mandarin. */
function readHokkien(word: string): Reading | undefined {
  hokkien ??= toReadings(HOKKIEN_READINGS)
  let roman = ''
  let sound = ''
  for (const character of word) {
    const read = hokkien.get(character) ?? toMandarin(character)
    roman += read
    sound += toLatinSound(read)
  }
  return roman === '' ? undefined : { roman, sound }
}

function toMandarin(character: string): string {
  return anyAscii(character)
    .toLowerCase()
    .replace(/[^a-z]/g, '')
}

const INITIALS: Readonly<Record<string, readonly [string, string]>> = {
  b: ['p', 'p'],
  p: ['p', 'p'],
  m: ['m', 'm'],
  f: ['f', 'f'],
  d: ['t', 't'],
  t: ['t', 't'],
  n: ['n', 'n'],
  l: ['l', 'l'],
  g: ['k', 'k'],
  k: ['k', 'k'],
  ng: ['ng', 'N'],
  h: ['h', 'h'],
  gw: ['kw', 'kw'],
  kw: ['kw', 'kw'],
  w: ['w', 'w'],
  z: ['ch', '9'],
  c: ['ch', '6'],
  s: ['s', '$'],
  j: ['y', 'Y'],
}
const VOWELS: readonly (readonly [RegExp, string])[] = [
  [/^aa/, 'a'],
  [/^oe/, 'eu'],
  [/^eoi/, 'ui'],
  [/^eo/, 'u'],
  [/^ou/, 'o'],
  [/^yu(?=[nt])/, 'ue'],
  [/^yu/, 'u'],
  [/^am/, 'um'],
]

function readJyutping(syllable: string): Reading {
  const [, initial = '', final = ''] = /^(ng(?=.)|gw|kw|[bpmfdtnlgkhwzcsj](?=.))?(.*)$/.exec(syllable) ?? []
  const [roman, sound] = INITIALS[initial] ?? ['', '']
  let rest = final
  for (const [pattern, becomes] of VOWELS) {
    if (!pattern.test(rest)) continue
    rest = rest.replace(pattern, becomes)
    break
  }
  const spoken = rest.replace(/ng$/, 'N').replace(/^um$/, 'Am').replace(/p$/, 'P')
  // Before i the glide is not written: jing is ying, ji is yi.
  return { roman: roman + rest, sound: (sound === 'Y' && rest.startsWith('i') ? '' : sound) + spoken }
}

function toReadings(table: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const word of table.trim().split(/\s+/)) {
    const [, reading = '', characters = ''] = /^([a-z]+)(.*)$/u.exec(word) ?? []
    for (const character of characters) if (!found.has(character)) found.set(character, reading)
  }
  return found
}
