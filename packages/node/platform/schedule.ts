import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import { framesOf } from './error.ts'
import type { Logger } from './logger.ts'

export type Job = {
  /** Kebab-case; what the job is remembered by. */
  name: string
  /** Time between the beginnings of two runs. */
  everyMs: number
  run: (signal: AbortSignal) => Promise<unknown>
}

export type ScheduleParts = { database: Database; clock: Clock; logger: Pick<Logger, 'error' | 'info'> }

const lookEveryMs = 60_000

/**
 * Runs the peer's recurring jobs, one after the other, and remembers when each last began: what was due while the peer was
 * down is caught up at the next start. One peer holds the database (`lockDatabase`), so no other process runs the same job,
 * and a queue with workers of its own would guard against what cannot happen here.
 */
export class Schedule {
  readonly #parts: ScheduleParts
  readonly #jobs: Job[] = []
  readonly #stopping = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined

  constructor(parts: ScheduleParts) {
    this.#parts = parts
  }

  add(job: Job): void {
    this.#jobs.push(job)
  }

  /** Looks for the first time after a minute: a peer that starts has other things to do. */
  start(): void {
    this.#timer = setInterval(() => void this.runDue(), lookEveryMs).unref()
  }

  /** Resolves when what runs has ended; jobs are told by their signal. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopping.abort()
    await this.#running
  }

  /** Runs whatever is due now; never throws. A call while another runs waits for that one. */
  async runDue(): Promise<void> {
    this.#running ??= this.#runDue().finally(() => {
      this.#running = undefined
    })
    await this.#running
  }

  async #runDue(): Promise<void> {
    for (const job of this.#jobs) {
      if (this.#stopping.signal.aborted) return
      try {
        if (await this.#begin(job)) await this.#run(job)
      } catch (fault) {
        this.#report(job, fault)
      }
    }
  }

  /** False when the job is not due yet. */
  async #begin({ name, everyMs }: Job): Promise<boolean> {
    const now = this.#parts.clock()
    const begun = await this.#parts.database.query(
      `insert into platform.job as j (name, started_at) values ($1, $2)
       on conflict (name) do update set started_at = excluded.started_at, ended_at = null, fault = null
        where j.started_at <= $3 returning name`,
      [name, now, new Date(now.getTime() - everyMs)],
    )
    return begun.length > 0
  }

  async #run(job: Job): Promise<void> {
    let fault: unknown
    try {
      await job.run(this.#stopping.signal)
    } catch (cause) {
      fault = cause
      this.#report(job, cause)
    }
    await this.#parts.database.query('update platform.job set ended_at = $2, fault = $3 where name = $1', [
      job.name,
      this.#parts.clock(),
      fault === undefined ? null : codeOf(fault),
    ])
  }

  #report({ name }: Job, fault: unknown): void {
    const stack = fault instanceof Error ? framesOf(fault) : ''
    this.#parts.logger.error({ job: name, code: codeOf(fault), stack }, 'a recurring job failed')
  }
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code).slice(0, 60) : 'FAULT'
}
