const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const forAddresses = `${standard.slice(0, 62)}-_`

/** Base 64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  const text = encode(bytes, standard)
  return text + '='.repeat((4 - (text.length % 4)) % 4)
}

/** Base 64 for addresses and JSON, without padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  return encode(bytes, forAddresses)
}

/** The bytes, or undefined when the text is not the one and only Base 64 text of any bytes. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  return decode(text.replace(/={1,2}$/, ''), standardValues)
}

/** As `fromBase64`, for the alphabet of addresses and without padding. */
export function fromBase64Url(text: string): Uint8Array | undefined {
  return decode(text, addressValues)
}

const standardValues = toValues(standard)
const addressValues = toValues(forAddresses)

function toValues(alphabet: string): Int8Array {
  const values = new Int8Array(128).fill(-1)
  for (let value = 0; value < 64; value++) values[alphabet.charCodeAt(value)] = value
  return values
}

function encode(bytes: Uint8Array, alphabet: string): string {
  let text = ''
  let kept = 0
  let bits = 0
  for (const byte of bytes) {
    kept = ((kept << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 6) {
      bits -= 6
      text += alphabet[(kept >> bits) & 63]
    }
  }
  return bits > 0 ? text + alphabet[(kept << (6 - bits)) & 63] : text
}

function decode(text: string, values: Int8Array): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let kept = 0
  let bits = 0
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const value = values[text.charCodeAt(at)] ?? -1
    if (value < 0) return undefined
    kept = ((kept << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[length++] = (kept >> bits) & 255
  }
  // Left-over bits that are not zero would be a second text for the same bytes.
  return (kept & ((1 << bits) - 1)) === 0 ? bytes : undefined
}
