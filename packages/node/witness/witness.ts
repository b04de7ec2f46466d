import { equalBytes } from '@isthmus/protocol/bytes'
import {
  type AddCheckpoint,
  type Checkpoint,
  cosign,
  LogError,
  type NoteKey,
  type NoteSigner,
  openCheckpoint,
  parseAddCheckpoint,
  parseCheckpoint,
  verifyConsistency,
} from '@isthmus/protocol/log'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Database, Transaction } from '../platform/index.ts'
import {
  findLatest,
  insertCheckpoint,
  insertConflict,
  isContradicted,
  type WitnessedLog,
} from './transactor.ts'

/** A log that the trust list knows: whose, and which keys may have signed its checkpoints. */
export type KnownLog = { peerId: string; keys: readonly NoteKey[] }

export type WitnessParts = {
  database: Database
  clock: Clock
  incidents: Pick<Incidents, 'raise'>
  findLog: (origin: string) => KnownLog | undefined
  /** This peer's `witness` key under its name, as of now. */
  signer: () => NoteSigner
  /** For so long after a checkpoint an older one may only have been overtaken on the way; in ms, a minute when absent. */
  overtakenWithinMs?: number
}

const usualOvertakenWithinMs = 60_000

/** What C2SP tlog-witness answers: 200 with signature lines, 409 with the size that this witness has seen. */
export type WitnessAnswer = { status: 200 | 400 | 403 | 404 | 409 | 422; body: string }

/**
 * Cosigns checkpoints of other logs: each log only ever grows by appending, or this peer does not sign and raises an
 * incident. It writes no audit entries: a log would grow by being witnessed, for ever.
 */
export class Witness {
  readonly #parts: WitnessParts

  constructor(parts: WitnessParts) {
    this.#parts = parts
  }

  /** `POST add-checkpoint` (C2SP tlog-witness). The body is hostile. */
  async addCheckpoint(body: string): Promise<WitnessAnswer> {
    try {
      const asked = parseAddCheckpoint(body)
      const { origin } = parseCheckpoint(asked.checkpoint)
      const known = this.#parts.findLog(origin)
      if (!known) return { status: 404, body: 'this witness does not know the log\n' }
      const { checkpoint } = openCheckpoint(asked.checkpoint, { origin, log: known.keys, witnesses: [] })
      return await this.#judge(asked, checkpoint, known.peerId)
    } catch (fault) {
      if (!(fault instanceof LogError)) throw fault
      return { status: toStatus(fault), body: `${fault.message}\n` }
    }
  }

  /** The newest checkpoint of a log that this peer has cosigned. */
  findLatest(origin: string): Promise<WitnessedLog | undefined> {
    return findLatest(this.#parts.database, origin)
  }

  async #judge(asked: AddCheckpoint, checkpoint: Checkpoint, peerId: string): Promise<WitnessAnswer> {
    const { database, clock, signer } = this.#parts
    const refused = await database.transact(async (transaction) => {
      const latest = await findLatest(transaction, checkpoint.origin, 'for update')
      const refusal = refusalOf(asked, checkpoint, latest)
      if (!refusal) {
        await insertCheckpoint(transaction, { checkpoint, note: asked.checkpoint, at: clock() })
        return undefined
      }
      const isFork = refusal.isFork || (await isContradicted(transaction, checkpoint))
      if (isFork) await this.#keepConflict(transaction, asked.checkpoint, checkpoint)
      if (isFork) this.#raise('log-forked', peerId)
      else if (latest && this.#isShrunk(checkpoint, latest)) this.#raise('log-shrunk', peerId)
      return refusal.answer
    })
    if (refused) return refused
    return { status: 200, body: await cosign(asked.checkpoint, signer(), clock()) }
  }

  #isShrunk({ size }: Checkpoint, latest: WitnessedLog): boolean {
    const { clock, overtakenWithinMs = usualOvertakenWithinMs } = this.#parts
    return size < latest.size && clock().getTime() - latest.at.getTime() >= overtakenWithinMs
  }

  async #keepConflict(transaction: Transaction, shown: string, { origin }: Checkpoint): Promise<void> {
    const latest = await findLatest(transaction, origin)
    await insertConflict(transaction, { origin, known: latest?.note ?? '', shown, at: this.#parts.clock() })
  }

  #raise(kind: 'log-forked' | 'log-shrunk', counterpart: string): void {
    this.#parts.incidents.raise({ kind, counterpart })
  }
}

type Refused = { answer: WitnessAnswer; isFork: boolean }

/** Why this checkpoint cannot follow the latest one; undefined when it can. */
function refusalOf(
  { oldSize, proof }: AddCheckpoint,
  checkpoint: Checkpoint,
  latest: WitnessedLog | undefined,
): Refused | undefined {
  const known = latest?.size ?? 0
  if (oldSize > checkpoint.size) return refused(400, 'the old size is larger than that of the checkpoint\n')
  if (oldSize !== known) return refused(409, `${known}\n`)
  if (!latest || oldSize === 0)
    return proof.length === 0 ? undefined : refused(422, 'there is no proof from an empty log\n')
  if (checkpoint.size === latest.size) {
    if (!equalBytes(checkpoint.root, latest.root)) return { ...refused(409, `${known}\n`), isFork: true }
    return proof.length === 0 ? undefined : refused(422, 'between equal sizes there is no proof\n')
  }
  try {
    verifyConsistency({
      from: oldSize,
      to: checkpoint.size,
      fromRoot: latest.root,
      toRoot: checkpoint.root,
      path: proof,
    })
    return undefined
  } catch (fault) {
    if (!(fault instanceof LogError)) throw fault
    return { ...refused(422, `${fault.message}\n`), isFork: true }
  }
}

function refused(status: WitnessAnswer['status'], body: string): Refused {
  return { answer: { status, body }, isFork: false }
}

function toStatus({ code }: LogError): WitnessAnswer['status'] {
  if (code === 'NOTE_KEY_UNKNOWN' || code === 'NOTE_SIGNATURE_WRONG') return 403
  return 400
}
