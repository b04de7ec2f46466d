import { equalBytes } from '@isthmus/protocol/bytes'
import {
  type AddCheckpoint,
  type Checkpoint,
  cosign,
  findLogName,
  isContradiction,
  LogError,
  type NoteKey,
  type NoteSigner,
  openCheckpoint,
  parseAddCheckpoint,
  parseCheckpoint,
  toLogOrigin,
  verifyConsistency,
} from '@isthmus/protocol/log'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Database, Transaction } from '../platform/index.ts'
import {
  findContradicting,
  findLatest,
  hasForkProof,
  insertCheckpoint,
  insertConflict,
  listNotes,
  listOrigins,
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
  /** Told of signed checkpoints that do not follow, without a proof of a fork: to be compared with what the log shows. */
  onDoubted?: (note: string) => void
  /** For so long after a checkpoint an older one may only have been overtaken on the way; in ms, a minute when absent. */
  overtakenWithinMs?: number
}

const usualOvertakenWithinMs = 60_000
const mostNotes = 2_000

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

  /** The newest checkpoint of every log that this peer has cosigned: signed notes. */
  listNotes(): Promise<string[]> {
    return listNotes(this.#parts.database, mostNotes)
  }

  async #judge(asked: AddCheckpoint, checkpoint: Checkpoint, peerId: string): Promise<WitnessAnswer> {
    const { database, clock, signer } = this.#parts
    const refused = await database.transact(async (transaction) => {
      const latest = await findLatest(transaction, checkpoint.origin, 'for update')
      if (await hasForkProof(transaction, checkpoint.origin)) return answer(409, `${latest?.size ?? 0}\n`)
      const closed = await this.#enterEpoch(transaction, checkpoint, latest ? undefined : peerId)
      if (closed) return closed
      const refusal = refusalOf(asked, checkpoint, latest)
      if (refusal) return this.#refuse(transaction, { asked, checkpoint, peerId, latest, refusal })
      await insertCheckpoint(transaction, { checkpoint, note: asked.checkpoint, at: clock() })
      return undefined
    })
    if (refused) return refused
    return { status: 200, body: await cosign(asked.checkpoint, signer(), clock()) }
  }

  async #refuse(
    transaction: Transaction,
    { asked, checkpoint, peerId, latest, refusal }: Refusing,
  ): Promise<WitnessAnswer> {
    const contrary = refusal.path ? latest?.note : await findContradicting(transaction, checkpoint)
    const { origin } = checkpoint
    if (contrary !== undefined) {
      const { path } = refusal
      const conflict = { origin, known: contrary, shown: asked.checkpoint, at: this.#parts.clock() }
      const proof = path && path.length > 0 ? { path } : {}
      await insertConflict(transaction, { ...conflict, isProof: true, ...proof })
      this.#raise('log-forked', peerId)
    } else {
      if (latest && this.#isShrunk(checkpoint, latest)) this.#raise('log-shrunk', peerId)
      if (refusal.answer.status === 422) this.#parts.onDoubted?.(asked.checkpoint)
    }
    return refusal.answer
  }

  /**
   * A log that its peer began anew closes the former one. The first checkpoint of such a log (then `peerId` is given) says
   * that an old backup was restored.
   */
  async #enterEpoch(
    transaction: Transaction,
    { origin }: Checkpoint,
    peerId: string | undefined,
  ): Promise<WitnessAnswer | undefined> {
    const name = findLogName(origin)
    if (!name) return undefined
    const known = await listOrigins(transaction, toLogOrigin({ ...name, epoch: 1 }))
    const epochs = known.flatMap((one) => findLogName(one)?.epoch ?? [])
    if (epochs.some((epoch) => epoch > name.epoch)) return answer(403, 'a later log of that peer is known\n')
    if (peerId !== undefined && epochs.length > 0) this.#raise('log-restored', peerId)
    return undefined
  }

  #isShrunk({ size }: Checkpoint, latest: WitnessedLog): boolean {
    const { clock, overtakenWithinMs = usualOvertakenWithinMs } = this.#parts
    return size < latest.size && clock().getTime() - latest.at.getTime() >= overtakenWithinMs
  }

  #raise(kind: 'log-forked' | 'log-shrunk' | 'log-restored', counterpart: string): void {
    this.#parts.incidents.raise({ kind, counterpart })
  }
}

/** `path` of a fork: none between equal sizes, otherwise the one that leads to the later root and another earlier one. */
type Refused = { answer: WitnessAnswer; path?: readonly Uint8Array[] }

type Refusing = {
  asked: AddCheckpoint
  checkpoint: Checkpoint
  peerId: string
  latest: WitnessedLog | undefined
  refusal: Refused
}

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
    if (!equalBytes(checkpoint.root, latest.root)) return { ...refused(409, `${known}\n`), path: [] }
    return proof.length === 0 ? undefined : refused(422, 'between equal sizes there is no proof\n')
  }
  const growth = {
    ...{ from: oldSize, to: checkpoint.size, path: proof },
    ...{ fromRoot: latest.root, toRoot: checkpoint.root },
  }
  try {
    verifyConsistency(growth)
    return undefined
  } catch (fault) {
    if (!(fault instanceof LogError)) throw fault
    const refusal = refused(422, `${fault.message}\n`)
    // A path that proves nothing may be a fault on the way, or somebody else's who wants the log to look bad.
    return isContradiction(growth) ? { ...refusal, path: proof } : refusal
  }
}

function refused(status: WitnessAnswer['status'], body: string): Refused {
  return { answer: answer(status, body) }
}

function answer(status: WitnessAnswer['status'], body: string): WitnessAnswer {
  return { status, body }
}

function toStatus({ code }: LogError): WitnessAnswer['status'] {
  if (code === 'NOTE_KEY_UNKNOWN' || code === 'NOTE_SIGNATURE_WRONG') return 403
  return 400
}
