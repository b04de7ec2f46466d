import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PeerConfig } from '@isthmus/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inspectSource, toSourceBounds, verifySourcePlaces } from './index.ts'

let folder = ''
const databaseUrl = 'postgres://peer:x@127.0.0.1:5433/isthmus'
const files = [
  'lists/a.csv',
  'elsewhere/b.csv',
  'peer/own.csv',
  'peer/sources/c.csv',
  'peer/secrets/peer-keys.json',
]

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'isthmus-bounds-')))
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), 'id\n1\n')
  }
  symlinkSync(join(folder, 'peer/secrets/peer-keys.json'), join(folder, 'lists/link.csv'))
  symlinkSync(join(folder, 'peer'), join(folder, 'lists/peer'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const boundsOf = (...sourceFolders: string[]) =>
  toSourceBounds(
    {
      peerId: 'north',
      mode: 'demo',
      host: '127.0.0.1',
      port: 1,
      publicUrl: 'http://localhost:1',
      exchange: { host: 'localhost', port: 2 },
      folder: join(folder, 'peer'),
      trustList: { file: 'x', operators: { quorum: 1, keys: [] } },
      signIn: {},
      sourceFolders: sourceFolders.map((name) => join(folder, name)),
    } satisfies PeerConfig,
    { configFile: join(folder, 'etc/peer.json'), databaseUrl },
  )

const verify = (file: string, ...sourceFolders: string[]) =>
  verifySourcePlaces({ kind: 'csv', file: join(folder, file) }, boundsOf(...sourceFolders))

const refused = { code: 'SOURCE_PLACE_REFUSED', remedy: expect.stringContaining('sourceFolders') }

it('a file is open in a source folder, whether it is there or not', async () => {
  await verify('lists/a.csv', 'lists')
  await verify('lists/none.csv', 'lists')
  await verify('peer/sources/c.csv', 'peer/sources')
})

it.each([
  ['outside', 'elsewhere/b.csv', ['lists']],
  ['that is not there', 'elsewhere/none.csv', ['lists']],
  ['with no source folder at all', 'lists/a.csv', []],
  ['beside a folder whose name begins alike', 'lists-2/a.csv', ['lists']],
  ['reached by dots', 'lists/../elsewhere/b.csv', ['lists']],
  ['reached by a link', 'lists/link.csv', ['lists']],
  ['reached through a linked folder', 'lists/peer/own.csv', ['lists']],
  ["in the peer's own folder", 'peer/own.csv', ['.']],
  ["in the peer's own folder, also when that is named", 'peer/own.csv', ['peer']],
  ['beside the configuration file', 'etc/peer.json', ['etc']],
  ['among secrets, also when they are named', 'peer/secrets/peer-keys.json', ['peer/secrets']],
  ['among unpacked copies', 'peer/landing/x.copy', ['peer/landing']],
])('a file %s is refused', async (_where, file, sourceFolders) => {
  await expect(verify(file, ...sourceFolders)).rejects.toMatchObject(refused)
})

it('files of continuation tables and of connection strings are verified too', async () => {
  const bounds = boundsOf('lists')
  const main = join(folder, 'lists/a.csv')
  const tables = [{ name: 'x', file: join(folder, 'peer/own.csv'), on: { id: 'id' } }]
  await expect(verifySourcePlaces({ kind: 'csv', file: main, tables }, bounds)).rejects.toMatchObject(refused)
  const connectionStringFile = join(folder, 'elsewhere/b.csv')
  await expect(
    verifySourcePlaces({ kind: 'postgres', connectionStringFile, table: 'x', key: 'id' }, bounds),
  ).rejects.toMatchObject(refused)
})

it("the peer's own database is refused, however it is spelt", async () => {
  const connectionStringFile = join(folder, 'lists/connection')
  for (const place of ['localhost:5433', 'LOCALHOST:5433', '[::1]:5433', '127.0.0.1:5433']) {
    writeFileSync(connectionStringFile, `postgresql://other:y@${place}/isthmus?application_name=z\n`, {
      mode: 0o600,
    })
    const connector = { kind: 'postgres', connectionStringFile, table: 'x', key: 'id' }
    await expect(verifySourcePlaces(connector, boundsOf('lists'))).rejects.toMatchObject({
      code: refused.code,
    })
  }
  const connector = { kind: 'postgres', connectionStringFile, table: 'x', key: 'id' }
  writeFileSync(connectionStringFile, 'postgres://other:y@localhost:5433/register')
  await verifySourcePlaces(connector, boundsOf('lists'))
  writeFileSync(connectionStringFile, 'postgres://SECRET@[:::')
  await expect(verifySourcePlaces(connector, boundsOf('lists'))).rejects.toThrow(
    /^(?!.*SECRET).*cannot be read/,
  )
})

it('an inspection opens nothing that is refused', async () => {
  const context = { landing: join(folder, 'peer/landing'), bounds: boundsOf('lists') }
  const file = join(folder, 'peer/secrets/peer-keys.json')
  await expect(inspectSource({ connector: { kind: 'csv', file } }, context)).rejects.toMatchObject(refused)
  await expect(
    inspectSource({ connector: { kind: 'postgres', connectionString: databaseUrl } }, context),
  ).rejects.toMatchObject({ code: 'SECRET_IN_CONFIGURATION' })
})
