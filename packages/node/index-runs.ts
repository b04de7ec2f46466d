import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { IndexRequest } from '@isthmus/contract'
import type { AuditEvent, AuditLog } from './audit-log/index.ts'
import type { IntakeTransactor, OpenSources } from './intake/index.ts'
import { boundedHeap, type Clock, type Logger, NodeError, startRunProcess } from './platform/index.ts'

const programme = join(import.meta.dirname, 'index-run.ts')

export type IndexRunsParts = {
  configFile: string
  databaseUrl: string
  indexKey: Buffer
  transactor: IntakeTransactor
  sources: OpenSources
  auditLog: AuditLog
  clock: Clock
  logger: Logger
}

type Starter = { id: string; role: string; organisation: string }
const outcomes = ['answering', 'held', 'failed'] as const
type RunOutcome = (typeof outcomes)[number]
type Order = { sourceId: string } & IndexRequest

/** Starts intake runs, each in a process of its own, and takes their outcome into the log and the list of sources. */
export class IndexRuns {
  readonly #parts: IndexRunsParts
  readonly #running = new Map<ChildProcess, Promise<void>>()

  constructor(parts: IndexRunsParts) {
    this.#parts = parts
  }

  /** Returns when the run has begun. Throws IntakeError SOURCE_NOT_FOUND, RUN_ALREADY_RUNNING. */
  async start({ sourceId, mayDelete }: Order, startedBy: Starter): Promise<number> {
    this.#parts.sources.getEntry(sourceId)
    const runId = await this.#parts.transactor.startRun(sourceId, this.#parts.clock())
    const { configFile, databaseUrl } = this.#parts
    const words = [sourceId, String(runId), ...(mayDelete === undefined ? [] : [String(mayDelete)])]
    const child = startRunProcess({ programme, words, configFile, databaseUrl, heap: boundedHeap })
    // Over the channel: arguments and environment of a process are open to whoever may look at it.
    child.send({ indexKey: this.#parts.indexKey.toString('base64url') }, () => {})
    const closing = outcomeOf(child)
      .then((outcome) => this.#finish({ sourceId, mayDelete, runId, outcome, startedBy }))
      .catch((fault: unknown) => {
        const code = fault instanceof NodeError ? fault.code : 'UNKNOWN'
        this.#parts.logger.error({ source: sourceId, run: runId, code }, 'an intake run could not be closed')
      })
      .finally(() => this.#running.delete(child))
    this.#running.set(child, closing)
    return runId
  }

  /** Ends all runs; returns when what they leave behind has been written. */
  async stop(): Promise<void> {
    for (const child of this.#running.keys()) child.kill('SIGTERM')
    await Promise.all(this.#running.values())
  }

  async #finish(run: {
    sourceId: string
    mayDelete: number | undefined
    runId: number
    outcome: RunOutcome
    startedBy: Starter
  }): Promise<void> {
    const { transactor, sources, auditLog, clock } = this.#parts
    await transactor.closeIfRunning(run.runId, clock())
    await sources.refresh()
    const entry = sources.getEntry(run.sourceId)
    await auditLog.append({
      event: 'source.indexed',
      operation: 'index',
      correlationId: randomUUID(),
      actor: run.startedBy,
      ...toLogged(run.outcome),
      detail: {
        ...{ source: run.sourceId, run: run.runId, persons: entry.persons, things: entry.things },
        ...(run.mayDelete === undefined ? {} : { mayDelete: run.mayDelete }),
      },
    })
  }
}

function toLogged(outcome: RunOutcome): Pick<AuditEvent, 'outcome' | 'reason'> {
  if (outcome === 'held') return { outcome: 'refused', reason: 'DELETIONS_UNCONFIRMED' }
  return { outcome: outcome === 'answering' ? 'done' : 'failed' }
}

/** What the process of a run says before it ends; one that ends without a word, or never began, has failed. */
function outcomeOf(child: ChildProcess): Promise<RunOutcome> {
  return new Promise((resolve) => {
    let outcome: RunOutcome = 'failed'
    child.on('message', (message) => {
      if (typeof message !== 'object' || !('outcome' in message)) return
      outcome = outcomes.find((known) => known === message.outcome) ?? outcome
    })
    child.once('error', () => resolve('failed'))
    child.once('exit', () => resolve(outcome))
  })
}
