import { fromBase64, toBase64 } from '../bytes/index.ts'
import { LogError } from './errors.ts'
import { hashBytes } from './hashes.ts'

/** What a log asks its witness (C2SP tlog-witness): the size last cosigned, the proof from there, the signed checkpoint. */
export type AddCheckpoint = { oldSize: number; proof: readonly Uint8Array[]; checkpoint: string }

const mostProofLines = 63
const longest = 1_000_000

export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return [`old ${oldSize}`, ...proof.map(toBase64), '', checkpoint].join('\n')
}

/** Reads the body of a request; the note in it is not yet believed. */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  const at = body.indexOf('\n\n')
  if (at < 0 || body.length > longest) throw malformed('there is no empty line before the checkpoint')
  const [old = '', ...lines] = body.slice(0, at).split('\n')
  const [, size] = /^old (0|[1-9]\d{0,15})$/.exec(old) ?? []
  const oldSize = Number(size)
  if (!Number.isSafeInteger(oldSize)) throw malformed('the first line is not "old <size>"')
  if (lines.length > mostProofLines) throw malformed(`there are more than ${mostProofLines} proof lines`)
  return { oldSize, proof: lines.map(parseHash), checkpoint: body.slice(at + 2) }
}

function parseHash(line: string, at: number): Uint8Array {
  const hash = fromBase64(line)
  if (hash?.length !== hashBytes) throw malformed(`proof line ${at + 1} is no hash`)
  return hash
}

function malformed(cause: string): LogError {
  return new LogError('ADD_CHECKPOINT_MALFORMED', `the request of a log to its witness: ${cause}`)
}
