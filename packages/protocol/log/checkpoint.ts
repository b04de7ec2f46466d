import { fromBase64, toBase64 } from '../bytes/index.ts'
import { type Cosignature, cosignaturesOf } from './cosignature.ts'
import { LogError } from './errors.ts'
import { hashBytes } from './hashes.ts'
import { type NoteKey, openNote } from './note.ts'

/** The state of a log: which, how many leaves, which root (C2SP tlog-checkpoint). */
export type Checkpoint = { origin: string; size: number; root: Uint8Array; extensions?: readonly string[] }

/** The text that the log signs. */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  return [origin, String(size), toBase64(root), ...extensions].map((line) => `${line}\n`).join('')
}

/** Reads a checkpoint's text, with or without signature lines after it; believes nothing of it. */
export function parseCheckpoint(text: string): Checkpoint {
  const body = text.includes('\n\n') ? text.slice(0, text.indexOf('\n\n') + 1) : text
  const [origin = '', size = '', encoded = '', ...rest] = body.split('\n')
  const root = fromBase64(encoded)
  const end = rest.pop()
  if (!/^[^\p{Cc}]{1,255}$/u.test(origin)) throw malformed('its first line is no origin')
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)))
    throw malformed('its second line is no size')
  if (root?.length !== hashBytes) throw malformed('its third line is no root hash')
  if (end !== '' || rest.includes('') || rest.length > 16)
    throw malformed('its lines do not end as they should')
  return { origin, size: Number(size), root, ...(rest.length > 0 ? { extensions: rest } : {}) }
}

/** Whom to believe about a log: its own keys, and its witnesses. */
export type LogKeys = { origin: string; log: readonly NoteKey[]; witnesses: readonly NoteKey[] }

/** A checkpoint that the log signed; which of its keys did, and which of the witnesses have seen it when. */
export type OpenedCheckpoint = {
  checkpoint: Checkpoint
  signedBy: NoteKey
  cosignatures: Cosignature[]
}

/**
 * Believes a checkpoint when a key of the log has signed it. Throws LogError NOTE_KEY_UNKNOWN, NOTE_SIGNATURE_WRONG,
 * CHECKPOINT_MALFORMED or CHECKPOINT_OF_ANOTHER_LOG. How many witnesses are enough is the caller's to say.
 */
export function openCheckpoint(note: string, keys: LogKeys): OpenedCheckpoint {
  const opened = openNote(note, [...keys.log, ...keys.witnesses])
  const signedBy = opened.verified.find(({ key }) => keys.log.includes(key))?.key
  if (!signedBy) throw new LogError('NOTE_KEY_UNKNOWN', 'the checkpoint is not signed by the log')
  const checkpoint = parseCheckpoint(opened.text)
  if (checkpoint.origin !== keys.origin)
    throw new LogError('CHECKPOINT_OF_ANOTHER_LOG', `the checkpoint is not of the log ${keys.origin}`)
  return { checkpoint, signedBy, cosignatures: cosignaturesOf(opened) }
}

function malformed(cause: string): LogError {
  return new LogError('CHECKPOINT_MALFORMED', `the text is no checkpoint: ${cause}`)
}
