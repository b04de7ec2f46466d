import { type Reading, readByTables, toLetterTable } from './letter-table.ts'

const letters = toLetterTable(`
  ا a A, أ a, إ i, آ a, ٱ a A, ء - -, ؤ u, ئ i Y, ب b, ت t, ث th T, ج j I, ح h, خ kh x, د d, ذ dh D, ر r, ز z, س s, ش sh S, ص s, ض d D,
  ط t, ظ z D, ع a A, غ gh 4, ف f F, ق q k, ك k 3, ل l, م m, ن n, ه h, ة a, ى a Y, و w W, ي y Y,
  پ p, چ ch C, ژ zh Z, گ g, ک k 3, ی y Y, ڤ v, ڨ g, ڭ g N, ٹ t, ڈ d, ڑ r, ں n, ے e Y, ہ h, ھ h, ۀ a, ۃ a, ۂ a, ۓ e,
  ټ t, ډ d, ړ r, ږ zh Z, ښ sh X, ځ dz c, څ ts c, ڼ n, ې e Y, ۍ i Y, ګ g, ۋ v, ۆ o, ۇ u, ۈ u, ێ e, ڵ l, ڕ r, ە a, ێ e, ې e, ڎ d,
  تش ch C, دج j J, تس ts c, كس ks
`)
const JOINERS = /[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g

/**
 * Arabic script (Arabic, Persian, Pashto, Urdu, Kurdish letters) in Latin letters. Short vowels are not written and
 * stay away; waw and ya become vowels inside a word. The article is cut off before (see words-of.ts).
 */
export function readArabic(word: string): Reading {
  const plain = word.replace(JOINERS, '')
  const read = readByTables(plain, [letters])
  const roman = read.roman.replace(/(?<=.)w(?![aeiou])/g, 'u').replace(/(?<=.)y(?![aeiou])/g, 'i')
  return {
    roman: roman.length > 1 ? roman.replace(/h$/, plain.endsWith('ه') ? 'h' : '$&') : roman,
    sound: read.sound,
  }
}

// Letters of Persian, Urdu, Kurdish and Pashto that stand for those of Arabic, and forms of one letter.
const FORMS = 'یيېيۍيےيۓيکكڪكہهھهۀهۃةۂهٹتټتڈدډدړرڑرڼنںنۋوۇوۈوٱا'
const plainOf = new Map(
  [...FORMS].flatMap((letter, at) => (at % 2 === 0 ? [[letter, FORMS.charAt(at + 1)] as const] : [])),
)

/** A word in the letters that Arabic itself writes names with, without points; چ, پ, ژ, گ and Kurdish vowels stay. */
export function toPlainArabic(word: string): string {
  let plain = ''
  for (const letter of word.normalize('NFC').replace(JOINERS, '')) plain += plainOf.get(letter) ?? letter
  return plain
}
