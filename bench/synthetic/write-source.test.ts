import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openConnector } from '@isthmus/connectors'
import type { Person } from '@isthmus/contract/types'
import { parseMapping, readCanonical } from '@isthmus/node/intake'
import { matchKeysOfPerson } from '@isthmus/protocol/match-keys'
import { testDatabase } from '@isthmus/testbed/postgres'
import { expect, test } from 'vitest'
import { population, type SourceKind, syntheticMapping, toCanonicalPerson, writeSource } from './index.ts'

const count = 300

test.each<SourceKind>(['csv', 'json', 'xml', 'sqlite', 'postgres'])(
  'a %s source gives back the persons that were written, under the one mapping',
  async (kind) => {
    const folder = mkdtempSync(join(tmpdir(), 'isthmus-synthetic-'))
    const database = kind === 'postgres' ? await testDatabase() : undefined
    try {
      const place = { folder, ...(database ? { connectionString: database.connectionString } : {}) }
      const { connector, persons } = await writeSource(kind, place, { persons: count })
      expect(persons).toBe(count)
      const read: Person[] = []
      await using source = await openConnector(connector, { landing: folder })
      for await (const item of readCanonical(
        source,
        parseMapping(syntheticMapping('synthetic')),
        new AbortController().signal,
      )) {
        expect(item.rejected).toBeUndefined()
        if (item.person) read.push(item.person)
      }
      const keysOf = (people: Iterable<Person>) =>
        new Map([...people].map((person) => [person.reference, matchKeysOfPerson(person).sort()]))
      expect(keysOf(read)).toEqual(keysOf([...population(count)].map(toCanonicalPerson)))
    } finally {
      await database?.drop()
      rmSync(folder, { recursive: true })
    }
  },
)
