import { findCountry } from './country.ts'
import type { ReadItem } from './readers.ts'

const types: readonly [RegExp, string][] = [
  [/passport|pasaporte|passeport/iu, 'passport'],
  [/\b(identity|identification|id|national|tazkira|civil id|ration) ?(card|no|number)?\b|tazkira|cedula/iu, 'identity-card'],
  [/residen/iu, 'residence-permit'],
  [/travel/iu, 'travel-document'],
  [/\b(tax|fiscal)\b/iu, 'tax-number'],
]

const day = String.raw`(\d{1,2}[ ./-](?:\p{L}{3,12}\.?|\d{1,2})[ ./-]\d{4}|\d{4}-\d{2}-\d{2}|\p{L}{3,12} \d{4}|\d{4})`
const issued = new RegExp(String.raw`\bissued?\b[^\d;()]{0,60}?${day}`, 'iu')
const expires = new RegExp(String.raw`\b(?:expir\p{L}*|valid (?:until|to))\b[^\d;()]{0,30}?${day}`, 'iu')

/** Reads a document written out in words, such as "849594 (Kuwaiti). Issued in Kuwait on 27 Nov 1998". */
export function readDocumentText(text: string): ReadItem {
  const issuedOn = issued.exec(text)
  const expiresOn = expires.exec(text)
  const country = countryIn(text)
  const type = types.find(([words]) => words.test(text))?.[1]
  const number = numberIn(withoutDates(text))
  return {
    ...(type ? { type } : {}),
    ...(number ? { number } : {}),
    ...(country ? { country } : {}),
    ...(issuedOn?.[1] ? { issuedOn: issuedOn[1] } : {}),
    ...(expiresOn?.[1] ? { expiresOn: expiresOn[1] } : {}),
  }
}

function withoutDates(text: string): string {
  return text.replace(issued, ' ; ').replace(expires, ' ; ')
}

/** The first word with a digit that is no date and no word such as "no.1"; a short capital word before it belongs to it. */
function numberIn(text: string): string | undefined {
  const words = text.replace(/\b(?:no|nr|number|num)\b\s*[.:]*/giu, ' ').split(/[\s,;()]+/u)
  const at = words.findIndex(isNumberLike)
  const number = words[at]?.replace(/^[.:#'"]+|[.:'"]+$/gu, '')
  if (!number) return undefined
  const before = words[at - 1] ?? ''
  return /^\p{Lu}{1,3}$/u.test(before) && /^[\d/-]+$/u.test(number) ? `${before} ${number}` : number
}

function isNumberLike(word: string): boolean {
  const digits = word.match(/\d/gu)?.length ?? 0
  if (digits < 3) return false
  return !/^(?:\d{1,2}[./]){2}\d{4}\.?$/u.test(word)
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
