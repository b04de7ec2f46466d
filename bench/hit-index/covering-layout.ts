import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import type { IndexKey } from '@isthmus/node/matching'
import type { Database } from '@isthmus/node/platform'
import { matchKeysOfPerson } from '@isthmus/protocol/match-keys'
import { from as copyFrom } from 'pg-copy-streams'
import { population, toCanonicalPerson } from '../synthetic/index.ts'

const most = 3000
const limit = 40

type Covering = { database: Database; indexKey: IndexKey }

/** Locators are fetched from the generation that the room has built. */
type Asked = { keys: readonly string[]; persons: number; generation: number }

/** The layout that was not chosen, to compare with: one row per posting under a covering index. */
export async function buildCovering({ database, indexKey }: Covering, persons: number): Promise<void> {
  await database.query('create table covering (token bigint not null, record_no integer not null)')
  await database.transact(async (transaction) => {
    const stream = transaction.client.query(copyFrom('copy covering from stdin'))
    let recordNo = 0
    let text = ''
    for (const person of population(persons)) {
      for (const key of new Set(matchKeysOfPerson(toCanonicalPerson(person))))
        text += `${toToken(indexKey, key)}\t${recordNo}\n`
      recordNo += 1
      if (text.length < 1 << 18) continue
      if (!stream.write(text)) await once(stream, 'drain')
      text = ''
    }
    stream.end(text)
    await once(stream, 'finish')
  })
  await database.query(
    'create index covering_token on covering (token) include (record_no) with (fillfactor = 100)',
  )
  await database.query('vacuum analyze covering')
}

/** The same candidates, with their locators, by way of the covering index. */
export async function findInCovering(
  { database, indexKey }: Covering,
  { keys, persons, generation }: Asked,
): Promise<{ record_no: number; locator: string }[]> {
  const rows = await database.query<{ found: Buffer | null }>(
    `select (select string_agg(int4send(record_no), ''::bytea)
             from (select record_no from covering where token = asked.token limit ${most}) kept) as found
     from unnest($1::bigint[]) asked(token)`,
    [keys.map((key) => toToken(indexKey, key))],
    'bench-covering',
  )
  const weights = new Map<number, number>()
  for (const { found } of rows) {
    if (!found) continue
    const bits = Math.log2(persons / (found.length / 4))
    for (let at = 0; at < found.length; at += 4) {
      const recordNo = found.readUInt32BE(at)
      weights.set(recordNo, (weights.get(recordNo) ?? 0) + bits)
    }
  }
  const best = [...weights].sort((a, b) => b[1] - a[1]).slice(0, limit)
  return database.query(
    'select record_no, locator from matching.record where generation = $1 and record_no = any($2::integer[])',
    [generation, best.map(([recordNo]) => recordNo)],
    'bench-records',
  )
}

function toToken(indexKey: IndexKey, key: string): bigint {
  return createHmac('sha256', indexKey).update(key).digest().readBigInt64BE(0)
}
