import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, equalBytes, fromBase64, toBase64, toHex, toUtf8 } from '../bytes/index.ts'
import { LogError } from './errors.ts'

/** Signature types of C2SP signed-note that Isthmus uses: a log's own Ed25519, and a witness's with a time. */
export const noteTypes = { ed25519: 1, cosignature: 4 } as const
export type NoteType = (typeof noteTypes)[keyof typeof noteTypes]

/** A key that is believed under a name; the public key is 32 bytes of Ed25519. */
export type NoteKey = { name: string; type: NoteType; publicKey: Uint8Array }

/** Whoever can sign under a name: a key in memory, or one in hardware. */
export type NoteSigner = {
  name: string
  publicKey: Uint8Array
  sign(data: Uint8Array): Uint8Array | Promise<Uint8Array>
}

/** A signature line of a note; `keyId` is four bytes, `signature` what stands after them. */
export type NoteSignature = { name: string; keyId: Uint8Array; signature: Uint8Array }

/** A note taken apart, nothing verified: its text with the final newline, and its signature lines. */
export type Note = { text: string; signatures: NoteSignature[] }

const keyIdBytes = 4
const longestNote = 1_000_000
const mostSignatures = 64
const dash = '\u2014 '
const isName = /^[^\s+\p{Cc}\p{Z}]+$/u

/** SHA-256(name || 0x0A || type || public key)[:4] (C2SP signed-note). */
export function noteKeyId({ name, type, publicKey }: NoteKey): Uint8Array {
  return sha256(concatBytes(toUtf8(`${name}\n`), Uint8Array.of(type), publicKey)).slice(0, keyIdBytes)
}

/** The key as text: `name+hash+base64`, the encoding of Go's sumdb/note. */
export function formatVerifierKey(key: NoteKey): string {
  const encoded = toBase64(concatBytes(Uint8Array.of(key.type), key.publicKey))
  return `${key.name}+${toHex(noteKeyId(key))}+${encoded}`
}

export function parseVerifierKey(text: string): NoteKey {
  const [name = '', id = '', ...rest] = text.split('+')
  const bytes = fromBase64(rest.join('+'))
  const type = bytes?.[0]
  if (bytes?.length === 33 && isName.test(name) && (type === 1 || type === 4)) {
    const key: NoteKey = { name, type, publicKey: bytes.slice(1) }
    if (toHex(noteKeyId(key)) === id) return key
  }
  throw new LogError(
    'VERIFIER_KEY_MALFORMED',
    'a verifier key is name+hash+base64 of an Ed25519 key, on one line',
  )
}

/** `\u2014 name base64`, with its newline. */
export function formatSignatureLine({ name, keyId, signature }: NoteSignature): string {
  return `${dash}${name} ${toBase64(concatBytes(keyId, signature))}\n`
}

/** Signs a text that ends in a newline; gives the whole note with its one signature line. */
export async function signNote(text: string, signer: NoteSigner): Promise<string> {
  assertText(text)
  const { name, publicKey } = signer
  const keyId = noteKeyId({ name, type: noteTypes.ed25519, publicKey })
  return `${text}\n${formatSignatureLine({ name, keyId, signature: await signer.sign(toUtf8(text)) })}`
}

/** Takes a note apart without believing any of it. */
export function parseNote(note: string): Note {
  if (note.length > longestNote) throw malformed(`it has more than ${longestNote} characters`)
  const at = note.lastIndexOf('\n\n')
  if (at < 0) throw malformed('it has no empty line before its signatures')
  const text = note.slice(0, at + 1)
  assertText(text)
  const signatures = parseSignatureLines(note.slice(at + 2))
  if (signatures.length === 0) throw malformed('it has no signature')
  return { text, signatures }
}

/** Signature lines alone, as a witness sends them back. */
export function parseSignatureLines(lines: string): NoteSignature[] {
  if (lines === '') return []
  if (lines.length > longestNote || !lines.endsWith('\n')) throw malformed('its last line does not end')
  const split = lines.slice(0, -1).split('\n')
  if (split.length > mostSignatures) throw malformed(`it has more than ${mostSignatures} signatures`)
  return split.map(parseSignatureLine)
}

function parseSignatureLine(line: string, at: number): NoteSignature {
  const [name = '', encoded = '', ...rest] = line.startsWith(dash) ? line.slice(dash.length).split(' ') : []
  const bytes = fromBase64(encoded)
  if (!isName.test(name) || !bytes || bytes.length <= keyIdBytes || rest.length > 0)
    throw malformed(`signature line ${at + 1} is not "\u2014 name base64"`)
  return { name, keyId: bytes.slice(0, keyIdBytes), signature: bytes.slice(keyIdBytes) }
}

/** The note with its verified signatures, one of each key; lines of keys that are not given are passed over. */
export type OpenedNote = Note & { verified: { key: NoteKey; signature: NoteSignature }[] }

/**
 * Verifies every signature of a known key. Throws LogError NOTE_SIGNATURE_WRONG when one of them is wrong, and
 * NOTE_KEY_UNKNOWN when no signature is of a known key (C2SP signed-note, "Signatures").
 */
export function openNote(note: string, keys: readonly NoteKey[]): OpenedNote {
  const { text, signatures } = parseNote(note)
  const verified: OpenedNote['verified'] = []
  for (const signature of signatures) {
    const key = keys.find((known) => isOf(signature, known))
    if (!key || verified.some((one) => one.key === key)) continue
    if (!isSigned(text, signature.signature, key))
      throw new LogError('NOTE_SIGNATURE_WRONG', `the signature of ${key.name} is not over this text`)
    verified.push({ key, signature })
  }
  if (verified.length === 0)
    throw new LogError('NOTE_KEY_UNKNOWN', 'no signature of the note is of a key that is believed')
  return { text, signatures, verified }
}

function isOf(signature: NoteSignature, key: NoteKey): boolean {
  return signature.name === key.name && equalBytes(signature.keyId, noteKeyId(key))
}

const timestampBytes = 8

function isSigned(text: string, signature: Uint8Array, key: NoteKey): boolean {
  if (key.type === noteTypes.ed25519) return isEd25519(signature, toUtf8(text), key.publicKey)
  const seconds = timestampOf(signature)
  if (seconds === undefined) return false
  return isEd25519(signature.subarray(timestampBytes), cosignedBytes(text, seconds), key.publicKey)
}

/** Seconds since 1970 of a cosignature, undefined when it holds none that a date could have. */
export function timestampOf(signature: Uint8Array): number | undefined {
  if (signature.length < timestampBytes) return undefined
  const seconds = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0))
  return seconds <= 8_640_000_000_000 ? seconds : undefined
}

/** What a witness signs: `cosignature/v1`, the time, and the text (C2SP tlog-cosignature). */
export function cosignedBytes(text: string, seconds: number): Uint8Array {
  return toUtf8(`cosignature/v1\ntime ${seconds}\n${text}`)
}

function isEd25519(signature: Uint8Array, data: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, data, publicKey, { zip215: false })
  } catch {
    return false
  }
}

function assertText(text: string): void {
  if (!text.endsWith('\n')) throw malformed('its text does not end in a newline')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: signed-note forbids exactly these
  if (/[\u0000-\u0009\u000b-\u001f]/.test(text) || !text.isWellFormed())
    throw malformed('its text holds control characters')
}

function malformed(cause: string): LogError {
  return new LogError('NOTE_MALFORMED', `the text is no signed note: ${cause}`)
}
