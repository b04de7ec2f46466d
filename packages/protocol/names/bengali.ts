import { type IndicLetters, readIndic, toIndicTable } from './indic.ts'
import { toLatinSound } from './latin.ts'
import type { Reading } from './letter-table.ts'

const letters: IndicLetters = {
  consonants: toIndicTable(`
    ক k, খ kh x, গ g, ঘ gh g, ঙ ng N, চ ch C, ছ chh 6, জ j 9, ঝ jh J, ঞ n, ট t, ঠ th T, ড d, ঢ dh 1, ণ n, ত t, থ th 0, দ d, ধ dh 1, ন n,
    প p, ফ f P, ব b, ভ bh B, ম m, য j 9, র r, ল l, শ sh $, ষ sh $, স s $, হ h, ড় r, ঢ় rh r, য় y Y, ৰ r, ৱ w,
    ক্ষ ksh kS, জ্ঞ gy gY, ওয় w w
  `),
  vowels: toIndicTable('অ a, আ a, ই i, ঈ i, উ u, ঊ u, ঋ ri, এ e, ঐ oi oY, ও o, ঔ ou oW, অ্যা a e, এ্যা a e'),
  signs: toIndicTable('া a, ি i, ী i, ু u, ূ u, ৃ ri, ে e, ৈ oi oY, ো o, ৌ ou oW, োয়া owa oWa, ্যা a e'),
  marks: toIndicTable('ং ng N, ঃ h'),
  virama: '\u09cd',
}
// Shortened names and titles: Mohammad, Mosammat, doctor.
const SHORTENED = new Map([
  ['মোঃ', 'mohammad'],
  ['মো', 'mohammad'],
  ['মোছাঃ', 'mosammat'],
  ['মোসাঃ', 'mosammat'],
  ['ডাঃ', 'dr'],
  ['ডা', 'dr'],
  ['ড', 'dr'],
])
const JOINERS = /\u200c|\u200d|\u0981/g

/** Bengali (also Assamese letters) in Latin letters, in the plain spelling of passports; the inherent vowel is a or o. */
export function readBengali(word: string): Reading {
  const plain = word.normalize('NFC').replace(JOINERS, '').replaceAll('ৎ', 'ত\u09cd')
  const known = SHORTENED.get(plain)
  return known === undefined ? readIndic(plain, letters) : { roman: known, sound: toLatinSound(known) }
}
