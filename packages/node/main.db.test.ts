import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestDatabase } from '@isthmus/testbed/postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestPeer } from './test-federation.ts'
import { type Ending, type MainStage, openMainStage, runMain } from './test-main.ts'

let stage: MainStage
let peer: TestPeer
let spare: TestDatabase

beforeAll(async () => {
  stage = await openMainStage()
  peer = stage.peer
  spare = stage.spare
}, 120_000)

afterAll(() => stage?.close())

const run = (environment: Record<string, string>): Promise<Ending> =>
  runMain({ DATABASE_URL: spare.connectionString, ...environment })

it('a start on a port that is taken says so, ends, and leaves nothing running', async () => {
  const { code, words } = await run({ ISTHMUS_CONFIG: peer.configFile })
  expect({ code, words: words.trim() }).toEqual({
    code: 1,
    words: expect.stringMatching(/^port \d+ is taken by another program\. stop it, or choose another port$/),
  })
})

it('a start on the database of a peer that runs says so and ends', async () => {
  const { code, words } = await run({ ISTHMUS_CONFIG: peer.configFile, DATABASE_URL: peer.databaseUrl })
  expect({ code, words: words.trim() }).toEqual({
    code: 1,
    words: expect.stringMatching(/another peer runs on this database\. stop that peer/),
  })
})

it('a start without a configuration, or without a database, ends with a sentence and no stack', async () => {
  const [none, away] = await Promise.all([
    run({}),
    run({ ISTHMUS_CONFIG: peer.configFile, DATABASE_URL: 'postgres://x:secret@127.0.0.1:1/z' }),
  ])
  expect(none).toEqual({ code: 1, words: expect.stringContaining('ISTHMUS_CONFIG is not set') })
  expect(away).toEqual({ code: 1, words: expect.stringContaining('the database does not answer') })
  for (const { words } of [none, away]) expect(words).not.toMatch(/secret|\.ts:\d+/)
})

it('a start with keys that are damaged or not its own ends without repeating them', async () => {
  const file = join(peer.folder, 'secrets', 'peer-keys.json')
  writeFileSync(file, '{"secrets":{"signing":"VERYSECRET')
  const { code, words } = await run({ ISTHMUS_CONFIG: peer.configFile })
  expect(code).toBe(1)
  expect(words).toContain('peer-keys.json holds no keys of a peer')
  expect(words).not.toContain('VERYSECRET')
})
