import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabase } from '@isthmus/testbed/postgres'
import { afterAll, expect, it } from 'vitest'
import { migrate, openDatabase } from '../platform/index.ts'
import { IntakeReader, IntakeTransactor, OpenSources } from './index.ts'

const place = await testDatabase()
const database = openDatabase({ connectionString: place.connectionString, connections: 2 })
await migrate(database)
const folder = mkdtempSync(join(tmpdir(), 'isthmus-sources-'))
const sources = new OpenSources(new IntakeReader(database), { landing: join(folder, 'landing') })

afterAll(async () => {
  await sources.close()
  await database.close()
  await place.drop()
  rmSync(folder, { recursive: true, force: true })
})

const toMapping = (id: string) => `
mapping: 1
source: { id: ${id}, title: x, description: x, regime: LED }
records: [{ kind: person, reference: id, claims: [{ names: [{ full: name, kind: primary }] }] }]
`

async function connect(id: string, connector: { kind: string; [option: string]: unknown }): Promise<void> {
  await new IntakeTransactor(database).insertSource({
    id,
    mapping: toMapping(id),
    connector,
    connectedBy: 'otto',
    at: new Date(),
  })
  await sources.refresh()
}

const source = (id: string) => sources.list().find((open) => open.id === id)

it('a source that hangs does not hold whoever asks it beyond their patience', async () => {
  const sockets = new Set<Socket>()
  const silent = createServer((socket) => sockets.add(socket))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  await connect('silent', {
    kind: 'postgres',
    connectionString: `postgres://x:y@127.0.0.1:${port}/z`,
    table: 'person',
    key: 'id',
  })
  const startedAt = Date.now()
  await expect(
    source('silent')?.fetchPersons(['1'], 'state', AbortSignal.timeout(200)),
  ).rejects.toMatchObject({ code: 'READ_ABANDONED' })
  expect(Date.now() - startedAt).toBeLessThan(1_500)
  for (const socket of sockets) socket.destroy()
  silent.close()
})

it('the list may be read anew by several at once, and is the same for all', async () => {
  const file = join(folder, 'a.json')
  writeFileSync(file, '[{"id":"1","name":"A B"}]')
  await connect('file', { kind: 'json', file })
  const before = source('file')
  await Promise.all([sources.refresh(), sources.refresh(), sources.refresh()])
  expect(source('file')).toBe(before)
  expect(sources.listEntries().map(({ state }) => state)).toEqual(['connected', 'connected'])
})
