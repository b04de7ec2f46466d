import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { AuditEvent, AuditLog } from '../audit-log/index.ts'
import type { Clock, Logger } from '../platform/index.ts'
import { mergeTallies, type RaisedIncident, type Tally, tallyKeyOf, toTally } from './raised.ts'
import type { IncidentTransactor } from './transactor.ts'

export type IncidentParts = {
  transactor: Pick<IncidentTransactor, 'count'>
  auditLog: Pick<AuditLog, 'appendWith'>
  isKnownPeer: (id: string) => boolean
  clock: Clock
  logger: Pick<Logger, 'warn'>
}

/** After a write the next one waits this long, so that a flood becomes one write a second. */
const pauseMs = 1_000

/**
 * Where every room reports what went wrong. `raise` returns at once and never throws; what it was told is counted in
 * memory, one tally for each kind and counterpart, and written soon after. A database that cannot be written to is tried
 * again until it can: the tallies stay, and their number is bounded by the kinds and the peers of the trust list.
 */
export class Incidents {
  readonly #parts: IncidentParts
  #tallies = new Map<string, Tally>()
  #writing: Promise<void> | undefined
  #pause: NodeJS.Timeout | undefined
  /** Who raises may be in the middle of a work of the audit log, which lets nothing below it wait for another entry. */
  readonly #outside = AsyncLocalStorage.snapshot()

  constructor(parts: IncidentParts) {
    this.#parts = parts
  }

  raise(raised: RaisedIncident): void {
    try {
      const { clock, isKnownPeer } = this.#parts
      const tally = toTally(raised, { at: clock(), isKnownPeer })
      this.#add(tally)
      if (!this.#writing && !this.#pause) this.#writing = this.#outside(() => this.#write())
    } catch (fault) {
      this.#warnOfFault(fault)
    }
  }

  /** Resolves when what has been raised is written, or has been tried. */
  async settle(): Promise<void> {
    await this.#writing
    if (this.#tallies.size > 0) await this.#write()
  }

  /** Writes what is left, once. */
  async stop(): Promise<void> {
    await this.settle()
    clearTimeout(this.#pause)
  }

  #add(tally: Tally): void {
    const key = tallyKeyOf(tally)
    const before = this.#tallies.get(key)
    this.#tallies.set(key, before ? mergeTallies(before, tally) : tally)
  }

  async #write(): Promise<void> {
    clearTimeout(this.#pause)
    this.#pause = undefined
    // Whatever is raised in this turn of the loop is one write.
    await new Promise(setImmediate)
    const batch = [...this.#tallies.values()]
    this.#tallies = new Map()
    for (const tally of batch) await this.#writeOne(tally)
    this.#writing = undefined
    this.#pause = setTimeout(() => {
      this.#pause = undefined
      if (this.#tallies.size > 0) this.#writing = this.#write()
    }, pauseMs).unref()
  }

  async #writeOne(tally: Tally): Promise<void> {
    const { kind, counterpart, count } = tally
    const { auditLog, logger, transactor } = this.#parts
    logger.warn({ incident: kind, count, ...(counterpart ? { counterpart } : {}) }, 'incident')
    try {
      await auditLog.appendWith(async (transaction) => {
        const isNew = await transactor.count(transaction, tally)
        return { events: isNew ? [toRaisedEvent(tally)] : [], result: undefined }
      })
    } catch (fault) {
      this.#warnOfFault(fault)
      this.#keep(tally)
    }
  }

  /** To be written next time, before whatever was raised meanwhile. */
  #keep(tally: Tally): void {
    const key = tallyKeyOf(tally)
    const later = this.#tallies.get(key)
    this.#tallies.set(key, later ? mergeTallies(tally, later) : tally)
  }

  #warnOfFault(fault: unknown): void {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'FAULT'
    this.#parts.logger.warn({ code }, 'an incident could not be written; it is kept in memory')
  }
}

function toRaisedEvent({ kind, counterpart, correlationId }: Tally): AuditEvent {
  return {
    event: 'incident.raised',
    operation: 'config',
    correlationId: correlationId ?? randomUUID(),
    outcome: 'done',
    detail: { kind },
    ...(counterpart ? { counterpart } : {}),
  }
}
