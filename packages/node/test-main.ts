import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type TestDatabase, testDatabase } from '@isthmus/testbed/postgres'
import { startTestFederation, type TestPeer } from './test-federation.ts'

export const mainFile = join(import.meta.dirname, 'main.ts')
export const execArgv = ['--disable-warning=ExperimentalWarning']

/** What a programme that ended has said on standard error. */
export type Ending = { code: number | null; words: string }

/** Starts the programme as it is started in earnest, and returns when it has ended by itself. */
export function runMain(environment: Record<string, string>, given: readonly string[] = []): Promise<Ending> {
  const child = spawn(process.execPath, [...execArgv, mainFile, ...given], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    timeout: 30_000,
  })
  let words = ''
  child.stderr.on('data', (chunk) => {
    words += String(chunk)
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, words })))
}

/** A peer that runs, and a database on which no peer runs. */
export type MainStage = { peer: TestPeer; spare: TestDatabase; close: () => Promise<void> }

export async function openMainStage(): Promise<MainStage> {
  const federation = await startTestFederation()
  const spare = await testDatabase()
  return {
    peer: federation.peer('north'),
    spare,
    close: async () => {
      await federation.close()
      await spare.drop()
    },
  }
}
