import { type ChildProcess, fork } from 'node:child_process'
import type { PeerConfig } from '@isthmus/contract'
import { readConfig } from './config.ts'
import { type Database, type DatabaseOptions, openDatabase } from './database.ts'
import { readEnvironment } from './environment.ts'
import { onParentGone } from './lifeline.ts'

export type RunStart = {
  /** File whose `main` goes through `startRunMain`. */
  programme: string
  /** What the run is told; open to whoever may look at the process. */
  words: readonly string[]
  configFile: string
  databaseUrl: string
  /** Bounds of V8, as `boundedHeap`. */
  heap: readonly string[]
}

/** Starts the process of one run, apart from the peer's, with a channel between the two. */
export function startRunProcess({ programme, words, configFile, databaseUrl, heap }: RunStart): ChildProcess {
  return fork(programme, words, {
    execArgv: ['--disable-warning=ExperimentalWarning', ...heap],
    env: { ...process.env, ISTHMUS_CONFIG: configFile, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

export type RunProcess = {
  config: PeerConfig
  database: Database
  /** Aborted when the peer has ended. */
  stop: AbortController
}

/** What a run stands on, in the process that `startRunProcess` has started. Throws TypeError in any other. */
export function openRunProcess(
  options: Pick<DatabaseOptions, 'applicationName' | 'connections'>,
): RunProcess {
  const { configFile, databaseUrl } = readEnvironment()
  if (!configFile || !databaseUrl) throw new TypeError('a run is started by its peer only')
  const config = readConfig(configFile)
  const database = openDatabase({ connectionString: databaseUrl, ...options })
  const stop = new AbortController()
  onParentGone(() => stop.abort(new Error('the peer has ended')))
  return { config, database, stop }
}

/** Runs the `main` of a run's process; the log learns a fault's name and nothing of the records that it may hold. */
export function startRunMain(main: () => Promise<void>): void {
  main().catch((fault: unknown) => {
    console.error(fault instanceof Error ? fault.name : 'unforeseen fault')
    process.exit(1)
  })
}
