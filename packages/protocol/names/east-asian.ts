import anyAscii from 'any-ascii'
import { toLatinSound } from './latin.ts'
import type { Reading } from './letter-table.ts'

const COMPOUND_SURNAMES = new Set(
  '欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 夏侯 尉迟 皇甫 慕容 令狐 宇文 长孫 長孫 东方 東方 남궁 황보 제갈 사공 선우 서문 독고'.split(
    ' ',
  ),
)

const INITIALS = 'g kk n d tt r m b pp s ss - j jj ch k t p h'.split(' ')
const INITIAL_SOUNDS = 'k k n t t L m B B s s - 9 9 C k t P h'.split(' ')
const MEDIALS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const MEDIAL_SOUNDS = 'a e Ya Ye o e Yo Ye o wa we we Yo u wo we wi Yu A i i'.split(' ')
const FINALS = '- k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ')
const FINAL_SOUNDS = '- k k k n n n t L k m L L L P L m P P t t N t t k t P t'.split(' ')

/** Words of a Han, Kana or Hangul text: at separators; a lone word of two to four characters into surname and given name. */
export function splitEastAsian(text: string): string[] {
  const words = text.split(/[^\p{L}\p{M}\p{N}ー]+/u).filter((word) => word !== '')
  const word = words[0]
  // A separator says that the words are those of a name that is not Chinese or Korean.
  if (word === undefined || text !== word || !/^[\p{Script=Han}\p{Script=Hangul}]{2,4}$/u.test(word))
    return words
  const compound = COMPOUND_SURNAMES.has(word.slice(0, 2)) && word.length > 2
  const cut = compound ? 2 : word.length === 4 && /\p{Script=Han}/u.test(word) ? 2 : 1
  return word.length === 4 && !compound && cut === 1 ? [word] : [word.slice(0, cut), word.slice(cut)]
}

// Surnames whose usual Latin spelling keeps a sound that Korean no longer writes.
const KOREAN_SURNAMES = new Map<string, Reading>([
  ['이', { roman: 'lee', sound: 'Li' }],
  ['임', { roman: 'lim', sound: 'Lim' }],
  ['노', { roman: 'roh', sound: 'Loh' }],
  ['류', { roman: 'ryu', sound: 'Liu' }],
  ['유', { roman: 'yoo', sound: 'Yu' }],
])

/** Hangul by the Revised Romanisation, with the sounds that its letters may stand for in foreign names. */
export function readHangul(word: string): Reading {
  const surname = KOREAN_SURNAMES.get(word)
  if (surname !== undefined) return surname
  let roman = ''
  let sound = ''
  for (const syllable of word.normalize('NFC')) {
    const code = syllable.charCodeAt(0) - 0xac00
    if (code < 0 || code >= 11172) continue
    const parts = [Math.floor(code / 588), Math.floor((code % 588) / 28), code % 28] as const
    roman += pick(INITIALS, parts[0]) + pick(MEDIALS, parts[1]) + pick(FINALS, parts[2])
    sound += pick(INITIAL_SOUNDS, parts[0]) + pick(MEDIAL_SOUNDS, parts[1]) + pick(FINAL_SOUNDS, parts[2])
  }
  return { roman, sound }
}

function pick(table: readonly string[], at: number): string {
  const found = table[at] ?? ''
  return found === '-' ? '' : found
}

/** Kana in Hepburn-like letters; the vowels that Japanese must add, and the sounds it merges, stay open. */
export function readKana(word: string): Reading {
  const roman = toPlain(anyAscii(word.replace(/[ッっー]/g, '')))
  const sound = toLatinSound(roman)
    .replace(/r/g, 'L')
    .replace(/b/g, 'B')
    .replace(/(?<=[^aeiouAY])u/g, 'A')
    .replace(/(?<=[td])o/g, 'A')
    .replace(/s(?!A)/g, '8')
    .replace(/z|J|j/g, '7')
    .replace(/Q/g, 'C')
  return { roman, sound }
}

const PINYIN: readonly (readonly [RegExp, string])[] = [
  [/zh/g, '9'],
  [/ch/g, 'C'],
  [/sh/g, 'S'],
  [/q/g, 'C'],
  [/x/g, 'S'],
  [/j/g, '9'],
  [/z/g, 'c'],
  [/c/g, 'c'],
  [/r(?=[aeiou])/g, 'Z'],
  [/r/g, 'L'],
  [/l/g, 'L'],
  [/ng/g, 'N'],
  [/y(?=[aeo])/g, 'Y'],
  [/y/g, ''],
  [/w(?=u)/g, ''],
]

/** Han characters by their Mandarin reading. */
export function readHan(word: string): Reading {
  const roman = toPlain(anyAscii(word))
  let sound = ''
  for (const character of word) sound += toPinyinSound(toPlain(anyAscii(character)))
  return { roman, sound }
}

function toPinyinSound(syllable: string): string {
  let sound = syllable
  for (const [pattern, becomes] of PINYIN) sound = sound.replace(pattern, becomes)
  return sound
}

function toPlain(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '')
}
