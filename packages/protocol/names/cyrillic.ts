import { type LetterTable, type Reading, readByTables, toLetterTable } from './letter-table.ts'

export type CyrillicLanguage = 'ru' | 'uk' | 'be' | 'bg' | 'sr' | 'mk' | 'kk' | 'mn' | 'tg'

const russian = toLetterTable(`
  дж dzh J, кс ks, тс ts c, а a, б b, в v, г g G, д d, е e, ё e o, ж zh Z, з z 7, и i, й y Y, к k, л l, м m, н n, о o, п p, р r, с s, т t,
  у u, ф f F, х kh X, ц ts c, ч ch C, ш sh S, щ shch S, ъ - -, ы y i, ь - -, э e, ю yu Yu, я ya Ya,
  і i, ї yi Yi, є ye Ye, ґ g, ў u w, ђ d R, ј j Y, љ lj l, њ nj n, ћ c C, џ dz J, ѓ gj J, ќ kj C, ѕ dz c,
  қ q k, ғ gh g, ң ng N, ө o, ұ u, ү u, һ h, ә a, ҳ h, ҷ j J, ӣ i, ӯ u, ӣ i, җ j J, ҥ ng N, ӧ o, ӱ u, ӑ a, ҡ q k, ҙ z 1, ҫ s, ҝ g, ҹ j J,
  ѣ e, ѳ f, ѵ i
`)
const ukrainian = toLetterTable('г h G, и y i, зг zgh zg')
const belarusian = toLetterTable('г h G')
const bulgarian = toLetterTable('щ sht St, ъ a, х h X, ь y -')
const serbian = toLetterTable('ж z Z, х h X, ц c, ч c C, ш s S')
const kazakh = toLetterTable('ж zh I, и i, у u W, х h X')

const TABLES: Readonly<Record<CyrillicLanguage, readonly LetterTable[]>> = {
  ru: [russian],
  uk: [ukrainian, russian],
  be: [belarusian, russian],
  bg: [bulgarian, russian],
  sr: [serbian, russian],
  mk: [serbian, russian],
  kk: [kazakh, russian],
  mn: [kazakh, russian],
  tg: [kazakh, russian],
}

/** The language that the letters of a whole name speak for; Russian when they do not tell. */
export function cyrillicLanguageOf(name: string): CyrillicLanguage {
  if (/[ђћљњџј]/i.test(name)) return /[ѓќѕ]/i.test(name) ? 'mk' : 'sr'
  if (/[ѓќѕ]/i.test(name)) return 'mk'
  if (/[ҳҷӣӯ]/i.test(name)) return 'tg'
  if (/[қғңұһә]/i.test(name)) return 'kk'
  if (/[өү]/i.test(name)) return 'mn'
  if (/ў/i.test(name)) return 'be'
  if (/[їєґі]/i.test(name)) return /[ыэё]/i.test(name) ? 'be' : 'uk'
  if (/ъ(?![еёюя])/i.test(name)) return 'bg'
  return 'ru'
}

/** Cyrillic in Latin letters (the British and ICAO 9303 way for Russian, the national way for the others). */
export function readCyrillic(word: string, language: CyrillicLanguage): Reading {
  const plain = word.toLowerCase().normalize('NFC')
  const read = readByTables(plain, TABLES[language])
  const isIotated = /^е/.test(plain) && (language === 'ru' || language === 'be')
  return isIotated ? { roman: `y${read.roman}`, sound: `Y${read.sound}` } : read
}
