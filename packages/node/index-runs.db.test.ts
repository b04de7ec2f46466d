import { readdirSync, readFileSync, renameSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { IndexRun, SearchEvent, SourceList } from '@isthmus/contract'
import type { TestEntry } from '@isthmus/testbed/test-log'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Api,
  allEvents,
  filler,
  grounds,
  indexRegister,
  kowalski,
  startTestFederation,
  type TestFederation,
  type TestPeer,
  writeRegister,
} from './test-federation.ts'

let federation: TestFederation
let peer: TestPeer
let operator: Api
let officer: Api

const runs = '/api/sources/register-north/runs'

beforeAll(async () => {
  federation = await startTestFederation()
  peer = federation.peer('north')
  operator = await peer.as('north-operator')
  officer = await peer.as('north-officer')
}, 120_000)

afterAll(() => federation?.close())

async function ownHits(): Promise<string[]> {
  const response = await officer('POST', '/api/searches', {
    subject: { family: 'Kowalski', given: 'Zbigniew', birth: '1962-03-04' },
    ...grounds,
  })
  const events: SearchEvent[] = await allEvents(response)
  return events.flatMap((event) =>
    event.event === 'answer' && event.answer.peerId === 'north'
      ? event.answer.hits.map(({ reference }) => reference)
      : [],
  )
}

async function latestRun(isGood: (run: IndexRun) => boolean): Promise<IndexRun> {
  for (;;) {
    const run = (await (await operator('GET', `${runs}/latest`)).json()) as IndexRun
    if (isGood(run)) return run
    await sleep(20)
  }
}

it('a run says what was added, changed and deleted since the one before', async () => {
  const [first, second, ...others] = filler
  writeRegister(peer.sourceFile, [
    { id: 'north-1', ...kowalski },
    { ...first, given: 'Changed' },
    ...others,
    { id: 'new-1', family: 'Newmann', given: 'Nina' },
    { id: 'new-2', family: 'Newmann', given: 'Nora' },
  ])
  expect(second).toBeDefined()
  expect(await indexRegister(peer)).toMatchObject({
    state: 'answering',
    added: 2,
    changed: 1,
    deleted: 1,
    rejected: 0,
    persons: filler.length + 2,
  })
  expect(await ownHits()).toEqual(['north-1'])
})

it('rows that are no record are counted and named, and the others answer', async () => {
  writeRegister(peer.sourceFile, [
    { id: 'north-1', ...kowalski },
    { family: 'Without', given: 'Reference' },
    { id: 'north-1', ...kowalski },
    ...filler,
  ])
  const run = await indexRegister(peer)
  expect(run).toMatchObject({ state: 'answering', rejected: 2, persons: filler.length + 1 })
  expect(run.rejections).toHaveLength(2)
  for (const { place, reason } of run.rejections) expect(`${place} ${reason}`).toMatch(/line \d+/)
  expect(JSON.stringify(run)).not.toMatch(/Kowalski|Without/)
})

it('a run that fails says why, and the generation before goes on answering', async () => {
  renameSync(peer.sourceFile, `${peer.sourceFile}.away`)
  const run = await indexRegister(peer)
  expect(run).toMatchObject({ state: 'failed', fault: expect.stringContaining('not there') })
  renameSync(`${peer.sourceFile}.away`, peer.sourceFile)
  expect(await ownHits()).toEqual(['north-1'])
})

describe('a source from which most records are gone', () => {
  const whole = [{ id: 'north-1', ...kowalski }, ...filler]

  it('is held back, says how many would go, and the generation before goes on answering', async () => {
    writeRegister(peer.sourceFile, whole)
    await indexRegister(peer)
    writeRegister(peer.sourceFile, filler.slice(0, 1))
    const run = await indexRegister(peer)
    expect(run).toMatchObject({
      ...{ state: 'held', persons: 1, deleted: filler.length },
      fault: `the run would take ${filler.length} of ${whole.length} records out of the index of register-north`,
    })
    const { sources } = (await (await operator('GET', '/api/sources')).json()) as SourceList
    expect(sources).toMatchObject([{ state: 'answering', persons: whole.length }])
    expect(await entryOf(run.id)).toMatchObject({ outcome: 'refused', reason: 'DELETIONS_UNCONFIRMED' })
  })

  it('is held back again when one record more is gone than was confirmed', async () => {
    const mayDelete = filler.length - 1
    expect((await operator('POST', runs, { mayDelete })).status).toBe(200)
    expect(await latestRun(({ state }) => state !== 'running')).toMatchObject({ state: 'held' })
  })

  it('answers anew once so many are confirmed, and the log says so', async () => {
    expect((await operator('POST', runs, { mayDelete: filler.length })).status).toBe(200)
    const run = await latestRun(({ state }) => state !== 'running')
    expect(run).toMatchObject({ state: 'answering', persons: 1, deleted: filler.length })
    expect(await ownHits()).toEqual([])
    expect(await entryOf(run.id)).toMatchObject({ outcome: 'done', detail: { mayDelete: filler.length } })
    writeRegister(peer.sourceFile, whole)
    await indexRegister(peer)
  })
})

it('of two that are started at once one runs, and the other is refused', async () => {
  const answers = await Promise.all([operator('POST', runs, {}), operator('POST', runs, {})])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const refused = answers.find(({ status }) => status === 409)
  expect(await refused?.json()).toMatchObject({ code: 'RUN_ALREADY_RUNNING' })
  await latestRun(({ state }) => state !== 'running')
})

it('a run whose process is killed is interrupted, is logged, and can be started again', async () => {
  expect((await operator('POST', runs, {})).status).toBe(200)
  const running = await latestRun(({ state }) => state === 'running')
  process.kill(processOf(running.id), 'SIGKILL')
  const run = await latestRun(({ state }) => state !== 'running')
  expect(run).toMatchObject({ id: running.id, state: 'interrupted', fault: expect.any(String) })
  const entry = await entryOf(running.id)
  expect(entry).toMatchObject({ outcome: 'failed' })
  expect(await ownHits()).toEqual(['north-1'])
  expect(await indexRegister(peer)).toMatchObject({ state: 'answering' })
})

it('a peer that stops ends its runs and says so', async () => {
  expect((await operator('POST', runs, {})).status).toBe(200)
  await peer.stop()
  const [row] = await peer.database.query<{ state: string }>(
    'select state from intake.run order by id desc limit 1',
  )
  expect(row?.state).toBe('interrupted')
  await peer.start()
})

/** The process of a run, found by its arguments: only what this test has started. */
function processOf(runId: number): number {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const [, ...words] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      const parent = /\) \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]
      const isRun = words.some((word) => word.endsWith('index-run.ts')) && words.includes(String(runId))
      if (isRun && parent === String(process.pid)) return Number(pid)
    } catch {
      // It ended while it was looked at.
    }
  }
  throw new RangeError(`run ${runId} has no process`)
}

/** The entry of a run, which is written soon after the run has ended. */
async function entryOf(runId: number): Promise<TestEntry | undefined> {
  for (let tries = 0; tries < 100; tries += 1) {
    const entries = await peer.entries({ events: ['source.indexed'] })
    const entry = entries.find(({ detail }) => String(detail?.run) === String(runId))
    if (entry) return entry
    await sleep(50)
  }
  return undefined
}
