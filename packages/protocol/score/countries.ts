import { countryNames } from './country-names.ts'

const codes = toCodes()

function toCodes(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const line of countryNames.trim().split('\n')) {
    const code = line.slice(0, 2)
    found.set(code.toLowerCase(), code)
    for (const name of line.slice(3).split('|')) found.set(name, code)
  }
  return found
}

/**
 * A country, or the adjective of one, as it is compared: its ISO 3166-1 alpha-2 code where recognised, otherwise the
 * word itself in small letters without marks.
 */
export function toCountry(text: string): string {
  const plain = text
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return codes.get(plain) ?? plain
}
