import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Purpose } from '@isthmus/contract'
import { testDatabase } from '@isthmus/testbed/postgres'
import { openTestLog } from '@isthmus/testbed/test-log'
import { IntakeReader, IntakeTransactor, OpenSources } from '../intake/index.ts'
import { HitIndex, indexSource, toIndexKey } from '../matching/index.ts'
import { createLogger, type Database, migrate, openDatabase } from '../platform/index.ts'
import { createPolicy, type PolicySource } from '../policy/index.ts'
import type { AnsweringParts } from './index.ts'

export const purposes: Purpose[] = [
  'criminal-investigation',
  'threat-prevention',
  'border-control',
  'missing-person',
]

export const kowalski = {
  id: 'R-1',
  family: 'Kowalski',
  given: 'Zbigniew',
  birth: '1962-03-04',
  passport: 'PX8841237',
  city: 'Szczebrzeszyn',
  country: 'PL',
}

/** Filler, so that a register is not so small that every match is certain. */
export const others = Array.from({ length: 60 }, (_, n) => ({
  id: `F-${n}`,
  family: `Familie${String.fromCharCode(97 + (n % 26))}mann`,
  given: `Vorname${String.fromCharCode(97 + (n % 7))}`,
  birth: `19${40 + (n % 60)}-0${1 + (n % 9)}-1${n % 9}`,
}))

export const mapping = `
mapping: 1
source:
  id: register
  title: Register of the tests
  description: Persons who do not exist.
  regime: LED
  category: suspect
  answers: { purposes: [${purposes.join(', ')}], modes: [open] }
records:
  - kind: person
    reference: id
    claims:
      - names: [{ family: family, given: given, kind: primary }]
        births: [{ date: birth }]
        places: [{ city: city }]
        nationalities: [{ country: country }]
        documents: [{ type: passport, number: passport }]
`

export type TestRegister = {
  database: Database
  connectionString: string
  parts: AnsweringParts
  file: string
  /** Writes the file anew; its index then stands on what it was. */
  write: (records: readonly object[]) => void
  index: () => Promise<string>
  close: () => Promise<void>
}

/** One source, a real file of JSON lines, connected to a peer's index, policy and log. Nothing is indexed yet. */
export async function openTestRegister(
  change: Partial<PolicySource> = {},
  isPacked = false,
): Promise<TestRegister> {
  const place = await testDatabase()
  const database = openDatabase({ connectionString: place.connectionString, connections: 4 })
  await migrate(database)
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-register-'))
  const file = join(folder, isPacked ? 'register.jsonl.gz' : 'register.jsonl')
  const landing = join(folder, 'landing')
  const write = (records: readonly object[]): void => {
    const lines = records.map((record) => `${JSON.stringify(record)}\n`).join('')
    writeFileSync(file, isPacked ? gzipSync(lines) : lines)
  }
  write([kowalski, ...others])
  const clock = () => new Date()
  const indexKey = toIndexKey(Buffer.alloc(32, 7))
  const transactor = new IntakeTransactor(database)
  await transactor.insertSource({
    id: 'register',
    mapping,
    connector: { kind: 'json', file },
    connectedBy: 'otto',
    at: clock(),
  })
  const sources = new OpenSources(new IntakeReader(database), { landing })
  await sources.refresh()
  const hitIndex = new HitIndex(database, indexKey)
  const parts: AnsweringParts = {
    policy: createPolicy(join(import.meta.dirname, '../../../policy')),
    auditLog: await openTestLog(database, clock),
    commitmentKey: Buffer.alloc(32, 1),
    clock,
    logger: createLogger('silent', 'test'),
    isUnchanged: (person, digest) => hitIndex.isUnchanged(person, digest),
    findCandidates: (lookup) => hitIndex.findCandidatesOfMany(lookup),
    listSources: () =>
      sources.list().map((source) => ({
        entry: source.entry,
        policySource: {
          id: source.id,
          owner: 'police-south',
          regime: source.entry.regime,
          modes: source.entry.modes,
          purposes: source.purposes,
          ...change,
        },
        fetchPersons: source.fetchPersons,
      })),
  }
  const index = async (): Promise<string> => {
    const id = await transactor.startRun('register', clock())
    const outcome = await indexSource(
      {
        database,
        indexKey,
        landing,
        clock,
        signal: new AbortController().signal,
        allowed: { mostDeletedShare: 1 },
      },
      { id, sourceId: 'register' },
    )
    await sources.refresh()
    return outcome
  }
  const close = async (): Promise<void> => {
    await sources.close()
    await database.close()
    await place.drop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { database, connectionString: place.connectionString, parts, file, write, index, close }
}
