import type { Reading } from './letter-table.ts'

// Letters that do not decompose, and those whose mark changes the sound: plain letters, then what the sound is read from.
// biome-ignore format: a table reads better in columns
const SPECIAL: Readonly<Record<string, readonly [string, string]>> = {
  ø: ['o', 'o'], œ: ['oe', 'e'], æ: ['ae', 'e'], å: ['a', 'o'], ß: ['ss', 's'], ł: ['l', 'l'], đ: ['d', '{R}'], ð: ['d', 'd'],
  þ: ['th', 'th'], ı: ['i', 'i'], ŋ: ['ng', 'ng'], ə: ['a', 'a'], ħ: ['h', 'h'], ĸ: ['k', 'k'], ŧ: ['t', 't'], ƙ: ['k', 'k'],
  ɓ: ['b', 'b'], ɗ: ['d', 'd'], ƴ: ['y', 'y'], ɛ: ['e', 'e'], ɔ: ['o', 'o'], ʒ: ['z', 'zh'],
  č: ['c', '{5}'], ć: ['c', '{5}'], ĉ: ['c', '{5}'], ç: ['c', '{5}'], š: ['s', 'sh'], ś: ['s', 'sh'], ş: ['s', 'sh'], ș: ['s', 'sh'],
  ŝ: ['s', 'sh'], ž: ['z', 'zh'], ź: ['z', 'zh'], ż: ['z', 'zh'], ğ: ['g', '{G}'], ģ: ['g', 'g'], ţ: ['t', '{E}'], ț: ['t', '{E}'],
  ñ: ['n', 'n'], ń: ['n', 'n'], ř: ['r', 'r'], ĝ: ['g', 'j'], ĵ: ['j', '{Z}'],
  ü: ['u', 'u'], ö: ['o', 'o'], ä: ['a', 'e'], ë: ['e', 'e'],
}

const MARKS = /\p{M}+/gu

// Letter groups, longest first: what they may sound like (sounds.ts). Tried at each place of the word in this order.
// biome-ignore format: a table reads better in columns
const GROUPS: readonly (readonly [string, string])[] = [
  ['chr', 'kr'], ['chl', 'kl'], ['tsch', 'C'], ['dsch', 'J'], ['shch', 'S'], ['stch', 'S'],
  ['sch', 'S'], ['tch', 'C'], ['dzh', 'J'], ['cch', 'k'], ['ggi', 'Ji'], ['sth', 'st'],
  ['sh', 'S'], ['xh', 'J'], ['gj', 'J'], ['zh', 'Z'], ['kh', 'x'], ['gh', 'g'], ['ph', 'f'], ['th', '0'], ['dh', '1'], ['rh', 'r'], ['wh', 'w'], ['ght', 't'], ['wr', 'r'], ['bh', 'b'], ['jh', 'J'],
  ['dj', 'J'], ['dz', 'c'], ['ts', 'c'], ['tz', 'c'], ['cz', 'C'], ['sz', '8'], ['cs', 'C'], ['zs', 'Z'], ['gy', 'J'],
  ['ck', 'k'], ['cq', 'k'], ['qu', 'k'], ['gn', 'n'], ['gu', 'gu'], ['ks', 'ks'], ['nj', 'n'], ['lj', 'l'], ['ll', 'l'], ['cc', 'k'],
]

const GROUPS_BY_FIRST = new Map<string, (readonly [string, string])[]>()
for (const group of GROUPS) {
  const first = group[0].charAt(0)
  GROUPS_BY_FIRST.set(first, [...(GROUPS_BY_FIRST.get(first) ?? []), group])
}

const VOWELS = 'aeiouy'

/** Latin letters without their marks (`roman`), and the sounds they stand for in the languages that names come from. */
export function readLatin(word: string): Reading {
  const lower = word.toLowerCase()
  // The Korean surname; its r was never spoken.
  if (lower === 'park') return { roman: lower, sound: 'pak' }
  if (/^[a-z]*$/.test(lower)) return { roman: lower, sound: toLatinSound(lower) }
  let roman = ''
  let spelt = ''
  for (const letter of lower.normalize('NFC')) {
    const special = SPECIAL[letter]
    if (special !== undefined) {
      roman += special[0]
      spelt += special[1]
      continue
    }
    const plain = letter.normalize('NFD').replace(MARKS, '')
    if (!/^[a-z]+$/.test(plain)) continue
    roman += plain
    spelt += plain
  }
  return { roman, sound: toLatinSound(spelt) }
}

/** The sounds of a word in the letters a to z; a sound given in braces, such as `{C}`, is taken as it is. */
export function toLatinSound(word: string): string {
  let sound = ''
  let at = 0
  while (at < word.length) {
    const letter = word.charAt(at)
    if (letter === '{') {
      sound += word.charAt(at + 1)
      at += 3
      continue
    }
    const group = GROUPS_BY_FIRST.get(letter)?.find(([spelt]) => word.startsWith(spelt, at))
    if (group !== undefined && !isBrokenGroup(word, at, group[0])) {
      sound += group[1]
      at += group[0].length
      continue
    }
    sound += toSingleSound(word, at)
    at++
  }
  return sound
}

function isBrokenGroup(word: string, at: number, group: string): boolean {
  if (group === 'gu') return !'ei'.includes(word.charAt(at + 2) || '-')
  if (group === 'gn' || group === 'nj' || group === 'lj' || group === 'gy')
    return at === 0 && group !== 'nj' && group !== 'lj'
  if (group === 'cc') return 'eiy'.includes(word.charAt(at + 2) || '-')
  return false
}

function toSingleSound(word: string, at: number): string {
  const letter = word.charAt(at)
  const next = word.charAt(at + 1)
  switch (letter) {
    case 'c':
      return toSoundOfC(word, at)
    case 'h':
      return word.charAt(at - 1) === 'c' ? '' : 'h'
    case 'g':
      return next !== '' && 'eiy'.includes(next)
        ? 'q'
        : word.charAt(at - 1) === 'n' && !VOWELS.includes(next || '-')
          ? ''
          : 'g'
    case 'n':
      return next === 'g' && !VOWELS.includes(word.charAt(at + 2) || '-') ? 'N' : 'n'
    case 'q':
      return 'k'
    case 'x':
      return 'ks'
    case 'y':
      return VOWELS.includes(next || '-') ? 'Y' : 'i'
    case 'j':
      return 'j'
    case 'w':
      return 'w'
    default:
      return letter
  }
}

function toSoundOfC(word: string, at: number): string {
  const next = word.charAt(at + 1)
  if (next === 'h') return 'Q'
  if (next === '') return '5'
  return 'eiy'.includes(next) ? '5' : 'aou'.includes(next) ? '2' : 'k'
}
