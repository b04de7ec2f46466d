/** Longest name that is looked at; the rest is cut off, so that every later step is bounded. */
export const MAX_NAME_CHARACTERS = 500

// Threat: invisible and direction-changing characters hide or reorder letters of a name.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u115f\u1160\u3164\uffa0]|\u034f|\p{Variation_Selector}/gu
const APOSTROPHES =
  /[\u2018\u2019\u201b\u02b9-\u02bf\u02c8\u02ee\u0060\u00b4\u055a\uff07\u02b0\u02bb\ua78b\ua78c]/g
const GERESH = /[\u05f3\u05f4]/g
const HYPHENS = /[\u2010-\u2015\u2212\u05be\u2043\ufe58\ufe63\uff0d]/g
const CATALAN_POINT = /(?<=l)\u00b7(?=l)/gi
const SPACES = /[\s\u00a0\u2000-\u200a\u3000]+/g

// Letters of one script that look like letters of another, for words that mix the two.
const CYRILLIC_LOOKS = 'АВЕКМНОРСТУХЅІЈаекморстухіѕјԛԝһ'
const LATIN_OF_CYRILLIC = 'ABEKMHOPCTYXSIJaekmopctyxisjqwh'
const GREEK_LOOKS = 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχ'
const LATIN_OF_GREEK = 'ABEZHIKMNOPTYXaikvopux'
const latinOf = new Map([
  ...toPairs(CYRILLIC_LOOKS, LATIN_OF_CYRILLIC),
  ...toPairs(GREEK_LOOKS, LATIN_OF_GREEK),
])
const cyrillicOf = new Map(toPairs(LATIN_OF_CYRILLIC, CYRILLIC_LOOKS))
const greekOf = new Map(toPairs(LATIN_OF_GREEK, GREEK_LOOKS))
// Latin letters that no alphabet of names needs and that look like a to z.
const ODD_LATIN = new Map(toPairs('ɑɡɩʟɴʀᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱ', 'agilnracdejkmoptuvwzs'))
const MIXED_WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]+/gu

// Digits that text recognition and typists put for letters.
const DIGIT_INSIDE = /(?<=\p{Script=Latin})[0158]{1,2}(?=\p{Script=Latin})/gu
const ZERO_FIRST = /(?<![\p{L}\p{M}\p{N}])0(?=\p{Script=Latin}{2})/gu
const LETTERS_OF_DIGITS: Readonly<Record<string, string>> = { 0: 'o', 5: 's', 8: 'b' }

/**
 * One spelling for texts that look alike: compatibility forms folded (NFKC), invisible and direction characters and
 * lone surrogates removed, apostrophes, hyphens and spaces unified, look-alike letters of mixed words and digits inside
 * words set right. At most 500 characters. Applying it twice changes nothing.
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
    .slice(0, MAX_NAME_CHARACTERS)
    .toWellFormed()
    .replaceAll('\ufffd', '')
  return toSettled(folded).trim()
}

/**
 * A digit that becomes a letter may decide which script its word is in, and a letter that changes its script whether the
 * digit or the point beside it is one: again, until nothing changes. It ends, because every round but the last two takes
 * a digit or a point away.
 */
function toSettled(text: string): string {
  const next = text
    .replace(MIXED_WORD, toOneScript)
    .normalize('NFC')
    .replace(CATALAN_POINT, '')
    .replace(DIGIT_INSIDE, toLetters)
    .replace(ZERO_FIRST, (_, at: number, whole: string) => (isUpper(whole.charAt(at + 1)) ? 'O' : 'o'))
  return next === text ? text : toSettled(next)
}

function toPairs(from: string, to: string): [string, string][] {
  const targets = [...to]
  return [...from].map((letter, at) => [letter, targets[at] ?? letter])
}

function toOneScript(word: string): string {
  const latin = word.match(/\p{Script=Latin}/gu)?.length ?? 0
  const cyrillic = word.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  const greek = word.match(/\p{Script=Greek}/gu)?.length ?? 0
  if (latin + cyrillic === 0 || latin + greek === 0 || cyrillic + greek === 0)
    return latin === 0 ? word : toMapped(word, ODD_LATIN)
  if (latin >= cyrillic + greek) return toMapped(toMapped(word, latinOf), ODD_LATIN)
  return toMapped(word, cyrillic >= greek ? cyrillicOf : greekOf)
}

function toMapped(word: string, table: ReadonlyMap<string, string>): string {
  let out = ''
  for (const letter of word) out += table.get(letter) ?? letter
  return out
}

function toLetters(digits: string, at: number, whole: string): string {
  const before = whole.charAt(at - 1)
  const after = whole.charAt(at + digits.length)
  // One looks like l and like i: beside a vowel it is likelier a consonant.
  const one = /[aeiou]/i.test(before + after) ? 'l' : 'i'
  let letters = ''
  for (const digit of digits) letters += LETTERS_OF_DIGITS[digit] ?? one
  return isUpper(before) && isUpper(after) ? letters.toUpperCase() : letters
}

function isUpper(letter: string): boolean {
  return letter !== letter.toLowerCase()
}
