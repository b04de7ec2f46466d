import { ENGLISH_NICKNAMES } from './nicknames-english.ts'
import {
  ARABIC_NICKNAMES,
  GREEK_NICKNAMES,
  ITALIAN_NICKNAMES,
  OTHER_NICKNAMES,
  PORTUGUESE_NICKNAMES,
  RUSSIAN_NICKNAMES,
  SPANISH_NICKNAMES,
  TURKISH_NICKNAMES,
} from './nicknames-of-languages.ts'

const MEMO_SIZE = 20_000
const LEAST_LENGTH = 2

/** Groups in which a word is a formal name (even numbers) or a short form (odd numbers: twice the group, and one). */
const places = toPlaces([
  ENGLISH_NICKNAMES,
  RUSSIAN_NICKNAMES,
  GREEK_NICKNAMES,
  SPANISH_NICKNAMES,
  PORTUGUESE_NICKNAMES,
  ITALIAN_NICKNAMES,
  TURKISH_NICKNAMES,
  ARABIC_NICKNAMES,
  OTHER_NICKNAMES,
])
const none: readonly number[] = []
const remembered = new Map<string, readonly number[]>()

/**
 * One word is a short or pet form of the other, or both are of the same name: Kostas and Konstantinos, Sasha and Shura.
 * Takes roman forms (a to z). Symmetric; two formal names, or equal words, are no nicknames. Spelling variants that do
 * not change the sound (y and i, w and v, doubled letters) meet.
 */
export function isNickname(a: string, b: string): boolean {
  const first = placesOf(a)
  if (first.length === 0) return false
  const second = placesOf(b)
  if (second.length === 0 || first === second) return false
  for (const one of first) {
    for (const other of second) if (one >> 1 === other >> 1 && ((one | other) & 1) === 1) return true
  }
  return false
}

function placesOf(word: string): readonly number[] {
  if (word.length < LEAST_LENGTH) return none
  const known = remembered.get(word)
  if (known !== undefined) return known
  const found = places.get(toFolded(word)) ?? none
  if (remembered.size >= MEMO_SIZE) remembered.clear()
  remembered.set(word, found)
  return found
}

function toPlaces(tables: readonly string[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  let group = 0
  for (const table of tables) {
    for (const entry of table.split(',')) {
      const [formal = '', ...short] = entry.trim().split(/\s+/)
      for (const word of formal.split('/')) addPlace(found, word, group * 2)
      for (const word of short) addPlace(found, word, group * 2 + 1)
      group++
    }
  }
  return found
}

function addPlace(found: Map<string, number[]>, word: string, place: number): void {
  const folded = toFolded(word)
  if (folded.length < LEAST_LENGTH) return
  const own = found.get(folded)
  if (own === undefined) found.set(folded, [place])
  else if (!own.includes(place)) own.push(place)
}

/** Levels spellings that sound the same; marks on letters away. */
function toFolded(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[^a-zı]/g, '')
    .replaceAll('ı', 'i')
    .replace(/ph/g, 'f')
    .replace(/kh/g, 'h')
    .replace(/ck|q/g, 'k')
    .replace(/c(?=[aou])/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/[yj]/g, 'i')
    .replace(/w/g, 'v')
    .replace(/ou/g, 'u')
    .replace(/(.)\1+/g, '$1')
}
