import { isAscii, isUtf8 } from 'node:buffer'

const greater = 0x3e
const carriageReturn = 0x0d

/** Some bytes as text, with the way back from a position in the text to the byte. */
export class XmlText {
  readonly text: string
  readonly #bytesBefore: number
  readonly #isAscii: boolean
  #char = 0
  #byte = 0

  constructor(bytes: Buffer, bytesBefore: number) {
    this.text = bytes.toString('utf8')
    this.#bytesBefore = bytesBefore
    this.#isAscii = isAscii(bytes)
  }

  /** Byte offset in the file of a character of this text. Asked in ascending order. */
  toByte(char: number): number {
    if (this.#isAscii) return this.#bytesBefore + char
    this.#byte += Buffer.byteLength(this.text.slice(this.#char, char))
    this.#char = char
    return this.#bytesBefore + this.#byte
  }
}

/** How many bytes may be decoded now: up to a tag's end, or at least whole characters and whole line breaks. */
export function toTextLength(bytes: Buffer): number {
  const tagEnd = bytes.lastIndexOf(greater) + 1
  if (tagEnd > 0) return tagEnd
  let end = bytes.length
  while (end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1
  if (end > 0 && (bytes[end - 1] ?? 0) >= 0xc0) end -= 1
  if (end > 0 && bytes[end - 1] === carriageReturn) end -= 1
  return end
}

/** How many bytes stand before the piece of text that is not UTF-8; all of them when there is none. */
export function toValidLength(bytes: Buffer): number {
  if (isUtf8(bytes)) return bytes.length
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(greater, from)
    const to = found === -1 ? bytes.length : found + 1
    if (!isUtf8(bytes.subarray(from, to))) return from
    from = to
  }
  return bytes.length
}
