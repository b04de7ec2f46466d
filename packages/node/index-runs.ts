import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { AuditLog } from './audit-log/index.ts'
import type { IntakeTransactor, OpenSources } from './intake/index.ts'
import type { Clock, Logger } from './platform/index.ts'

const programme = join(import.meta.dirname, 'index-run.ts')

export type IndexRunsParts = {
  configFile: string
  databaseUrl: string
  transactor: IntakeTransactor
  sources: OpenSources
  auditLog: AuditLog
  clock: Clock
  logger: Logger
}

/** Starts intake runs, each in a process of its own, and takes their outcome into the log and the list of sources. */
export class IndexRuns {
  readonly #parts: IndexRunsParts
  readonly #running = new Set<ChildProcess>()

  constructor(parts: IndexRunsParts) {
    this.#parts = parts
  }

  /** Returns when the run has begun. Throws IntakeError SOURCE_NOT_FOUND, RUN_ALREADY_RUNNING. */
  async start(sourceId: string, startedBy: { id: string; role: string; organisation: string }): Promise<number> {
    this.#parts.sources.getEntry(sourceId)
    const runId = await this.#parts.transactor.startRun(sourceId, this.#parts.clock())
    const child = fork(programme, [sourceId, String(runId)], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: { ...process.env, ISTHMUS_CONFIG: this.#parts.configFile, DATABASE_URL: this.#parts.databaseUrl },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#running.add(child)
    let outcome = 'failed'
    child.on('message', (message: { outcome?: string }) => {
      outcome = message.outcome ?? outcome
    })
    child.once('exit', () => {
      this.#running.delete(child)
      this.#finish({ sourceId, runId, outcome, startedBy }).catch((fault: unknown) => {
        this.#parts.logger.error({ sourceId, fault: fault instanceof Error ? fault.message : 'unknown' }, 'an intake run could not be closed')
      })
    })
    return runId
  }

  stop(): void {
    for (const child of this.#running) child.kill('SIGTERM')
  }

  async #finish(run: { sourceId: string; runId: number; outcome: string; startedBy: { id: string; role: string; organisation: string } }): Promise<void> {
    const { transactor, sources, auditLog, clock } = this.#parts
    await transactor.closeIfRunning(run.runId, clock())
    await sources.refresh()
    const entry = sources.getEntry(run.sourceId)
    await auditLog.append({
      event: 'source.indexed',
      operation: 'index',
      correlationId: randomUUID(),
      actor: run.startedBy,
      outcome: run.outcome === 'answering' ? 'done' : 'failed',
      detail: { source: run.sourceId, run: run.runId, persons: entry.persons, things: entry.things },
    })
  }
}
