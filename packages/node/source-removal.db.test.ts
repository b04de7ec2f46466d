import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { SearchEvent, SourceList } from '@isthmus/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LinkageTransactor } from './linkage/index.ts'
import {
  type Api,
  allEvents,
  grounds,
  startTestFederation,
  type TestFederation,
  type TestPeer,
} from './test-federation.ts'

const path = '/api/sources/register-north'

let federation: TestFederation
let peer: TestPeer
let operator: Api

beforeAll(async () => {
  federation = await startTestFederation()
  peer = federation.peer('north')
  operator = await peer.as('north-operator')
}, 120_000)

afterAll(() => federation?.close())

async function startLinkage(): Promise<number> {
  const [row] = await peer.database.query<{ id: bigint }>(
    `insert into linkage.run (sources, state, legal_basis, started_at, started_by)
     values ('{register-north}', 'running', 'LED art. 4(1)(d)', now(), 'nikos') returning id`,
  )
  return Number(row?.id)
}

async function countRows(): Promise<number> {
  const [row] = await peer.database.query<{ rows: bigint }>(
    `select (select count(*) from intake.source) + (select count(*) from intake.run)
          + (select count(*) from matching.generation) + (select count(*) from matching.posting)
          + (select count(*) from matching.record) + (select count(*) from matching.model)
          + (select count(*) from linkage.run) + (select count(*) from linkage.decision) as rows`,
  )
  return Number(row?.rows)
}

it('a source that is not there cannot be removed', async () => {
  const answer = await operator('DELETE', '/api/sources/unknown')
  expect([answer.status, await answer.json()]).toEqual([
    404,
    expect.objectContaining({ code: 'SOURCE_NOT_FOUND' }),
  ])
})

it('nothing of a source is removed while a linkage run reads it', async () => {
  const id = await startLinkage()
  const answer = await operator('DELETE', path)
  expect([answer.status, await answer.json()]).toEqual([
    409,
    expect.objectContaining({
      code: 'RUN_ALREADY_RUNNING',
      remedy: expect.stringContaining(`cancel r${id}`),
    }),
  ])
  expect(await peer.entries({ events: ['source.removed'] })).toEqual([])
  const state = 'cancelled'
  await new LinkageTransactor(peer.database).endRun(id, { state, at: new Date() })
})

it('a source is removed with its index, runs and linkage, which the log says, and answers nobody', async () => {
  expect(await countRows()).toBeGreaterThan(5)
  const answer = await operator('DELETE', path)
  expect((await answer.json()) as SourceList).toEqual({ sources: [] })
  expect(await countRows()).toBe(0)
  const [entry] = await peer.entries({ events: ['source.removed'] })
  expect(entry).toMatchObject({
    actor: { id: 'north-operator', role: 'operator' },
    detail: { source: 'register-north' },
  })
  const officer = await peer.as('north-officer')
  const subject = { family: 'Kowalski', given: 'Zbigniew', birth: '1962-03-04' }
  const events: SearchEvent[] = await allEvents(
    await officer('POST', '/api/searches', { subject, ...grounds }),
  )
  const own = events.filter((event) => event.event === 'answer' && event.answer.peerId === 'north')
  expect(own).toEqual([])
  expect(readdirSync(join(peer.folder, 'landing'))).toEqual([])
})

it('what was removed is neither removed twice nor reported on', async () => {
  expect((await operator('DELETE', path)).status).toBe(404)
  expect((await operator('GET', `${path}/runs/latest`)).status).toBe(404)
})
