import { parseCheckpoint, toLogOrigin } from '@isthmus/protocol/log'
import type { Queries, Transaction } from '../platform/index.ts'

/** As which log the entries of this peer are signed: the first, or one that was begun anew. */
export type LogIdentity = {
  /** `isthmus.eu/<federation>/<peerId>`, from the second epoch on with its number. */
  origin: string
  /** Lines that each checkpoint carries: of a log that was begun anew, what others had seen of the one before. */
  extensions: readonly string[]
}

/** What an administrator states when an old backup was restored. */
export type NewEpoch = {
  number: number
  /** How many entries the restored backup has. */
  fromSize: number
  /** The signed checkpoint that others had seen. */
  witnessed: string
  reason: string
}

export async function readLogIdentity(
  queries: Queries,
  name: { federation: string; peerId: string },
): Promise<LogIdentity> {
  const [row] = await queries.query<{ number: number; from_size: bigint; witnessed: string }>(
    'select number, from_size, witnessed from audit_log.epoch order by number desc limit 1',
  )
  const origin = toLogOrigin({ ...name, epoch: row?.number ?? 1 })
  if (!row) return { origin, extensions: [] }
  const former = parseCheckpoint(row.witnessed)
  const root = Buffer.from(former.root).toString('base64')
  const restored = `isthmus-restored ${former.origin} ${former.size} ${root} ${row.from_size}`
  return { origin, extensions: [restored] }
}

export async function insertEpoch(transaction: Transaction, epoch: NewEpoch, at: Date): Promise<void> {
  await transaction.query(
    'insert into audit_log.epoch (number, from_size, witnessed, reason, begun_at) values ($1, $2, $3, $4, $5)',
    [epoch.number, epoch.fromSize, epoch.witnessed, epoch.reason, at],
  )
}
