import { equalBytes } from '@isthmus/protocol/bytes'
import {
  type Checkpoint,
  headPath,
  isContradiction,
  LogError,
  openCheckpoint,
  parseCheckpoint,
  verifyConsistency,
} from '@isthmus/protocol/log'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Database } from '../platform/index.ts'
import type { PeerLog } from './peer-log.ts'
import { findContradicting, findLatest, hasForkProof, insertConflict } from './transactor.ts'
import type { KnownLog } from './witness.ts'

export type LogViewsParts = {
  database: Database
  clock: Clock
  incidents: Pick<Incidents, 'raise'>
  /** Another peer's log by its origin; undefined for one that the trust list does not know, and for the own. */
  findLog: (origin: string) => KnownLog | undefined
  /** The other peers, who witness logs too. */
  listPeers: () => readonly string[]
  /** What a peer has cosigned: signed notes, hostile. Rejects when it cannot be reached. */
  fetchNotes: (peerId: string) => Promise<readonly string[]>
  openLog: (peerId: string) => Promise<PeerLog>
  /** Told of each note, whoever's log it is of: the own log is not judged here. */
  onNote?: (note: string) => Promise<void>
  /** A minute when absent. */
  everyMs?: number
}

type Seen = { note: string; checkpoint: Checkpoint }
type Fork = { origin: string; peerId: string; known: string; shown: string; path?: readonly Uint8Array[] } & {
  /** False when the log shows tiles that are not those of what it signed: two notes alone do not prove that. */
  isProof?: boolean
}

const usualEveryMs = 60_000
const mostNotes = 2_000

/**
 * Compares what this peer has seen of other logs with what other witnesses have: a log that shows each of them a tree of
 * its own is found out, and both of its signed checkpoints are kept as the proof.
 */
export class LogViews {
  readonly #parts: LogViewsParts
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined

  constructor(parts: LogViewsParts) {
    this.#parts = parts
  }

  start(): void {
    const everyMs = this.#parts.everyMs ?? usualEveryMs
    this.#timer = setInterval(() => void this.compare(), everyMs).unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }

  /** Asks every other peer once what it has seen; never throws. A call while another runs waits for that one. */
  async compare(): Promise<void> {
    this.#running ??= this.#compare().finally(() => {
      this.#running = undefined
    })
    await this.#running
  }

  /** Compares one checkpoint of another log, whoever showed it. Never throws: a note that proves nothing is left. */
  async observe(note: string): Promise<void> {
    await this.#observeAll([note])
  }

  async #compare(): Promise<void> {
    const { listPeers, fetchNotes, onNote } = this.#parts
    const told = await Promise.allSettled(listPeers().map((peerId) => fetchNotes(peerId)))
    const notes = new Set(
      told.flatMap((one) => (one.status === 'fulfilled' ? one.value.slice(0, mostNotes) : [])),
    )
    for (const note of notes) await onNote?.(note).catch(() => {})
    await this.#observeAll([...notes])
  }

  async #observeAll(notes: readonly string[]): Promise<void> {
    const byOrigin = Map.groupBy(
      notes.flatMap((note) => this.#open(note) ?? []),
      ({ checkpoint }) => checkpoint.origin,
    )
    for (const [origin, seen] of byOrigin) {
      await this.#judge(origin, seen).catch(() => {
        // The log, or the database, cannot be reached; the next round compares again.
      })
    }
  }

  /** Undefined for what the log itself has not signed. */
  #open(note: string): Seen | undefined {
    try {
      const { origin } = parseCheckpoint(note)
      const known = this.#parts.findLog(origin)
      return (
        known && {
          note,
          checkpoint: openCheckpoint(note, { origin, log: known.keys, witnesses: [] }).checkpoint,
        }
      )
    } catch (fault) {
      if (fault instanceof LogError) return undefined
      throw fault
    }
  }

  async #judge(origin: string, seen: readonly Seen[]): Promise<void> {
    const { database, findLog, openLog } = this.#parts
    const peerId = findLog(origin)?.peerId
    if (peerId === undefined || (await hasForkProof(database, origin))) return
    const own = await findLatest(database, origin)
    const known: Seen | undefined = own && { note: own.note, checkpoint: { ...own, origin } }
    const others = seen.filter((one) => !known || !isSame(one.checkpoint, known.checkpoint))
    for (const { note, checkpoint } of others) {
      const contrary = await findContradicting(database, checkpoint)
      if (contrary) return this.#keep({ origin, peerId, known: contrary, shown: note })
    }
    const views = known ? [known, ...others] : others
    if (views.length < 2) return
    const log = await openLog(peerId)
    if (log.checkpoint.origin !== origin) return
    for (const { note, checkpoint } of views) {
      const fork = { origin, peerId, known: note, shown: log.note }
      try {
        const path = await contradictionOf(checkpoint, log)
        if (path) return await this.#keep({ ...fork, path })
      } catch (fault) {
        if (!(fault instanceof LogError)) throw fault
        return this.#keep({ ...fork, isProof: false })
      }
    }
  }

  async #keep({ peerId, isProof = true, ...fork }: Fork): Promise<void> {
    const { database, clock, incidents } = this.#parts
    await insertConflict(database, { ...fork, isProof, at: clock() })
    const code = isProof ? 'VIEWS_DIFFER' : 'VIEWS_NOT_PROVEN'
    incidents.raise({ kind: 'log-forked', counterpart: peerId, detail: { code } })
  }
}

/**
 * The path that proves that the log as it is shown is not the one that signed `earlier`; undefined when it is, or when it has
 * become no longer than that. Rejects with LogError CONSISTENCY_WRONG when the tiles are not those of what the log signed.
 */
async function contradictionOf(
  earlier: Checkpoint,
  { checkpoint, tiles }: PeerLog,
): Promise<readonly Uint8Array[] | undefined> {
  const [from, to] = [earlier.size, checkpoint.size]
  if (from < 1 || from > to) return undefined
  const path = await headPath(from, to, tiles)
  const both = { from, to, fromRoot: earlier.root, toRoot: checkpoint.root }
  if (isContradiction({ ...both, path })) return path
  const isWhole = from < to && Number.isInteger(Math.log2(from))
  verifyConsistency({ ...both, path: isWhole ? path.slice(1) : path })
  return undefined
}

function isSame(left: Checkpoint, right: Checkpoint): boolean {
  return left.size === right.size && equalBytes(left.root, right.root)
}
