import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openConnector } from '../open-connector.ts'
import { removeLandingCopies, sweepLanding } from './sweep-landing.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-landing-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('keeps the copies of connected sources alone, and closes the folder to others', async () => {
  const landing = join(folder, 'landing')
  await mkdir(landing)
  await chmod(landing, 0o755)
  const kept = { kind: 'csv', file: join(folder, 'kept.csv.gz') }
  const left = { kind: 'csv', file: join(folder, 'left.csv.gz') }
  for (const config of [kept, left]) {
    await writeFile(config.file, gzipSync('id\n1\n'))
    await using _connector = await openConnector(config, { landing })
  }
  expect((await stat(landing)).mode & 0o777).toBe(0o700)
  const before = await readdir(landing)
  expect(before).toHaveLength(2)
  await mkdir(join(landing, 'inspection-x'))
  await sweepLanding(landing, [{ kind: 'csv', file: 'other.csv', tables: [{ file: kept.file }] }])
  const after = await readdir(landing)
  expect(after).toHaveLength(1)
  expect(before).toEqual(expect.arrayContaining(after))
  await sweepLanding(landing, [])
  expect(await readdir(landing)).toEqual([])
})

it('removes the copies of one source, but not of a file that another reads as well', async () => {
  const landing = join(folder, 'removal')
  const [own, shared] = ['own.csv.gz', 'shared.csv.gz'].map((name) => join(folder, name))
  for (const file of [own, shared]) {
    await writeFile(file ?? '', gzipSync('id\n1\n'))
    await using _connector = await openConnector({ kind: 'csv', file }, { landing })
  }
  const removed = { kind: 'csv', file: own, tables: [{ name: 't', file: shared, on: { id: 'id' } }] }
  await removeLandingCopies(landing, removed, [{ kind: 'csv', file: shared }])
  expect(await readdir(landing)).toHaveLength(1)
  await removeLandingCopies(landing, removed, [])
  expect(await readdir(landing)).toEqual([])
})

it('unpacking ends when whoever waits for it has gone, and leaves nothing', async () => {
  const landing = join(folder, 'abandoned')
  const file = join(folder, 'large.csv.gz')
  await writeFile(file, gzipSync(`id\n${'1\n'.repeat(1_000_000)}`))
  await expect(
    openConnector({ kind: 'csv', file }, { landing, signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({ code: 'READ_CANCELLED' })
  expect(await readdir(landing)).toEqual([])
})
