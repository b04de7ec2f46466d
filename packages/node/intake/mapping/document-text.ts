import { findCountry } from './country.ts'
import type { ReadItem } from './readers.ts'
import { stripEnds } from './strip-ends.ts'

const types: readonly [RegExp, string][] = [
  [/passport|pasaporte|passeport/iu, 'passport'],
  [
    /\b(identity|identification|id|national|tazkira|civil id|ration) ?(card|no|number)?\b|tazkira|cedula/iu,
    'identity-card',
  ],
  [/residen/iu, 'residence-permit'],
  [/travel/iu, 'travel-document'],
  [/\b(tax|fiscal)\b/iu, 'tax-number'],
]

const day = String.raw`(\d{1,2}[ ./-](?:\p{L}{3,12}\.?|\d{1,2})[ ./-]\d{4}|\d{4}-\d{2}-\d{2}|\p{L}{3,12} \d{4}|\d{4})`
const issued = new RegExp(String.raw`\bissued?\b(?:(?!expir)[^\d;()]){0,60}?${day}`, 'iu')
const expires = new RegExp(
  String.raw`\b(?:expir\p{L}{0,12}|valid (?:until|to))(?![\p{L}\d])[^\d;()]{0,30}?${day}`,
  'iu',
)

const punctuation = { start: `.:#'"`, end: `.:'"` }

/** Capitals before a number that name the kind of document and are no part of its number. */
const kindWords = new Set([
  'ID',
  'NI',
  'NO',
  'NR',
  'DNI',
  'UN',
  'CNIC',
  'NIC',
  'DOB',
  'DRC',
  'UAE',
  'UK',
  'USA',
  'US',
  'USSR',
])

/**
 * Reads documents written out in words, such as "849594 (Kuwaiti). Issued in Kuwait on 27 Nov 1998". Dates belong to the
 * first number; further numbers of the same text are documents of their own.
 */
export function readDocumentText(text: string): ReadItem[] {
  const issuedOn = issued.exec(text)?.[1]
  const expiresOn = expires.exec(text)?.[1]
  const country = countryIn(text)
  const type = types.find(([words]) => words.test(text))?.[1]
  const all = { ...(type ? { type } : {}), ...(country ? { country } : {}) }
  const [first, ...others] = numbersIn(text)
  const dates = { ...(issuedOn ? { issuedOn } : {}), ...(expiresOn ? { expiresOn } : {}) }
  return [
    { ...all, ...(first ? { number: first } : {}), ...dates },
    ...others.map((number) => ({ ...all, number })),
  ]
}

/** The number of each phrase; the first may be short, further ones must be long enough to be no house number. */
function numbersIn(text: string): string[] {
  const bare = text
    .replace(issued, ' ; ')
    .replace(expires, ' ; ')
    .replace(/\b(?:\d{1,2}[./-]){2}\d{4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2} \p{L}{3,9} \d{4}\b/gu, ' ; ')
    .replace(/\b(?:no|nr|number|num)\b\s*[.:]*/giu, ' ')
  const numbers = bare.split(/[,;()]+|\band\b|\.\s+(?=\p{Lu})/u).flatMap((phrase) => findNumber(phrase) ?? [])
  return [
    ...new Set(numbers.filter((number, index) => index === 0 || (number.match(/\d/gu)?.length ?? 0) >= 5)),
  ]
}

/** The first word of a phrase that looks like a number, with the groups of digits and the capitals that belong to it. */
function findNumber(phrase: string): string | undefined {
  const words = phrase.split(/\s+/u).map((word) => stripEnds(word, punctuation))
  const at = words.findIndex(isNumberLike)
  if (at < 0) return undefined
  let start = at
  let end = at + 1
  while (/^\d{1,6}-?$/u.test(words[start - 1] ?? '')) start--
  while (/^-?\d[\d-]*$/u.test(words[end] ?? '')) end++
  const before = words[start - 1] ?? ''
  if (/^\p{Lu}{1,3}$/u.test(before) && !kindWords.has(before) && /^[\d/-]/u.test(words[start] ?? '')) start--
  return words.slice(start, end).join(' ')
}

function isNumberLike(word: string): boolean {
  const digits = word.match(/\d/gu)?.length ?? 0
  return digits >= 3 || (digits >= 1 && word.length >= 6 && /^[\p{Lu}\d/-]+$/u.test(word))
}

/** The country or demonym in brackets, or else at the very beginning ("British passport no. ..."). */
function countryIn(text: string): string | undefined {
  for (const bracket of text.matchAll(/\(([^()]{2,120})\)/gu)) {
    const country = leadingCountry(bracket[1] ?? '')
    if (country) return country
  }
  return leadingCountry(text)
}

function leadingCountry(text: string): string | undefined {
  const words = text.trim().split(/[\s.]+/u, 8)
  for (let count = words.length; count > 0; count--) {
    const country = findCountry(words.slice(0, count).join(' '))
    if (country) return country
  }
  return undefined
}
