const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['Latn', /\p{Script=Latin}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Hang', /\p{Script=Hangul}/u],
  ['Kana', /\p{Script=Katakana}/u],
  ['Hira', /\p{Script=Hiragana}/u],
  ['Hani', /\p{Script=Han}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Hebr', /\p{Script=Hebrew}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Beng', /\p{Script=Bengali}/u],
  ['Geor', /\p{Script=Georgian}/u],
  ['Armn', /\p{Script=Armenian}/u],
  ['Ethi', /\p{Script=Ethiopic}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Taml', /\p{Script=Tamil}/u],
  ['Telu', /\p{Script=Telugu}/u],
  ['Knda', /\p{Script=Kannada}/u],
  ['Mlym', /\p{Script=Malayalam}/u],
  ['Gujr', /\p{Script=Gujarati}/u],
  ['Guru', /\p{Script=Gurmukhi}/u],
  ['Orya', /\p{Script=Oriya}/u],
  ['Sinh', /\p{Script=Sinhala}/u],
  ['Laoo', /\p{Script=Lao}/u],
  ['Khmr', /\p{Script=Khmer}/u],
  ['Mymr', /\p{Script=Myanmar}/u],
  ['Thaa', /\p{Script=Thaana}/u],
  ['Syrc', /\p{Script=Syriac}/u],
]

const LETTER = /\p{L}/u

/** The ISO 15924 code of one letter's script; undefined for what is no letter, `Zyyy` for a script that is not told apart. */
function findScript(letter: string): string | undefined {
  const code = letter.charCodeAt(0)
  if (code < 0x250)
    return (code | 32) >= 97 && (code | 32) <= 122 ? 'Latn' : code >= 0xc0 ? 'Latn' : undefined
  if (!LETTER.test(letter)) return undefined
  for (const [name, pattern] of SCRIPTS) if (pattern.test(letter)) return name
  return 'Zyyy'
}

/** The ISO 15924 code of the script that most letters of `text` belong to; `Zyyy` when there is no letter. */
export function scriptOf(text: string): string {
  const counts = new Map<string, number>()
  let best = 'Zyyy'
  let most = 0
  for (const letter of text) {
    const script = findScript(letter)
    if (script === undefined) continue
    const count = (counts.get(script) ?? 0) + 1
    counts.set(script, count)
    if (count > most) {
      most = count
      best = script
    }
  }
  return best
}
