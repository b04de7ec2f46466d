import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Person, Thing } from '@isthmus/contract/types'
import { matchKeysOfPerson } from '@isthmus/protocol/match-keys'
import { shippedModel } from '@isthmus/protocol/score'
import { testDatabase } from '@isthmus/testbed/postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, migrate, openDatabase } from '../platform/index.ts'
import {
  buildGeneration,
  dropIndex,
  HitIndex,
  type Indexable,
  MatchingError,
  sweepGenerations,
  toIndexKey,
} from './index.ts'

const indexKey = toIndexKey(Buffer.alloc(32, 3))
let connectionString: string
let drop: () => Promise<void>
let database: Database
let hitIndex: HitIndex

beforeAll(async () => {
  const made = await testDatabase()
  connectionString = made.connectionString
  drop = made.drop
  database = openDatabase({ connectionString, connections: 20 })
  await migrate(database)
  hitIndex = new HitIndex(database, indexKey)
})

afterAll(async () => {
  await database.close()
  await drop()
})

function person(reference: string, full: string, birth = '1962-03-04', document?: string): Person {
  return {
    kind: 'person',
    reference,
    claims: [
      {
        names: [{ full, kind: 'primary', quality: 'strong' }],
        births: [birth],
        birthPlaces: [],
        nationalities: ['GR'],
        places: [],
        documents: document ? [{ type: 'passport', number: document }] : [],
      },
    ],
  }
}

const items = (persons: readonly Person[]): Indexable[] =>
  persons.map((one) => ({ person: one, locator: `pk:${one.reference}` }))

async function* from(list: Iterable<Indexable>): AsyncIterable<Indexable> {
  yield* list
}

function build(
  sourceId: string,
  records: AsyncIterable<Indexable>,
  signal = new AbortController().signal,
  sourceState = 's1',
) {
  return buildGeneration({ database, indexKey, sourceId, sourceState, records, signal })
}

const find = (sourceId: string, one: Person, limit?: number) =>
  hitIndex.findCandidates({ sourceId, keys: matchKeysOfPerson(one), ...(limit ? { limit } : {}) })

const states = async (sourceId: string) =>
  (
    await database.query<{ state: string }>(
      'select state from matching.generation where source_id = $1 order by id',
      [sourceId],
    )
  ).map((row) => row.state)

const tables = async () =>
  (
    await database.query<{ relname: string }>(
      "select relname from pg_class where relnamespace = 'matching'::regnamespace and relkind = 'r' and relname ~ '_[0-9]+$'",
    )
  ).length / 2

const maria = person('r1', 'Maria Papadopoulou', '1962-03-04', 'AB123456')
const nikos = person('r2', 'Nikos Georgiou', '1970-01-01')
const anna = person('r3', 'Anna Kowalska', '1988-07-09')

test('a source that was never indexed has no candidates to give', async () => {
  expect(await find('none', maria)).toBeUndefined()
})

test('the record that shares the rarest keys comes first', async () => {
  const namesakes = Array.from({ length: 30 }, (_, i) =>
    person(`n${i}`, 'Maria Papadopoulou', `19${40 + i}-01-01`),
  )
  await build('ranked', from(items([...namesakes, maria, nikos, anna])))
  const found = await find('ranked', maria, 5)
  expect(found?.population).toBe(33)
  expect(found?.sourceState).toBe('s1')
  expect(found?.candidates).toHaveLength(5)
  expect(found?.candidates[0]).toMatchObject({ recordNo: 30, kind: 'person', locator: 'pk:r1' })
  expect(found?.candidates[0]?.weight).toBeGreaterThan(found?.candidates[1]?.weight ?? Infinity)
})

test('many subjects are answered in their order, each as if asked alone', async () => {
  await build('many', from(items([maria, nikos, anna])))
  const subjects = [anna, person('x', 'Nobody Atall', '1901-01-01'), maria, anna].map(matchKeysOfPerson)
  const found = await hitIndex.findCandidatesOfMany({ sourceId: 'many', subjects })
  expect(found?.map((one) => one.candidates[0]?.locator)).toEqual(['pk:r3', undefined, 'pk:r1', 'pk:r3'])
})

