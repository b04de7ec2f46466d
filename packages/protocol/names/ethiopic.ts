import type { Reading } from './letter-table.ts'

// The consonants of the block U+1200, eight code points each, in its order: roman form and, after a colon, the sound.
const CONSONANTS =
  'h l h:X m s r s sh:S q:k qw:kw q:X qw:Xw b v:w t ch:C h:X hw:Xw n ny:nY - k kw kh:X kw:Xw w - z:7 zh:Z y:Y d d j:J g gw ng:N t ch:C p ts:c ts:c f p'.split(
    ' ',
  )
// The seven orders and the labial one. The first is e, after a throat sound a; the sixth has no vowel or a short one.
const VOWELS = 'e u i a e - o wa'.split(' ')
const THROAT = new Set([0, 2, 16, 20, 26])
const FIRST = 0x1200
const LAST = 0x1357
const NO_VOWEL = 5
const ENDING_CLUSTER = /([b-df-hj-np-tvz])((?:sh|ch|kh|ts|ny|zh|[b-df-hj-np-tvz]))$/

/** Ethiopic (Tigrinya, Amharic) in Latin letters. Each syllable's consonant and vowel follow from its code point. */
export function readEthiopic(word: string): Reading {
  let roman = ''
  let sound = ''
  for (const [at, syllable] of [...word.normalize('NFC')].entries()) {
    const code = syllable.charCodeAt(0)
    if (code < FIRST || code > LAST) continue
    const row = (code - FIRST) >> 3
    const order = code & 7
    const [consonant = '', own = consonant] = (CONSONANTS[row] ?? '-').replace('-', '').split(':')
    const vowel = order === 0 && THROAT.has(row) ? 'a' : (VOWELS[order] ?? '')
    if (order === NO_VOWEL) {
      roman += consonant === '' ? (at === 0 ? 'e' : '') : consonant
      sound += toClosed(own)
      continue
    }
    roman += consonant + vowel
    sound += own + vowel
  }
  // Two consonants without vowel end no word: the short vowel between them is spoken.
  const spoken = roman.replace(ENDING_CLUSTER, '$1e$2')
  // The short vowel at the end of a word is never spoken.
  return { roman: spoken, sound: sound.replace(/(?<=.)A$/, '') }
}

/** A consonant of the sixth order: w and y become vowels, others may carry a short one. */
function toClosed(sound: string): string {
  if (sound === 'w') return 'W'
  if (sound === 'Y') return 'Y'
  return `${sound}A`
}
