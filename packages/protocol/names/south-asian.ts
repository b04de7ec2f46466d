import { devanagariLetters } from './devanagari.ts'
import { type IndicLetters, readIndic, toIndicTable } from './indic.ts'
import type { Reading } from './letter-table.ts'

/** Where the blocks begin whose letters stand in the order of Devanagari (as in the Indian standard IS 13194). */
const BLOCKS: Readonly<Record<string, number>> = {
  Guru: 0x0a00,
  Gujr: 0x0a80,
  Orya: 0x0b00,
  Telu: 0x0c00,
  Knda: 0x0c80,
  Mlym: 0x0d00,
}
const DEVANAGARI = 0x0900
const BLOCK_SIZE = 0x80

// Tamil has one letter for k and g, p and b, t and d, s and ch; which is spoken follows from the place and the language.
const tamil: IndicLetters = {
  consonants: toIndicTable(`
    க k 3, ங ng N, ச s 5, ஞ ny nY, ட t U, ண n, த th U, ந n, ன n, ப p V, ம m, ய y Y, ர r, ற r, ல l, ள l, ழ zh L, வ v, ஜ j J, ஶ sh S, ஷ sh S, ஸ s, ஹ h,
    ஃப f, க்ஷ ksh kS, ங்க ng ng, ஞ்ச nj nJ, ண்ட nd, ந்த nd, ம்ப mb, ற்ற tr t
  `),
  vowels: toIndicTable('அ a, ஆ a, இ i, ஈ i, உ u, ஊ u, எ e, ஏ e, ஐ ai eY, ஒ o, ஓ o, ஔ au aW'),
  signs: toIndicTable('ா a, ி i, ீ i, ு u A, ூ u, ெ e, ே e, ை ai eY, ொ o, ோ o, ௌ au aW'),
  marks: toIndicTable('ஃ h'),
  virama: '\u0bcd',
  keepsInherent: true,
}
const sinhala: IndicLetters = {
  consonants: toIndicTable(`
    ක k, ඛ kh x, ග g, ඝ gh g, ඞ ng N, ඟ ng, ච ch C, ඡ ch C, ජ j J, ඣ jh J, ඤ ny nY, ඥ gn gn, ඦ nj nJ, ට t, ඨ th T, ඩ d, ඪ dh 1, ණ n, ඬ nd, ත th T, ථ th 0, ද d,
    ධ dh 1, න n, ඳ nd, ප p, ඵ ph P, බ b, භ bh B, ම m, ඹ mb, ය y Y, ර r, ල l, ව v, ශ sh S, ෂ sh S, ස s, හ h, ළ l, ෆ f, ක්ෂ ksh kS
  `),
  vowels: toIndicTable(
    'අ a, ආ a, ඇ a e, ඈ a e, ඉ i, ඊ i, උ u, ඌ u, ඍ ru, එ e, ඒ e, ඓ ai eY, ඔ o, ඕ o, ඖ au aW',
  ),
  signs: toIndicTable('ා a, ැ a e, ෑ a e, ි i, ී i, ු u, ූ u, ෘ ru, ෙ e, ේ e, ෛ ai eY, ො o, ෝ o, ෞ au aW'),
  marks: toIndicTable('ං n N, ඃ h'),
  virama: '\u0dca',
  keepsInherent: true,
}

/** Tamil, Sinhala, Gurmukhi, Gujarati, Odia, Telugu, Kannada or Malayalam in Latin letters; `script` as in ISO 15924. */
export function readSouthAsian(word: string, script: string): Reading {
  const plain = word.normalize('NFC')
  if (script === 'Taml') return readIndic(plain, tamil)
  if (script === 'Sinh') return readIndic(plain, sinhala)
  const block = BLOCKS[script] ?? DEVANAGARI
  return readIndic(toDevanagari(plain, block), block >= 0x0c00 ? southernLetters : devanagariLetters)
}

const southernLetters: IndicLetters = { ...devanagariLetters, keepsInherent: true }

function toDevanagari(word: string, block: number): string {
  return word
    .replace(/[\u0d7a-\u0d7f]/g, (letter) => CHILLU[letter] ?? '')
    .replace(/[\u0a71]/g, '')
    .replace(/\u0a70/g, '\u0902')
    .replace(/[\u0a00-\u0d7f]/g, (letter) => {
      const place = letter.charCodeAt(0) - block
      return place < 0 || place >= BLOCK_SIZE ? '' : String.fromCharCode(DEVANAGARI + place)
    })
    .normalize('NFC')
}

// Malayalam consonants that end a syllable have letters of their own.
const CHILLU: Readonly<Record<string, string>> = {
  ൺ: 'ണ്',
  ൻ: 'ന്',
  ർ: 'ര്',
  ൽ: 'ല്',
  ൾ: 'ള്',
  ൿ: 'ക്',
}
