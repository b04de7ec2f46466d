import { isVowelSound } from './sounds.ts'

// Consonant classes that transcriptions of one name agree on; vowels and glides are in none.
const CLASS: Readonly<Record<string, string>> = {
  b: 'B',
  p: 'B',
  B: 'B',
  P: 'B',
  V: 'B',
  f: 'F',
  v: 'F',
  F: 'F',
  m: 'M',
  n: 'N',
  N: 'N',
  l: 'L',
  L: 'L',
  r: 'R',
  t: 'T',
  E: 'T',
  d: 'T',
  0: 'T',
  1: 'T',
  T: 'T',
  D: 'T',
  U: 'T',
  R: 'T',
  s: 'S',
  z: 'S',
  S: 'S',
  Z: 'S',
  C: 'S',
  J: 'S',
  c: 'S',
  $: 'S',
  I: 'S',
  5: 'S',
  6: 'S',
  7: 'S',
  8: 'S',
  9: 'S',
  Q: 'S',
  j: 'S',
  k: 'K',
  g: 'K',
  q: 'K',
  2: 'K',
  3: 'K',
  4: 'K',
  G: 'K',
  H: 'K',
  K: 'K',
  h: 'H',
  x: 'H',
  X: 'H',
}

// The other class of a sound that its spelling leaves open.
const OTHER: Readonly<Record<string, string>> = {
  Q: 'K',
  j: '',
  q: 'S',
  2: 'S',
  5: 'K',
  E: 'S',
  G: 'H',
  H: '',
  K: 'H',
  B: 'F',
  P: 'F',
  F: 'B',
  D: 'S',
  R: 'S',
  T: 'S',
  I: 'K',
  L: 'R',
  W: 'F',
  w: 'F',
  X: 'K',
  v: '',
  x: 'K',
  4: 'H',
}

const MAX_SKELETONS = 6

/**
 * The consonant-class skeletons of a word's sounds: the usual one first, then those that other readings of open
 * spellings give (at most six). Two transcriptions of one name mostly share one. Doubled classes count once, h and kh
 * only at the start; a word with fewer than two consonants keeps a mark for its first vowel.
 */
export function toSkeletons(sound: string, isVowelless: boolean): string[] {
  const usual = toSkeleton(sound, '', isVowelless)
  const skeletons = [usual]
  const open = [...new Set(sound)].filter((letter) => OTHER[letter] !== undefined)
  const choices = open.length > 1 ? [...open, open.join('')] : open
  for (const choice of choices) {
    const other = toSkeleton(sound, choice, isVowelless)
    if (!skeletons.includes(other)) skeletons.push(other)
    if (skeletons.length === MAX_SKELETONS) break
  }
  return skeletons
}

function toSkeleton(sound: string, flipped: string, isVowelless: boolean): string {
  let skeleton = ''
  let last = ''
  for (let at = 0; at < sound.length; at++) {
    const letter = sound.charAt(at)
    const usual = CLASS[letter] ?? ''
    const found = flipped.includes(letter) ? (OTHER[letter] ?? usual) : usual
    if (found === 'H' && skeleton !== '') {
      last = ''
      continue
    }
    if (found !== '' && (isVowelless || found !== last)) skeleton += found
    if (found !== '' || isVowelSound(letter)) last = found
  }
  return skeleton.length > 1 ? skeleton : toShortForm(sound, skeleton)
}

/** The skeleton of a word with fewer than two consonants, marked by its vowels. */
export function toShortForm(sound: string, skeleton: string): string {
  if (skeleton === '') return vowelClassOf(sound)
  const first = sound.charAt(0)
  const isOpenStart = isVowelSound(first) || first === 'Y' || first === 'W' || first === 'w'
  return isOpenStart ? `a${skeleton}` : skeleton
}

/** The class of a word's last vowel: a, i (front), u (back); empty when it has none. */
export function vowelClassOf(sound: string): string {
  for (let at = sound.length - 1; at >= 0; at--) {
    const letter = sound.charAt(at)
    if (letter === 'a' || letter === 'A') return 'a'
    if ('eiY'.includes(letter)) return 'i'
    if ('ouWw'.includes(letter)) return 'u'
  }
  return ''
}
