import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openTestLog, testLogKey } from '@isthmus/testbed/test-log'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import {
  type Database,
  type EmbeddedPostgres,
  migrate,
  openDatabase,
  startEmbeddedPostgres,
} from '../platform/index.ts'
import { AuditLogReader, type LoggedEntry } from './index.ts'
import type { Acknowledged } from './test-append-process.ts'

let folder: string
let store: EmbeddedPostgres
const running: ChildProcess[] = []

// A PostgreSQL that makes durable what it says is durable, unlike that of other tests.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-killed-'))
  chmodSync(folder, 0o755)
  store = await startEmbeddedPostgres({ folder: join(folder, 'store'), log: () => {} })
})

afterAll(async () => {
  await store.stop()
  rmSync(folder, { recursive: true, force: true })
})

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

async function createDatabase(name: string): Promise<{ url: string; database: Database }> {
  const url = await store.createDatabase(name, { role: name, password: name })
  const database = openDatabase({ connectionString: url, connections: 3 })
  await migrate(database)
  return { url, database }
}

/** Appends until it is killed; gives what had been acknowledged to it by then. */
async function appendUntilKilled(url: string, afterMs: number): Promise<Acknowledged[]> {
  const child = fork(join(import.meta.dirname, 'test-append-process.ts'), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  running.push(child)
  const acknowledged: Acknowledged[] = []
  child.on('message', (one: Acknowledged) => acknowledged.push(one))
  child.send(url)
  await once(child, 'message')
  await pause(afterMs)
  child.kill('SIGKILL')
  await once(child, 'exit')
  return acknowledged
}

async function readAll(database: Database): Promise<Map<number, LoggedEntry>> {
  const entries = new Map<number, LoggedEntry>()
  for await (const entry of new AuditLogReader(database, testLogKey).streamEntries())
    entries.set(entry.index, entry)
  return entries
}

/**
 * When one of its processes is killed, PostgreSQL ends all others and recovers from its log. Until then the dead process
 * stays in its table of processes, and an answer may still come from a connection that is about to be cut.
 */
async function waitForRecovery(database: Database, killed: number): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await database.query('select 1 from pg_stat_activity where pid = $1', [killed])).toEqual([])
    },
    { timeout: 60_000, interval: 200 },
  )
}

it('a process that is killed while it appends has lost nothing that was acknowledged, and left no gap', async () => {
  const { url, database } = await createDatabase('killed')
  const acknowledged: Acknowledged[] = []
  for (let round = 0; round < 8; round += 1)
    acknowledged.push(...(await appendUntilKilled(url, Math.random() * 300)))
  const log = await openTestLog(database)
  const entries = await readAll(database)
  expect(acknowledged.length).toBeGreaterThan(0)
  expect(new Set(acknowledged.map(({ index }) => index)).size).toBe(acknowledged.length)
  for (const { index, correlationId } of acknowledged)
    expect(entries.get(index)?.correlationId, `entry ${index}`).toBe(correlationId)
  expect(await log.verify()).toEqual(log.state())
  // A work's effect is there if and only if its entry is.
  const orphans = await database.query(
    'select 1 from public.effect f where not exists (select 1 from audit_log.entry e where e.correlation_id = f.correlation_id)',
  )
  expect(orphans).toEqual([])
  await database.close()
}, 120_000)

it('a PostgreSQL that is killed while the log appends comes back with everything that was acknowledged', async () => {
  const { database } = await createDatabase('crashed')
  const log = await openTestLog(database)
  const acknowledged: { index: number; correlationId: string }[] = []
  let isOver = false
  let failures = 0
  const appendOn = async (): Promise<void> => {
    while (!isOver) {
      const correlationId = randomUUID()
      const event = { event: 'peer.started', operation: 'config', correlationId, outcome: 'done' } as const
      await log.append(event).then(
        (references) => acknowledged.push(...references.map(({ index }) => ({ index, correlationId }))),
        async () => {
          failures += 1
          await pause(20)
        },
      )
    }
  }
  const appending = Promise.all([1, 2, 3, 4].map(appendOn))
  for (let round = 0; round < 4; round += 1) {
    await pause(100 + Math.random() * 300)
    const [backend] = await database
      .query<{ pid: number }>(
        "select pid from pg_stat_activity where datname = 'crashed' and pid <> pg_backend_pid() limit 1",
      )
      .catch(() => [])
    if (!backend) continue
    process.kill(backend.pid, 'SIGKILL')
    await waitForRecovery(database, backend.pid)
  }
  isOver = true
  await appending
  const entries = await readAll(database)
  expect(failures).toBeGreaterThan(0)
  for (const { index, correlationId } of acknowledged)
    expect(entries.get(index)?.correlationId, `entry ${index}`).toBe(correlationId)
  const again = await openTestLog(database)
  expect(await again.verify()).toEqual(again.state())
  await database.close()
}, 120_000)
