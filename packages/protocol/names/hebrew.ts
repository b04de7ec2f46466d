import { type Reading, readByTables, toLetterTable } from './letter-table.ts'

const letters = toLetterTable(`
  ג' j J, ז' zh Z, צ' ch C, ץ' ch C, ת' th 0, ד' dh 1, ח' kh x, ע' gh 4, ר' gh 4, ט' z D, ו' w, וו v w, יי y Y, טש ch C, דז' j J, קס x ks, טס ts c,
  א a A, ב b B, ג g, ד d, ה h, ו v W, ז z, ח h X, ט t, י i Y, כ k K, ך kh K, ל l, מ m, ם m, נ n, ן n, ס s, ע a A, פ p P, ף f,
  צ ts 6, ץ ts 6, ק k, ר r, ש sh $, ת t
`)
const POINTS = /[\u0591-\u05c7]/g

/** Hebrew in Latin letters; points are not needed and not used, and letters with two sounds keep both. */
export function readHebrew(word: string): Reading {
  const plain = word.replace(POINTS, '')
  const read = readByTables(plain, [letters])
  const spoken = read.roman.replace(/^i(?=.)/, 'y').replace(/(?<=.)v(?=[^aeiouy]|$)/g, 'o')
  if (!plain.endsWith('ה')) return { roman: spoken, sound: read.sound }
  return { roman: spoken.replace(/h$/, 'a'), sound: `${read.sound.slice(0, -1)}A` }
}
