import { once } from 'node:events'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { population, toPerson, toSubject } from '../synthetic/index.ts'

/** The plain way to do it: one central table of full names with PostgreSQL's trigram index, asked directly. */
export async function buildBaseline(connectionString: string, persons: number): Promise<pg.Pool> {
  const pool = new pg.Pool({ connectionString, max: 16 })
  // Connections that the stopping server closes first are no fault of the measurement.
  pool.on('error', () => {})
  await pool.query('create extension if not exists pg_trgm')
  await pool.query('create table everybody (reference text, full_name text, birth text)')
  const client = await pool.connect()
  const stream = client.query(copyFrom('copy everybody from stdin'))
  let text = ''
  for (const person of population(persons)) {
    for (const { given, family } of [person.primary, ...person.aliases]) {
      text += `${person.reference}\t${given} ${family}\t${person.birth ?? '\\N'}\n`
    }
    if (text.length < 1 << 18) continue
    if (!stream.write(text)) await once(stream, 'drain')
    text = ''
  }
  stream.end(text)
  await once(stream, 'finish')
  client.release()
  await pool.query('create index on everybody using gin (full_name gin_trgm_ops)')
  await pool.query('vacuum analyze everybody')
  return pool
}

export async function askBaseline(pool: pg.Pool, turn: number, persons: number): Promise<number> {
  const { given, family } = toSubject(toPerson((turn * 7919) % persons), turn)
  const { rows } = await pool.query({
    name: 'baseline',
    text: `select reference, similarity(full_name, $1) as score, birth from everybody
           where full_name % $1 order by score desc limit 40`,
    values: [`${given} ${family}`],
  })
  return rows.length
}
