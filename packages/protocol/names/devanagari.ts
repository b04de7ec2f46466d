import { type IndicLetters, readIndic, toIndicTable } from './indic.ts'
import { toLatinSound } from './latin.ts'
import type { Reading } from './letter-table.ts'

/** Also the letters of the scripts whose blocks have the same order, see south-asian.ts. */
export const devanagariLetters: IndicLetters = {
  consonants: toIndicTable(`
    क k, ख kh x, ग g, घ gh g, ङ ng N, च ch C, छ chh C, ज j J, झ jh 7, ञ ny nY, ट t, ठ th T, ड d, ढ dh 1, ण n, त t, थ th 0, द d, ध dh 1, न n,
    प p, फ ph P, ब b, भ bh B, म m, य y Y, र r, ल l, ळ l, व v, श sh S, ष sh S, स s, ह h, क़ q k, ख़ kh x, ग़ gh 4, ज़ z 7, झ़ zh Z, ड़ r, ढ़ rh r, फ़ f,
    ज्ञ gy gY, क्ष ksh kS, व्ह v, ंह ngh ng, ऱ r, ऩ n, य़ y Y
  `),
  vowels: toIndicTable(
    'अ a, आ a, इ i, ई i, उ u, ऊ u, ऋ ri, ऌ li, ऍ e, ऎ e, ए e, ऐ ai eY, ऑ o, ऒ o, ओ o, औ au aW, ॲ a e, अॅ a e, आॅ o',
  ),
  signs: toIndicTable('ा a, ि i, ी i, ु u, ू u, ृ ri, ॅ e, ॆ e, े e, ै ai eY, ॉ o, ॊ o, ो o, ौ au aW, ाॅ o'),
  marks: toIndicTable('ं n n, ँ n n, ः h'),
  virama: '\u094d',
}
const LABIAL = /[\u0902\u0901](?=[पफबभम])/g
// Titles that are mostly shortened before a name: honourable, doctor, Mr, Mrs, Miss.
const SHORTENED = new Map([
  ['मा', 'mananiya'],
  ['डा', 'dr'],
  ['डॉ', 'dr'],
  ['श्री', 'shri'],
  ['श्रीमती', 'shrimati'],
  ['सुश्री', 'sushri'],
  ['मो', 'mohammad'],
])
const JOINERS = /\u200c|\u200d|[\u0951-\u0954]/g

/** Devanagari (Hindi, Nepali, Marathi) in Latin letters, in the plain spelling of passports: no marks, long vowels as short. */
export function readDevanagari(word: string): Reading {
  const plain = word.normalize('NFC').replace(JOINERS, '').replace(LABIAL, 'म\u094d')
  const known = SHORTENED.get(plain)
  return known === undefined
    ? readIndic(plain, devanagariLetters)
    : { roman: known, sound: toLatinSound(known) }
}
