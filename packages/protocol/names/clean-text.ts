/** Longest name that is looked at; the rest is cut off, so that every later step is bounded. */
export const MAX_NAME_CHARACTERS = 500

// Threat: invisible and direction-changing characters hide or reorder letters of a name.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u115f\u1160\u3164\uffa0]|\u034f|\p{Variation_Selector}/gu
const APOSTROPHES =
  /[\u2018\u2019\u201b\u02b9-\u02bf\u02c8\u02ee\u0060\u00b4\u055a\uff07\u02b0\u02bb\ua78b\ua78c]/g
const GERESH = /[\u05f3\u05f4]/g
const HYPHENS = /[\u2010-\u2015\u2212\u05be\u2043\ufe58\ufe63\uff0d]/g
const SPACES = /[\s\u00a0\u2000-\u200a\u3000]+/g

// Letters of one script that look like letters of another, for words that mix the two.
const CYRILLIC_LOOKS = 'АВЕКМНОРСТУХаекморстухіѕјԛԝһ'
const LATIN_LOOKS = 'ABEKMHOPCTYXaekmopctyxisjqwh'
const latinOf = new Map([...CYRILLIC_LOOKS].map((letter, at) => [letter, LATIN_LOOKS.charAt(at)]))
const cyrillicOf = new Map([...LATIN_LOOKS].map((letter, at) => [letter, CYRILLIC_LOOKS.charAt(at)]))
const MIXED_WORD = /[\p{Script=Latin}\p{Script=Cyrillic}]+/gu

/**
 * One spelling for texts that look alike: compatibility forms folded (NFKC), invisible and direction characters and
 * lone surrogates removed, apostrophes, hyphens and spaces unified, look-alike letters of mixed words set right.
 * At most 500 characters. Applying it twice changes nothing.
 */
export function toCleanText(text: string): string {
  const cut = text.length > MAX_NAME_CHARACTERS ? text.slice(0, MAX_NAME_CHARACTERS) : text
  if (/^[A-Za-z][A-Za-z -]*[A-Za-z]$/.test(cut) && !cut.includes('  ')) return cut
  const folded = cut
    .toWellFormed()
    .replace(SPACES, ' ')
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replaceAll('\ufffd', '')
    .replace(APOSTROPHES, "'")
    .replace(GERESH, "'")
    .replace(HYPHENS, '-')
    .replace(SPACES, ' ')
    .normalize('NFC')
  return folded
    .replace(MIXED_WORD, toOneScript)
    .slice(0, MAX_NAME_CHARACTERS)
    .toWellFormed()
    .replaceAll('\ufffd', '')
    .trim()
}

function toOneScript(word: string): string {
  const latin = word.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (latin === 0 || latin === word.length) return word
  const table = latin * 2 >= word.length ? latinOf : cyrillicOf
  let out = ''
  for (const letter of word) out += table.get(letter) ?? letter
  return out
}