test('a thing is found by its number, and counted even when it has none', async () => {
  const vessel: Thing = {
    kind: 'vessel',
    reference: 'v1',
    names: ['Aghia Eleni'],
    identifiers: [{ type: 'imo', number: 'IMO 9187-629' }],
  }
  const firm: Thing = { kind: 'organisation', reference: 'o1', names: ['Firm'], identifiers: [] }
  const built = await build(
    'things',
    from([{ thing: vessel, locator: 'pk:v1' }, { thing: firm, locator: 'pk:o1' }, {}]),
  )
  expect(built).toMatchObject({ persons: 0, things: 2, keys: 1, added: 2 })
  const found = await hitIndex.findCandidates({ sourceId: 'things', keys: ['d|IMO9187629'] })
  expect(found?.candidates).toMatchObject([{ kind: 'thing', locator: 'pk:v1', shared: 1 }])
})

test('things take no place among the candidates when persons are wanted', async () => {
  const things = Array.from(
    { length: 30 },
    (_, n): Indexable => ({
      thing: {
        kind: 'vehicle',
        reference: `t${n}`,
        names: [],
        identifiers: [{ type: 'plate', number: 'AB 123456' }],
      },
      locator: `pk:t${n}`,
    }),
  )
  await build('mixed', from([...things, ...items([nikos, maria])]))
  const question = { sourceId: 'mixed', keys: ['d|AB123456'], limit: 3 }
  expect((await hitIndex.findCandidates(question))?.candidates.map(({ kind }) => kind)).toEqual([
    'thing',
    'thing',
    'thing',
  ])
  const found = await hitIndex.findCandidates({ ...question, kind: 'person' })
  expect(found?.candidates).toMatchObject([{ kind: 'person', locator: 'pk:r1' }])
})

test('what is to become true with the swap becomes true with it, or neither does', async () => {
  const sourceId = 'together'
  await build(sourceId, from(items([maria])))
  const draft = { database, indexKey, sourceId, sourceState: 's2', signal: new AbortController().signal }
  const refused = buildGeneration({
    ...draft,
    records: from(items([nikos])),
    whenSwapped: async (queries) => {
      const [row] = await queries.query<{ source_state: string }>(
        "select source_state from matching.generation where source_id = $1 and state = 'answering'",
        [sourceId],
      )
      throw new RangeError(`in the transaction of ${row?.source_state}`)
    },
  })
  await expect(refused).rejects.toThrow('in the transaction of s2')
  expect(await states(sourceId)).toEqual(['answering', 'failed'])
  expect((await find(sourceId, maria))?.candidates).toHaveLength(1)
})

test('a second build finds what was added, changed and deleted, and is swapped in whole', async () => {
  expect(await build('swap', from(items([maria, nikos, anna])))).toMatchObject({
    persons: 3,
    added: 3,
    changed: 0,
    deleted: 0,
  })
  const changed = person('r2', 'Nikos Georgiou', '1971-01-01')
  const added = person('r4', 'Giorgos Antoniou')
  const built = await build('swap', from(items([added, changed, anna])), undefined, 's2')
  expect(built).toMatchObject({ persons: 3, added: 1, changed: 1, deleted: 1 })
  expect(await find('swap', maria)).toMatchObject({
    generation: built.generation,
    sourceState: 's2',
    candidates: [],
  })
  expect((await find('swap', added))?.candidates[0]?.locator).toBe('pk:r4')
  expect(await states('swap')).toEqual(['superseded', 'answering'])
  expect(await build('swap', from(items([added, changed, anna])))).toMatchObject({
    added: 0,
    changed: 0,
    deleted: 0,
  })
})

test('references that a source repeats are compared together', async () => {
  await build('repeated', from(items([maria, maria, nikos])))
  expect(await build('repeated', from(items([maria, maria, nikos])))).toMatchObject({
    added: 0,
    changed: 0,
    deleted: 0,
  })
  expect(await build('repeated', from(items([maria, nikos])))).toMatchObject({
    added: 0,
    changed: 1,
    deleted: 0,
  })
})

test('an empty source is an answering generation without candidates', async () => {
  expect(await build('empty', from([]))).toMatchObject({ persons: 0, keys: 0 })
  expect(await find('empty', maria)).toMatchObject({ population: 0, candidates: [] })
})

test('a run that fails halfway leaves the former generation answering and nothing else', async () => {
  await build('failing', from(items([maria])))
  const before = await tables()
  async function* vanishing(): AsyncIterable<Indexable> {
    yield* items([nikos, anna])
    throw new Error('the source vanished')
  }
  await expect(build('failing', vanishing())).rejects.toThrow('the source vanished')
  expect((await find('failing', maria))?.candidates[0]?.locator).toBe('pk:r1')
  expect((await find('failing', nikos))?.candidates).toEqual([])
  expect(await states('failing')).toEqual(['answering', 'failed'])
  expect(await tables()).toBe(before)
})

