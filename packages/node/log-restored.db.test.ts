import { type TestDatabase, testDatabase } from '@isthmus/testbed/postgres'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createPeer, type Peer } from './node.ts'
import { startTestFederation, type TestFederation, type TestPeer } from './test-federation.ts'
import { type Ending, runMain } from './test-main.ts'

let federation: TestFederation
let north: TestPeer
/** What is left after a disk broke and there is no backup at all. */
let empty: TestDatabase
let running: Peer | undefined

const why = ['--log-restored', 'the disk broke']

beforeAll(async () => {
  federation = await startTestFederation()
  north = federation.peer('north')
  empty = await testDatabase()
  const { database } = federation.peer('south')
  await vi.waitFor(async () => {
    const seen = await database.query("select 1 from witness.log where origin = 'isthmus.eu/test/north'")
    expect(seen).toHaveLength(1)
  }, 20_000)
}, 120_000)

afterAll(async () => {
  await running?.stop()
  await federation?.close()
  await empty?.drop()
})

const onEmpty = (given: readonly string[] = []): Promise<Ending> =>
  runMain({ ISTHMUS_CONFIG: north.configFile, DATABASE_URL: empty.connectionString }, given)

it('a peer whose log is whole does not begin it anew', async () => {
  await north.stop()
  const environment = { ISTHMUS_CONFIG: north.configFile, DATABASE_URL: north.databaseUrl }
  const { code, words } = await runMain(environment, why)
  expect({ code, words }).toEqual({
    code: 1,
    words: expect.stringContaining('no peer that answers has seen more'),
  })
}, 60_000)

it('a peer that has lost entries which others have seen does not start, and says what to do', async () => {
  const { code, words } = await onEmpty()
  expect({ code, words }).toEqual({
    code: 1,
    words: expect.stringMatching(
      /others have seen \d+ entries of isthmus\.eu\/test\/north .*--log-restored/s,
    ),
  })
}, 60_000)

it('once an administrator has stated it, the peer starts with another log, and its witnesses are told', async () => {
  expect(await onEmpty(why)).toMatchObject({ code: 0 })
  running = await createPeer(north.configFile, {
    configFile: north.configFile,
    databaseUrl: empty.connectionString,
    logLevel: 'error',
  })
  await running.listen()
  const { database } = federation.peer('south')
  await vi.waitFor(async () => {
    const raised = await database.query(
      "select counterpart from incident.incident where kind = 'log-restored'",
    )
    expect(raised).toEqual([{ counterpart: 'north' }])
    const origins = await database.query<{ origin: string }>(
      "select origin from witness.log where origin like '%north%' order by origin",
    )
    expect(origins).toEqual([{ origin: 'isthmus.eu/test/north' }, { origin: 'isthmus.eu/test/north/2' }])
  }, 30_000)
}, 90_000)
