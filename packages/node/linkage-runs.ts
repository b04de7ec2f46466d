import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { LinkageRun } from '@isthmus/contract'
import type { AuditLog } from './audit-log/index.ts'
import { LinkageError, type LinkageReader, type LinkageTransactor, type StartedRun } from './linkage/index.ts'
import { type Clock, type Logger, NodeError } from './platform/index.ts'

const programme = join(import.meta.dirname, 'linkage-run.ts')

/** The pairs of a large run pass through its main thread; records and keys do not count, they lie outside the heap. */
const boundedHeap = ['--max-semi-space-size=16', '--max-old-space-size=1024'] as const

export type LinkageRunsParts = {
  configFile: string
  databaseUrl: string
  transactor: LinkageTransactor
  reader: LinkageReader
  auditLog: AuditLog
  clock: Clock
  logger: Logger
}

type Actor = { id: string; role: string; organisation: string }

/** Starts linkage runs, each in a process of its own, ends them, and takes their outcome into the log. */
export class LinkageRuns {
  readonly #parts: LinkageRunsParts
  readonly #running = new Map<number, { child: ChildProcess; closing: Promise<void> }>()

  constructor(parts: LinkageRunsParts) {
    this.#parts = parts
  }

  /** Begins what `startLinkage` has opened. */
  async start(run: StartedRun, startedBy: Actor): Promise<LinkageRun> {
    const child = fork(programme, [String(run.id), ...run.sources], {
      execArgv: ['--disable-warning=ExperimentalWarning', ...boundedHeap],
      env: { ...process.env, ISTHMUS_CONFIG: this.#parts.configFile, DATABASE_URL: this.#parts.databaseUrl },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const ended = new Promise<void>((resolve) => {
      child.once('error', () => resolve())
      child.once('exit', () => resolve())
    })
    const closing = ended
      .then(() => this.#finish(run, startedBy))
      .catch((fault: unknown) => {
        const code = fault instanceof NodeError ? fault.code : 'UNKNOWN'
        this.#parts.logger.error({ run: run.id, code }, 'a linkage run could not be closed')
      })
      .finally(() => this.#running.delete(run.id))
    this.#running.set(run.id, { child, closing })
    return this.#parts.reader.getRun(`r${run.id}`)
  }

  /** Throws LinkageError RUN_NOT_FOUND, RUN_NOT_RUNNING; returns when the run has ended. */
  async cancel(id: string): Promise<LinkageRun> {
    const run = await this.#parts.reader.getRun(id)
    const running = this.#running.get(Number(run.id.slice(1)))
    if (run.state !== 'running' || !running)
      throw new LinkageError('RUN_NOT_RUNNING', `run ${run.id} has ended already`)
    if (running.child.connected) running.child.send('cancel')
    await running.closing
    return this.#parts.reader.getRun(id)
  }

  /** Ends all runs; returns when what they leave behind has been written. */
  async stop(): Promise<void> {
    const running = [...this.#running.values()]
    for (const { child } of running) child.kill('SIGTERM')
    await Promise.all(running.map(({ closing }) => closing))
  }

  async #finish({ id, sources }: StartedRun, startedBy: Actor): Promise<void> {
    const { transactor, reader, auditLog, clock } = this.#parts
    const fault = 'the process of the run ended before the run did'
    await transactor.endRun(id, { state: 'interrupted', at: clock(), fault })
    const run = await reader.getRun(`r${id}`)
    await auditLog.append({
      event: 'linkage.ended',
      operation: 'index',
      correlationId: randomUUID(),
      actor: startedBy,
      legalBasis: run.legalBasis,
      outcome: run.state === 'done' ? 'done' : 'failed',
      ...(run.state === 'done' ? {} : { reason: run.state.toUpperCase() }),
      detail: { run: id, sources: sources.join(' '), pairs: run.pairs, clusters: run.clusters },
    })
  }
}