test('a cancelled run ends with BUILD_CANCELLED and leaves the former generation answering', async () => {
  await build('cancelled', from(items([maria])))
  const cancel = new AbortController()
  async function* endless(): AsyncIterable<Indexable> {
    for (let i = 0; ; i += 1) {
      if (i === 100) cancel.abort()
      yield { person: person(`e${i}`, 'Endless Person'), locator: `pk:${i}` }
    }
  }
  await expect(build('cancelled', endless(), cancel.signal)).rejects.toMatchObject({
    code: 'BUILD_CANCELLED',
  })
  expect((await find('cancelled', maria))?.candidates[0]?.locator).toBe('pk:r1')
})

test('two builds of one source do not run at once', async () => {
  const gate = Promise.withResolvers<void>()
  async function* waiting(): AsyncIterable<Indexable> {
    yield* items([maria])
    await gate.promise
  }
  const first = build('busy', waiting())
  await expect.poll(() => states('busy')).toEqual(['building'])
  await expect(build('busy', from(items([nikos])))).rejects.toMatchObject({ code: 'INDEX_BUSY' })
  expect(await sweepGenerations(database)).toEqual([])
  gate.resolve()
  await first
  expect((await find('busy', maria))?.candidates).toHaveLength(1)
})

test('a killed run is swept at the next start, and the former generation answers all along', {
  timeout: 60_000,
}, async () => {
  await build('killed', from(items([maria])))
  const before = await tables()
  const child = spawn(process.execPath, ['--input-type=module', '-e', endlessBuild], {
    env: { ...process.env, CONNECTION: connectionString },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  expect(await states('killed')).toEqual(['answering', 'building'])
  child.kill('SIGKILL')
  await once(child, 'exit')
  await expect.poll(() => sweepGenerations(database), { timeout: 20_000 }).toHaveLength(1)
  expect(await states('killed')).toEqual(['answering', 'failed'])
  expect(await tables()).toBe(before)
  expect((await find('killed', maria))?.candidates[0]?.locator).toBe('pk:r1')
})

const endlessBuild = `
  import { openDatabase } from '${import.meta.dirname}/../platform/index.ts'
  import { buildGeneration, toIndexKey } from '${import.meta.dirname}/index.ts'
  async function* records() {
    for (let i = 0; ; i += 1) {
      yield { person: { kind: 'person', reference: 'k' + i, claims: [] }, locator: 'pk:' + i }
      if (i === 40_000) console.log('running')
      if (i > 40_000) await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  }
  const database = openDatabase({ connectionString: process.env.CONNECTION })
  await buildGeneration({ database, indexKey: toIndexKey(Buffer.alloc(32, 3)), sourceId: 'killed', sourceState: 's1',
    records: records(), signal: new AbortController().signal })
`

test('readers during swaps see one generation or the other, never a mix, a gap or an error', {
  timeout: 60_000,
}, async () => {
  // The record number of each person is the parity of the generation: a mix would show two parities.
  const crowd = Array.from({ length: 50 }, (_, i) => person(`c${i}`, 'Common Name'))
  const generationOf = (parity: number): Indexable[] =>
    crowd.map((one) => ({ person: one, locator: `parity:${parity}` }))
  await build('swapping', from(generationOf(0)))
  let isOver = false
  let reads = 0
  const reader = async () => {
    while (!isOver) {
      const found = await find('swapping', crowd[0] ?? maria)
      expect(found?.candidates).toHaveLength(40)
      expect(new Set(found?.candidates.map(({ locator }) => locator)).size).toBe(1)
      reads += 1
    }
  }
  const readers = Promise.all(Array.from({ length: 6 }, reader))
  for (let round = 1; round <= 8; round += 1) await build('swapping', from(generationOf(round % 2)))
  isOver = true
  await readers
  expect(reads).toBeGreaterThan(8)
})

test('a key that most records have is counted in full and read in part', async () => {
  async function* crowd(): AsyncIterable<Indexable> {
    for (let i = 0; i < 5000; i += 1)
      yield { person: person(`h${i}`, 'Hot Key', '1980-01-01'), locator: `pk:${i}` }
    yield* items([maria])
  }
  await build('hot', crowd())
  const found = await find('hot', person('x', 'Hot Key', '1980-01-01'))
  expect(found?.candidates).toHaveLength(40)
  expect(found?.candidates[0]?.weight).toBeLessThan(0.1)
})

test('a source that is taken out no longer answers', async () => {
  await build('dropped', from(items([maria])))
  await build('dropped', from(items([maria, nikos])))
  await dropIndex(database, 'dropped')
  expect(await find('dropped', maria)).toBeUndefined()
  const left = await database.query("select 1 from matching.generation where source_id = 'dropped'")
  expect(left).toEqual([])
})

test('an unknown fault of a damaged bucket is told, not answered as no hit', async () => {
  await build('damaged', from(items([maria])))
  const found = await find('damaged', maria)
  await database.query("update matching.posting set payload = '\\x0102' where generation = $1", [
    found?.generation ?? 0,
  ])
  await expect(find('damaged', maria)).rejects.toBeInstanceOf(MatchingError)
})

test('nothing clear is in any table of the index itself', async () => {
  await build('clear', from(items([maria, nikos, anna])))
  const names = await database.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'matching'::regnamespace and relkind in ('r', 'p') and relname <> 'model'",
  )
  let all = ''
  for (const { name } of names) {
    const [row] = await database.query<{ text: string | null }>(
      `select string_agg(every_row::text, ' ') as text from matching.${name} every_row`,
    )
    all += `${row?.text ?? ''}\n`.toLowerCase()
  }
  expect(all).toContain('pk:r1')
  const clear = ['maria', 'papadopoulou', 'nikos', 'georgiou', 'anna', 'kowalska', '1962-03-04', 'ab123456']
  for (const word of [...clear, ...matchKeysOfPerson(maria)]) {
    expect(all).not.toContain(word.toLowerCase())
    expect(all).not.toContain(Buffer.from(word).toString('hex'))
  }
})

const readModelText = async (sourceId: string) =>
  (
    await database.query<{ model: string }>(
      `select model::text as model from matching.model
       where generation = (select id from matching.generation where source_id = $1 and state = 'answering')`,
      [sourceId],
    )
  )[0]?.model ?? ''

const namesakes = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    person(`n${i}`, i % 2 === 0 ? 'Maria Papadopoulou' : 'Eleni Papadopoulou', `19${40 + i}-01-01`),
  )

