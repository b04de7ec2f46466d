/**
 * Names as the machine-readable zone of travel documents spells them (ICAO Doc 9303 part 3, section 6): A to Z and the
 * filler `<` only, with X before letters that the zone has no other way to write.
 */

// Section 6 B, Arabic letters; the order does not matter, the longest code is taken.
const ARABIC = `
  XE ء, XAA آ, XAE أ, U ؤ, I إ, XI ئ, A ا, B ب, XTA ة, T ت, XTH ث, J ج, XH ح, XKH خ, D د, XDH ذ, R ر, Z ز, S س, XSH ش, XSS ص, XDZ ض, XTT ط,
  XZZ ظ, E ع, G غ, F ف, Q ق, K ك, L ل, M م, N ن, H ه, W و, XAY ى, Y ي, XXA ٱ, XXT ٹ, P پ, XC چ, XXD ڈ, XXR ڑ, XJ ژ, XKK ک, XXK ڭ, XGG گ,
  XNN ں, XDO ھ, XXG ہ, XYA ی, XYB ے, XKE ځ, XXH څ, XRR ړ, XRX ږ, XXS ښ, XXN ڼ, XGE ګ, V ڤ, O -
`
// Codes that no name in Latin letters holds; XH before a vowel is Albanian, XTA Spanish, XAY Lao.
const EVIDENCE = /XKH|XSH|XTH|XDH|XSS|XDZ|XTT|XZZ|XAA|XAE|XKK|XGG|XYA|XNN|XH(?=[^AEIOUXY<\s]|<|$)/
const FILLED = /^[A-Z< ]+$/
const LINE_LENGTHS = [36, 44]
const HEAD = /^[PVIACF][A-Z<](?:[A-Z]{3}|[A-Z]<<)(?=[A-Z]+<)/

const arabicOf = new Map(
  ARABIC.split(',').map((pair) => {
    const [code = '', letter = ''] = pair.trim().split(' ')
    return [code, letter === '-' ? '' : letter] as const
  }),
)

/**
 * The name behind the spelling of a machine-readable zone: Arabic codes as Arabic letters, ÑXX and UXX as n and u, fillers
 * as spaces, a whole first line of a passport without its head. Any other text is given back as it is.
 */
export function toNameOfMrz(text: string): string {
  if (!FILLED.test(text)) return text
  const name = LINE_LENGTHS.includes(text.length) && text.includes('<') ? text.replace(HEAD, '') : text
  const plain = name.replace(/(?<=[UN])XX/g, '')
  const spaced = plain.replace(/<+/g, ' ').trim()
  return EVIDENCE.test(plain) ? toArabic(spaced) : spaced
}

function toArabic(text: string): string {
  let out = ''
  let at = 0
  while (at < text.length) {
    const found = findCode(text, at)
    if (found === undefined) {
      out += text.charAt(at++)
      continue
    }
    // A letter that is written twice carries a shadda; Arabic script writes it once.
    if (!(found.length === 1 && text.charAt(at - 1) === text.charAt(at))) out += found.letter
    at += found.length
  }
  return out
}

function findCode(text: string, at: number): { letter: string; length: number } | undefined {
  for (let length = 3; length > 0; length--) {
    const letter = arabicOf.get(text.slice(at, at + length))
    if (letter !== undefined) return { letter, length }
  }
  return undefined
}
