import { demonyms, isoCodes, otherNames } from './country-words.ts'

const languages = [
  'en',
  'fr',
  'de',
  'it',
  'es',
  'pt',
  'nl',
  'pl',
  'ro',
  'el',
  'bg',
  'ru',
  'uk',
  'ar',
  'fa',
  'tr',
]
const fillers = new Set([
  'the',
  'of',
  'and',
  'a',
  'citizen',
  'citizenship',
  'national',
  'nationality',
  'state',
])
const codes = new Set(isoCodes)

let codeOfName: Map<string, string> | undefined

/** ISO 3166-1 alpha-2 code of a country, given as code, name in one of the usual languages, or English demonym. */
export function findCountry(text: string): string | undefined {
  const bare = text.trim()
  if (bare.length > 120) return undefined
  if (/^[A-Za-z]{2}$/u.test(bare) && codes.has(bare.toUpperCase())) return bare.toUpperCase()
  codeOfName ??= readNames()
  return codeOfName.get(keyOf(bare))
}

/** The code where the country is recognised, otherwise the source's own word. */
export function toCountry(text: string): string {
  return findCountry(text) ?? text
}

function readNames(): Map<string, string> {
  const names = new Map<string, string>()
  const add = (name: string, code: string) => {
    const key = keyOf(name)
    if (key && !names.has(key)) names.set(key, code)
  }
  for (const [code, words] of Object.entries({ ...otherNames }))
    for (const word of words.split('|')) add(word, code)
  for (const [code, words] of Object.entries(demonyms)) for (const word of words.split('|')) add(word, code)
  for (const language of languages) {
    const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const code of isoCodes) add(regions.of(code) ?? '', code)
  }
  return names
}

/** Words in any order and without accents, so that "Korea, Republic of" and "Republic of Korea" are one. */
function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’`.]/gu, '')
    .replace(/\bsaint\b/gu, 'st')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !fillers.has(word))
    .sort()
    .join(' ')
}