test('the learnt model holds what ten records share, and nothing that fewer do', async () => {
  const rare = person('rare', 'Zoltan Quintessa', '1931-05-06', 'AB123456')
  await build('aggregates', from(items([...namesakes(18), rare])))
  const model = await readModelText('aggregates')
  expect(model).toContain('papadopoulou')
  expect(model).toContain('01-01')
  for (const word of ['maria', 'eleni', 'zoltan', 'quintessa', '1931', '05-06', 'AB123456', 'rare"', 'pk:'])
    expect(model).not.toContain(word)
})

test('candidates come with the model of their generation, which goes when that goes', async () => {
  await build('learnt', from(items(namesakes(40))))
  const before = await find('learnt', maria)
  expect(before?.model.persons).toBe(40)
  await build('learnt', from(items(namesakes(50))))
  const after = await find('learnt', maria)
  expect(after?.model.persons).toBe(50)
  expect(after?.model.frequency.words).not.toEqual({})
  const left = await database.query('select 1 from matching.model where generation = $1', [
    before?.generation ?? 0,
  ])
  expect(left).toEqual([])
})

test('the same records teach the same model, every time they come', async () => {
  const persons = [...namesakes(30), maria, nikos, anna]
  await build('order', from(items(persons)))
  const once = await readModelText('order')
  await build('order', from(items(persons)))
  expect(await readModelText('order')).toBe(once)
})

test('a generation from before models were learnt is compared with the shipped one', async () => {
  await build('older', from(items([maria])))
  await database.query('delete from matching.model')
  const found = await new HitIndex(database, indexKey).findCandidates({
    sourceId: 'older',
    keys: matchKeysOfPerson(maria),
  })
  expect(found?.model).toBe(shippedModel)
})

test('a model that was tampered with is refused, not weighed with', async () => {
  await build('tampered', from(items(namesakes(20))))
  await database.query(`update matching.model set model = jsonb_set(model, '{weights,birth,differs}', '60')`)
  const asking = new HitIndex(database, indexKey).findCandidates({
    sourceId: 'tampered',
    keys: matchKeysOfPerson(maria),
  })
  await expect(asking).rejects.toMatchObject({ code: 'INDEX_DAMAGED' })
})
