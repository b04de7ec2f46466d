import {
  type Checkpoint,
  consistencyPath,
  findLogName,
  LogError,
  openCheckpoint,
  parseCheckpoint,
  verifyConsistency,
} from '@isthmus/protocol/log'
import { type AuditLog, AuditLogError } from '../audit-log/index.ts'
import type { Incidents } from '../incident/index.ts'
import type { Trust } from '../trust/index.ts'
import { WitnessError } from './errors.ts'
import { findPeerOfLog, toLogKeys } from './log-names.ts'

export type OwnHeadParts = {
  trust: Trust
  log: AuditLog
  incidents: Pick<Incidents, 'raise' | 'settle'>
  listPeers: () => readonly string[]
  /** What a peer has cosigned: signed notes, hostile. Rejects when it cannot be reached. */
  fetchNotes: (peerId: string) => Promise<readonly string[]>
}

/** A checkpoint that this peer's key has signed and that its log does not contain. */
type LostHead = { note: string; checkpoint: Checkpoint }

/** So long the start waits for those who have seen this log. */
const patienceMs = 3_000

/**
 * What others have seen of this peer's own log. A database that was restored from an old backup is found out by it, at the
 * start or within a minute, and nothing is entered any more: two entries at one place would be a fork for ever.
 */
export class OwnHead {
  readonly #parts: OwnHeadParts

  constructor(parts: OwnHeadParts) {
    this.#parts = parts
  }

  /** At the start. Throws AuditLogError LOG_SHRUNK. Peers that do not answer in time are heard later. */
  async assertWhole(): Promise<void> {
    const lost = await this.#findLost()
    if (lost) throw shrunk(this.#parts.log, lost.checkpoint)
  }

  /** While the peer runs: of a note over this log that it does not contain an incident is raised, and the log is frozen. */
  async noteSeen(note: string): Promise<void> {
    const { log, incidents } = this.#parts
    const lost = log.isFrozen ? undefined : await this.#toLost(note)
    if (!lost) return
    const { size } = lost.checkpoint
    incidents.raise({ kind: 'log-shrunk', detail: { entries: log.size, witnessed: size } })
    await incidents.settle()
    log.freeze(shrunk(log, lost.checkpoint))
  }

  /**
   * By order of an administrator: what the restored backup holds goes on as another log, whose name ends in its number.
   * Gives that number. Throws WitnessError LOG_NOT_SHRUNK when nobody has seen more than there is.
   */
  async beginAnew(reason: string): Promise<number> {
    const { log, incidents } = this.#parts
    const lost = await this.#findLost()
    if (!lost)
      throw new WitnessError('LOG_NOT_SHRUNK', 'no peer that answers has seen more of this log than it has', {
        remedy: 'start the peer as always; when its witnesses cannot be reached now, try again when they can',
      })
    const epochOf = (origin: string): number => findLogName(origin)?.epoch ?? 1
    const number = Math.max(epochOf(log.origin), epochOf(lost.checkpoint.origin)) + 1
    await log.beginAnew({ number, fromSize: log.size, witnessed: lost.note, reason })
    incidents.raise({ kind: 'log-restored', detail: { epoch: number, witnessed: lost.checkpoint.size } })
    await incidents.settle()
    return number
  }

  /** The longest of what others have seen and this log does not contain. */
  async #findLost(): Promise<LostHead | undefined> {
    const { listPeers, fetchNotes } = this.#parts
    const told = await Promise.all(
      listPeers().map((peerId) => Promise.race([fetchNotes(peerId).catch(() => []), patience()])),
    )
    const notes = new Set(told.flat())
    const lost = await Promise.all([...notes].map((note) => this.#toLost(note)))
    return lost
      .flatMap((one) => one ?? [])
      .toSorted((left, right) => right.checkpoint.size - left.checkpoint.size)[0]
  }

  async #toLost(note: string): Promise<LostHead | undefined> {
    const checkpoint = this.#openOwn(note)
    return checkpoint && !(await this.#contains(checkpoint)) ? { note, checkpoint } : undefined
  }

  /** Undefined for a note that is over another log, or that this peer has not signed. */
  #openOwn(note: string): Checkpoint | undefined {
    const { trust } = this.#parts
    try {
      const { origin } = parseCheckpoint(note)
      if (findPeerOfLog(trust, origin)?.id !== trust.self.id) return undefined
      const log = toLogKeys(trust, trust.self.id, origin)
      return openCheckpoint(note, { origin, log, witnesses: [] }).checkpoint
    } catch (fault) {
      if (fault instanceof LogError) return undefined
      throw fault
    }
  }

  async #contains({ origin, size, root }: Checkpoint): Promise<boolean> {
    const { log } = this.#parts
    const [theirs, own] = [findLogName(origin)?.epoch ?? 1, findLogName(log.origin)?.epoch ?? 1]
    // The log before this one: an administrator has stated what of it is lost.
    if (theirs < own) return true
    const now = log.state()
    if (theirs > own || size > now.size) return false
    if (size === 0) return true
    try {
      const path = await consistencyPath(size, now.size, log.tiles.source)
      verifyConsistency({ from: size, to: now.size, fromRoot: root, toRoot: now.root, path })
      return true
    } catch (fault) {
      if (fault instanceof LogError) return false
      throw fault
    }
  }
}

function shrunk(log: AuditLog, { origin, size }: Checkpoint): AuditLogError {
  return new AuditLogError(
    'LOG_SHRUNK',
    `others have seen ${size} entries of ${origin} under its signature, and this log of ${log.size} is not theirs: ` +
      'an old backup was restored, or the database was changed',
    {
      remedy:
        'restore the newest backup; if there is none that has them, state it with --log-restored "<why>" (docs/log.md, A log that was restored)',
    },
  )
}

function patience(): Promise<readonly string[]> {
  return new Promise((resolve) => setTimeout(resolve, patienceMs, []).unref())
}
