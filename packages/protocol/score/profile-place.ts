import { type SoundCodes, toCleanText, toNameForms } from '../names/index.ts'

export type PlaceWord = { readonly roman: string; readonly codes: SoundCodes }

/** What a place's text says: words, postcodes and house numbers apart. */
export type PlaceForms = {
  /** The words, romanised and sorted, as one text: what a frequency table knows the place by; '' when it has none. */
  readonly key: string
  readonly words: readonly PlaceWord[]
  /** Postcodes: letters and digits, upper case. */
  readonly codes: readonly string[]
  readonly houses: readonly string[]
  /** All of it, normalised. */
  readonly shown: string
}

/** A place whose forms are made when first needed: most candidates differ in name and are never asked for theirs. */
export type ProfilePlace = { readonly text: string; readonly forms: PlaceForms }

const MAX_CHARACTERS = 300
const MAX_WORDS = 8
const MAX_NUMBERS = 4
const MEMO_SIZE = 50_000
/** WR11 7QP: the only usual postcode of which both halves hold letters. */
const BRITISH = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/
const memo = new Map<string, PlaceForms>()

export function toProfilePlace(text: string): ProfilePlace {
  return {
    text,
    get forms() {
      const known = memo.get(text)
      if (known !== undefined) return known
      if (memo.size >= MEMO_SIZE) memo.clear()
      const made = toPlaceForms(text)
      memo.set(text, made)
      return made
    },
  }
}

function toPlaceForms(text: string): PlaceForms {
  const pieces = toCleanText(text.slice(0, MAX_CHARACTERS))
    .normalize('NFKC')
    .split(/[\s,;/]+/u)
    .filter((piece) => piece !== '')
  const letters: string[] = []
  const codes: string[] = []
  const houses: string[] = []
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] ?? ''
    if (!/\p{Nd}/u.test(piece)) {
      letters.push(piece)
      continue
    }
    const own = toPlain(piece)
    const joined = own + toPlain(pieces[at + 1] ?? '')
    if (BRITISH.test(joined)) {
      codes.push(joined)
      at++
    } else if (BRITISH.test(own) || countDigits(own) >= 4) codes.push(own)
    else houses.push(own)
  }
  const words = toWords(letters.join(' '))
  const key = words.map(({ roman }) => roman).join(' ')
  const shown = [...words.map(({ roman }) => roman), ...houses, ...codes.map((code) => code.toLowerCase())]
  return {
    key,
    words,
    codes: codes.slice(0, MAX_NUMBERS),
    houses: houses.slice(0, MAX_NUMBERS),
    shown: shown.join(' ').slice(0, MAX_CHARACTERS),
  }
}

function toWords(text: string): PlaceWord[] {
  const found = new Map<string, PlaceWord>()
  for (const { roman, codes, role } of toNameForms(text).tokens)
    if (role !== 'particle' && found.size < MAX_WORDS) found.set(roman, { roman, codes })
  return [...found.values()].sort((a, b) => (a.roman < b.roman ? -1 : 1))
}

function toPlain(piece: string): string {
  return piece.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function countDigits(plain: string): number {
  return plain.replace(/\P{Nd}/gu, '').length
}

/** The part of a postcode that it shares with its neighbourhood. */
export function toDistrict(code: string): string {
  return BRITISH.exec(code)?.[1] ?? code.slice(0, Math.max(2, code.length - 2))
}
