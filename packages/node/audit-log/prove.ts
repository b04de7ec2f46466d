import type { LogProof } from '@isthmus/contract'
import { consistencyPath, inclusionPath, LogError } from '@isthmus/protocol/log'
import type { AuditLog } from './audit-log.ts'
import type { SignedCheckpoint } from './checkpoints.ts'
import { AuditLogError } from './errors.ts'

/** What proofs are made from. */
export type ProvableLog = Pick<AuditLog, 'origin' | 'tiles'>

/** That an entry stands in the tree of a checkpoint. Throws AuditLogError LOG_POSITION_UNKNOWN when it does not. */
export async function proveEntry(
  log: ProvableLog,
  index: number,
  checkpoint: SignedCheckpoint,
): Promise<LogProof> {
  const [path, leaf] = await withinLog(() =>
    Promise.all([inclusionPath(index, checkpoint.size, log.tiles.source), log.tiles.readLeafHash(index)]),
  )
  return {
    version: 1,
    origin: log.origin,
    index,
    leafHash: Buffer.from(leaf).toString('base64url'),
    path: path.map(toText),
    checkpoint: checkpoint.note,
  }
}

/** That the tree of `to` entries begins with that of `from`: hashes as base64url. Throws LOG_POSITION_UNKNOWN. */
export async function proveConsistency(log: ProvableLog, from: number, to: number): Promise<string[]> {
  const path = await withinLog(() => consistencyPath(from, to, log.tiles.source))
  return path.map(toText)
}

async function withinLog<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (fault) {
    if (!(fault instanceof LogError)) throw fault
    throw new AuditLogError('LOG_POSITION_UNKNOWN', fault.message, { cause: fault })
  }
}

function toText(hash: Uint8Array): string {
  return Buffer.from(hash).toString('base64url')
}
