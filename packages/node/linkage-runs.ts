import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { LinkageRun } from '@isthmus/contract'
import type { AuditLog } from './audit-log/index.ts'
import {
  LinkageError,
  type LinkageReader,
  type LinkageTransactor,
  type StartedRun,
  toLinkageFolder,
} from './linkage/index.ts'
import { type Clock, type Logger, NodeError, startRunProcess } from './platform/index.ts'

const programme = join(import.meta.dirname, 'linkage-run.ts')

/** The pairs of a large run pass through its main thread; records and keys do not count, they lie outside the heap. */
const heap = ['--max-semi-space-size=16', '--max-old-space-size=1024'] as const

export type LinkageRunsParts = {
  configFile: string
  /** The peer's own folder. */
  folder: string
  databaseUrl: string
  transactor: LinkageTransactor
  reader: LinkageReader
  auditLog: AuditLog
  clock: Clock
  logger: Logger
}

type Actor = { id: string; role: string; organisation: string }
type Running = { child: ChildProcess; closing: Promise<void>; cancelledBy?: Actor }

/** Starts linkage runs, each in a process of its own, ends them, and takes their outcome into the log. */
export class LinkageRuns {
  readonly #parts: LinkageRunsParts
  readonly #running = new Map<number, Running>()

  constructor(parts: LinkageRunsParts) {
    this.#parts = parts
  }

  /** Begins what `startLinkage` has opened. */
  async start(run: StartedRun, startedBy: Actor): Promise<LinkageRun> {
    const child = await this.#fork(run)
    const ended = new Promise<void>((resolve) => {
      child.once('error', () => resolve())
      child.once('exit', () => resolve())
    })
    const closing = ended
      .then(() => this.#finish(run, this.#running.get(run.id)?.cancelledBy ?? startedBy))
      .catch((fault: unknown) => {
        const code = fault instanceof NodeError ? fault.code : 'UNKNOWN'
        this.#parts.logger.error({ run: run.id, code }, 'a linkage run could not be closed')
      })
      .finally(() => this.#running.delete(run.id))
    this.#running.set(run.id, { child, closing })
    return this.#parts.reader.getRun(`r${run.id}`)
  }

  /**
   * Throws LinkageError RUN_NOT_FOUND, RUN_NOT_RUNNING; returns when the run has ended. A run that has lost its process
   * is closed as interrupted.
   */
  async cancel(id: string, cancelledBy: Actor): Promise<LinkageRun> {
    const { reader, auditLog } = this.#parts
    const run = await reader.getRun(id)
    if (run.state !== 'running') throw new LinkageError('RUN_NOT_RUNNING', `run ${run.id} has ended already`)
    const number = Number(run.id.slice(1))
    const running = this.#running.get(number)
    await auditLog.append({
      event: 'linkage.cancelled',
      operation: 'index',
      correlationId: randomUUID(),
      actor: cancelledBy,
      legalBasis: run.legalBasis,
      outcome: 'done',
      detail: { run: number, sources: run.sources.join(' ') },
    })
    if (running) {
      running.cancelledBy = cancelledBy
      if (running.child.connected) running.child.send('cancel')
      await running.closing
    } else await this.#finish({ id: number, sources: run.sources }, cancelledBy)
    return reader.getRun(id)
  }

  /** Ends all runs; returns when what they leave behind has been written. */
  async stop(): Promise<void> {
    const running = [...this.#running.values()]
    for (const { child } of running) child.kill('SIGTERM')
    await Promise.all(running.map(({ closing }) => closing))
  }

  async #fork(run: StartedRun): Promise<ChildProcess> {
    const { configFile, databaseUrl, transactor, clock } = this.#parts
    try {
      const words = [String(run.id), ...run.sources]
      return startRunProcess({ programme, words, configFile, databaseUrl, heap })
    } catch (cause) {
      const fault = 'the process of the run could not be started'
      await transactor.endRun(run.id, { state: 'failed', at: clock(), fault })
      throw cause
    }
  }

  /** The log says who ended the run: who cancelled it, otherwise who had started it. */
  async #finish({ id, sources }: StartedRun, actor: Actor): Promise<void> {
    const { folder, transactor, reader, auditLog, clock } = this.#parts
    // A process that was killed could not take its folder with it.
    rmSync(join(toLinkageFolder(folder), `r${id}`), { recursive: true, force: true })
    const fault = 'the process of the run ended before the run did'
    await transactor.endRun(id, { state: 'interrupted', at: clock(), fault })
    const run = await reader.getRun(`r${id}`)
    await auditLog.append({
      event: 'linkage.ended',
      operation: 'index',
      correlationId: randomUUID(),
      actor,
      legalBasis: run.legalBasis,
      outcome: run.state === 'done' ? 'done' : 'failed',
      ...(run.state === 'done' ? {} : { reason: run.state.toUpperCase() }),
      detail: { run: id, sources: sources.join(' '), pairs: run.pairs, clusters: run.clusters },
    })
  }
}
