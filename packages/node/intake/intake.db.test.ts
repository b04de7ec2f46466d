import { testDatabase } from '@isthmus/testbed/postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate, openDatabase } from '../platform/index.ts'
import { IntakeReader, IntakeTransactor, type QualityCounts } from './index.ts'

const store = await testDatabase()
const database = openDatabase({ connectionString: store.connectionString, connections: 2 })
const reader = new IntakeReader(database)
const transactor = new IntakeTransactor(database)
const at = new Date('2026-11-23T10:00:00Z')

const counts: QualityCounts = {
  persons: 2,
  things: 1,
  skipped: 4,
  rejected: 3,
  completeness: { names: 1, births: 0.5 },
  faults: { 'births: day does not exist in month of that year': 2 },
  rejections: [
    { place: 'register.csv, line 7', reason: 'the record has no name', remedy: 'map `names`' },
    { place: 'register.csv, line 9', reason: 'the record has no reference', remedy: 'map `reference`' },
  ],
}
const differences = { added: 3, changed: 0, deleted: 0 }

beforeAll(async () => {
  await migrate(database)
  await transactor.insertSource({
    id: 'register',
    mapping: 'mapping: 1',
    connector: { kind: 'csv', file: '/x.csv' },
    connectedBy: 'nikos',
    at,
  })
})
afterAll(async () => {
  await database.close()
  await store.drop()
})

test('a source is connected once', async () => {
  const again = transactor.insertSource({
    id: 'register',
    mapping: 'other',
    connector: { kind: 'csv' },
    connectedBy: 'nikos',
    at,
  })
  await expect(again).rejects.toThrow(expect.objectContaining({ code: 'SOURCE_ALREADY_CONNECTED' }))
  expect(await reader.getSource('register')).toMatchObject({
    state: 'connected',
    mapping: 'mapping: 1',
    connector: { kind: 'csv' },
  })
  await expect(reader.getSource('unknown')).rejects.toThrow(
    expect.objectContaining({ code: 'SOURCE_NOT_FOUND' }),
  )
})

const finish = (id: number, change: { persons?: number } = {}) =>
  database.transact((transaction) =>
    transactor.finishRun(
      transaction,
      { id, sourceId: 'register', at },
      { ...counts, ...differences, ...change },
    ),
  )

test('a run answers until a later run answers, also while that one goes on or fails', async () => {
  await expect(reader.getLatestRun('register')).rejects.toThrow(
    expect.objectContaining({ code: 'RUN_NOT_FOUND' }),
  )
  const first = await transactor.startRun('register', at)
  await expect(transactor.startRun('register', at)).rejects.toThrow(
    expect.objectContaining({ code: 'RUN_ALREADY_RUNNING' }),
  )
  expect((await reader.getSource('register')).state).toBe('indexing')
  await finish(first)
  expect(await reader.getLatestRun('register')).toMatchObject({
    state: 'answering',
    persons: 2,
    rejected: 3,
    added: 3,
    completeness: counts.completeness,
    rejections: counts.rejections,
  })

  const second = await transactor.startRun('register', at)
  await transactor.failRun(second, at, { fault: 'register.csv: the file is gone', counts })
  expect(await reader.getSource('register')).toMatchObject({ state: 'answering', persons: 2 })

  const third = await transactor.startRun('register', at)
  await finish(third, { persons: 5 })
  expect(await reader.getSource('register')).toMatchObject({ state: 'answering', persons: 5 })
  const states = await database.query<{ state: string }>('select state from intake.run order by id')
  expect(states.map(({ state }) => state)).toEqual(['superseded', 'failed', 'answering'])

  await expect(finish(second)).rejects.toThrow(expect.objectContaining({ code: 'RUN_NOT_FOUND' }))
  await transactor.failRun(third, at, { fault: 'too late', counts })
  expect(await reader.getLatestRun('register')).toMatchObject({ id: third, state: 'answering', persons: 5 })
})

test('a run that was left running is interrupted at the next start, and the former generation answers', async () => {
  await transactor.startRun('register', at)
  expect(await transactor.markInterrupted(at)).toBe(1)
  expect(await transactor.markInterrupted(at)).toBe(0)
  expect((await reader.getLatestRun('register')).state).toBe('interrupted')
  expect((await reader.getSource('register')).state).toBe('answering')
})

test('a run that is held back says what it found, and the former generation answers', async () => {
  const id = await transactor.startRun('register', at)
  await transactor.holdRun({ id, at }, { ...counts, ...differences, deleted: 4 }, 'too many are gone')
  expect(await reader.getLatestRun('register')).toMatchObject({
    ...{ id, state: 'held', fault: 'too many are gone', persons: 2, deleted: 4 },
    rejections: counts.rejections,
  })
  expect(await reader.getSource('register')).toMatchObject({ state: 'answering', persons: 5 })
})

test('a source that is removed leaves nothing here, and is not removed while a run reads it', async () => {
  const id = await transactor.startRun('register', at)
  const busy = expect.objectContaining({ code: 'RUN_ALREADY_RUNNING' })
  await expect(transactor.assertIdle('register')).rejects.toThrow(busy)
  await expect(transactor.deleteSource('register')).rejects.toThrow(busy)
  await transactor.failRun(id, at, { fault: 'it ends', counts })
  await transactor.deleteSource('register')
  const left = await database.query(
    'select id::text from intake.source union all select id::text from intake.run union all select run_id::text from intake.rejection',
  )
  expect(left).toEqual([])
})
