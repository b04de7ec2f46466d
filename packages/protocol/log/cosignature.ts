import { concatBytes, toUint64 } from '../bytes/index.ts'
import { LogError } from './errors.ts'
import {
  cosignedBytes,
  formatSignatureLine,
  type NoteKey,
  type NoteSigner,
  noteKeyId,
  noteTypes,
  type OpenedNote,
  openNote,
  parseNote,
  parseSignatureLines,
  timestampOf,
} from './note.ts'

/** A witness's word: at this time, the largest tree it had seen of this log had this root. */
export type Cosignature = { key: NoteKey; at: Date }

/**
 * The signature line of a witness under a checkpoint's note (C2SP tlog-cosignature, Ed25519). `at` counts in whole
 * seconds.
 */
export async function cosign(note: string, witness: NoteSigner, at: Date): Promise<string> {
  const { text } = parseNote(note)
  const { name, publicKey } = witness
  const seconds = Math.floor(at.getTime() / 1000)
  const signature = concatBytes(toUint64(seconds), await witness.sign(cosignedBytes(text, seconds)))
  return formatSignatureLine({
    name,
    keyId: noteKeyId({ name, type: noteTypes.cosignature, publicKey }),
    signature,
  })
}

/**
 * Believes the lines that a witness answered with, or throws LogError NOTE_KEY_UNKNOWN or NOTE_SIGNATURE_WRONG.
 */
export function verifyCosignature(note: string, lines: string, witness: NoteKey): Cosignature {
  const { text } = parseNote(note)
  const [found] = cosignaturesOf(openNote(`${text}\n${lines}`, [witness]))
  if (!found) throw new LogError('NOTE_KEY_UNKNOWN', `the key of ${witness.name} is not that of a witness`)
  return found
}

/** The cosignatures among the verified signatures of a note, in the order of its lines. */
export function cosignaturesOf({ verified }: OpenedNote): Cosignature[] {
  return verified.flatMap(({ key, signature }) => {
    const seconds = key.type === noteTypes.cosignature ? timestampOf(signature.signature) : undefined
    return seconds === undefined ? [] : [{ key, at: new Date(seconds * 1000) }]
  })
}

/** Puts further signature lines under a note; a line that is there already is not repeated. */
export function addSignatures(note: string, lines: string): string {
  const { signatures } = parseNote(note)
  const known = new Set(signatures.map(formatSignatureLine))
  const added = parseSignatureLines(lines).map(formatSignatureLine)
  return note + added.filter((line) => !known.has(line)).join('')
}
