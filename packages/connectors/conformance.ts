import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Behaviour,
  behaviours,
  type Connector,
  ConnectorError,
  type ConnectorKind,
  type SourceItem,
  type SourceRecord,
  type SourceValue,
} from './connector.ts'
import { type ConnectorConfig, openConnector } from './open-connector.ts'

/** The same small register in every kind of source. */
export type ConformancePerson = {
  id: string
  name: string
  born: string | null
  note: string
  aliases: string[]
}

export type ConformanceFixture = {
  config: ConnectorConfig
  /** The person that a record of this source stands for. */
  toPerson(value: SourceRecord['value']): ConformancePerson
  /** Puts another source with the same people in the place of this one. */
  replace(): Promise<void>
  /** Everything the source holds, to see that nothing was written. */
  snapshot(): Promise<string>
  /** Damages the source as its kind allows. */
  corrupt(): Promise<void>
  drop(): Promise<void>
}

/** Makes a source in a folder of its own that holds these people. */
export type MakeFixture = (
  people: readonly ConformancePerson[],
  folder: string,
) => Promise<ConformanceFixture>

const conformancePeople: readonly ConformancePerson[] = [
  {
    id: '0001',
    name: 'Γεώργιος Παπαδόπουλος',
    born: '1962-03-04',
    note: 'x',
    aliases: ['Giorgos', 'Γιώργος'],
  },
  { id: '0002', name: 'محمد عبد الرحمن', born: null, note: '', aliases: [] },
  {
    id: '0003',
    name: 'Юрий Щербаков',
    born: '1970',
    note: 'says "no", twice',
    aliases: ['Yuriy Shcherbakov'],
  },
  {
    id: '0004',
    name: "O'Brien; drop table person --",
    born: '',
    note: 'two\nlines',
    aliases: ['a,b', '<b>&amp;'],
  },
  { id: '0005', name: '𐎠𐎼𐎫 Zoë', born: null, note: '007', aliases: ['__proto__', 'constructor'] },
]

/** Every behaviour for one kind. A declared exception is run too, and must indeed not work. */
export function describeConformance<Config>(kind: ConnectorKind<Config>, makeFixture: MakeFixture): void {
  describe(`the ${kind.kind} connector`, () => {
    let folder = ''
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), `isthmus-${kind.kind}-`))
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))

    for (const behaviour of behaviours) {
      const reason = kind.exceptions[behaviour]
      const title = reason === undefined ? behaviour : `does not do this: ${behaviour}, for ${reason}`
      it(title, { timeout: 60_000 }, async () => {
        const place = await mkdtemp(join(folder, 'source-'))
        const people = behaviour === 'streams' || behaviour === 'cancels' ? toCrowd() : conformancePeople
        const fixture = await makeFixture(people, place)
        const landing = join(place, 'landing')
        const open = () => openConnector(fixture.config, { landing })
        try {
          const attempt = checks[behaviour]({ fixture, open })
          if (reason === undefined) await attempt
          else await expect(attempt).rejects.toThrow()
        } finally {
          await fixture.drop()
        }
      })
    }
  })
}

type Bench = { fixture: ConformanceFixture; open: () => Promise<Connector> }

const crowdSize = 30_000
const noteBytes = 2000

/** 60 MB of notes: more than a reader that keeps them could hide. */
function toCrowd(): ConformancePerson[] {
  const note = 'n'.repeat(noteBytes)
  return Array.from({ length: crowdSize }, (_, at) => ({
    id: String(at).padStart(8, '0'),
    name: `Person ${at}`,
    born: null,
    note,
    aliases: at % 100 === 0 ? [`Alias ${at}`] : [],
  }))
}

/** What is in use after everything else was collected, in bytes: objects and buffers. */
function toLiveBytes(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const checks: Record<Behaviour, (bench: Bench) => Promise<void>> = {
  streams: async ({ open }) => {
    await using connector = await open()
    const before = toLiveBytes()
    const used: number[] = []
    let count = 0
    let rejected = 0
    for await (const item of connector.read(new AbortController().signal)) {
      count += 1
      if ('rejected' in item) rejected += 1
      if (count % 5000 === 0) used.push(toLiveBytes() - before)
    }
    expect({ count, rejected }).toEqual({ count: crowdSize, rejected: 0 })
    // What a pass sets aside once (tables of hashes) is bounded apart from what it would add for every record.
    expect(Math.max(...used)).toBeLessThan((crowdSize * noteBytes) / 2)
    expect(Math.max(...used) - (used[0] ?? 0)).toBeLessThan((crowdSize * noteBytes) / 8)
  },

  cancels: async ({ open }) => {
    await using connector = await open()
    const controller = new AbortController()
    let count = 0
    const reading = async () => {
      for await (const _item of connector.read(controller.signal)) {
        count += 1
        if (count === 10) controller.abort()
      }
    }
    await expect(reading()).rejects.toMatchObject({ name: 'ConnectorError', code: 'READ_CANCELLED' })
    expect(count).toBeLessThan(crowdSize)
    await expect(connector.fetch(['x'], controller.signal)).rejects.toMatchObject({ code: 'READ_CANCELLED' })
  },

  'fetches-by-locator': async ({ fixture, open }) => {
    await using connector = await open()
    const records = await listRecords(connector)
    const wanted = records.toReversed()
    const locators = [...wanted.map((record) => record.locator), 'nonsense', '["no such key"]', '999999999+5']
    const found = await connector.fetch(locators, new AbortController().signal)
    expect(found).toHaveLength(locators.length)
    expect(found.slice(0, wanted.length).map((record) => record?.value)).toEqual(
      wanted.map((record) => record.value),
    )
    expect(found.slice(0, wanted.length).map((record) => record?.locator)).toEqual(
      locators.slice(0, wanted.length),
    )
    expect(found.slice(wanted.length)).toEqual([undefined, undefined, undefined])
    expect(wanted.map((record) => fixture.toPerson(record.value)).toReversed()).toEqual(conformancePeople)
    expect(await connector.fetch([], new AbortController().signal)).toEqual([])
    const { fields, inspected } = await connector.describe()
    expect(inspected).toBe(conformancePeople.length)
    expect(fields.some((field) => field.repeats)).toBe(true)
  },

  'sees-null-apart-from-empty': async ({ fixture, open }) => {
    await using connector = await open()
    const people = (await listRecords(connector)).map((record) => fixture.toPerson(record.value))
    expect(people.map((person) => person.born)).toEqual(['1962-03-04', null, '1970', '', null])
  },

  'keeps-leading-zeros': async ({ fixture, open }) => {
    await using connector = await open()
    const people = (await listRecords(connector)).map((record) => fixture.toPerson(record.value))
    expect(people.map((person) => person.id)).toEqual(conformancePeople.map((person) => person.id))
    expect(people[4]?.note).toBe('007')
  },

  'refuses-to-write': async ({ fixture, open }) => {
    const before = await fixture.snapshot()
    {
      await using connector = await open()
      const records = await listRecords(connector)
      const hostile = [
        `'; drop table person; --`,
        JSON.stringify([`'; drop table person; --`]),
        '0+1; rm -rf /',
      ]
      await connector.fetch(
        [...records.map((record) => record.locator), ...hostile],
        new AbortController().signal,
      )
      await connector.describe()
    }
    expect(await fixture.snapshot()).toBe(before)
  },

  'notices-replacement': async ({ fixture, open }) => {
    await using connector = await open()
    const [record] = await listRecords(connector)
    const before = await connector.state()
    expect(await connector.state()).toBe(before)
    await fixture.replace()
    expect(await connector.state()).not.toBe(before)
    await expect(
      connector.fetch([record?.locator ?? ''], new AbortController().signal),
    ).rejects.toMatchObject({
      name: 'ConnectorError',
      code: 'SOURCE_REPLACED',
    })
  },

  'survives-hostile-bytes': async ({ fixture, open }) => {
    await fixture.corrupt()
    const outcome = await readHostile(open)
    for (const fault of outcome.faults) {
      expect(fault.place).not.toBe('')
      expect(fault.remedy).not.toBe('')
    }
    expect(outcome.records + outcome.faults.length).toBeGreaterThan(0)
    expect(Object.prototype).not.toHaveProperty('polluted')
  },
}

export type HostileOutcome = { records: number; faults: { place: string; reason: string; remedy: string }[] }

/** Reads whatever is there: records, counted rejections, or one ConnectorError. Anything else is thrown on. */
export async function readHostile(open: () => Promise<Connector>): Promise<HostileOutcome> {
  const outcome: HostileOutcome = { records: 0, faults: [] }
  try {
    await using connector = await open()
    for await (const item of connector.read(new AbortController().signal)) {
      if ('rejected' in item) outcome.faults.push(item.rejected)
      else outcome.records += 1
    }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    outcome.faults.push({ place: error.place, reason: error.message, remedy: error.remedy })
  }
  return outcome
}

export async function listItems(connector: Connector): Promise<SourceItem[]> {
  const items: SourceItem[] = []
  for await (const item of connector.read(new AbortController().signal)) items.push(item)
  return items
}

export async function listRecords(connector: Connector): Promise<SourceRecord[]> {
  const items = await listItems(connector)
  return items.map((item) => {
    if ('record' in item) return item.record
    throw new Error(`rejected: ${item.rejected.reason}`)
  })
}

/** A text or null of a record, for fixtures; XML has its elements in lists. */
export function toTextOf(value: SourceValue | undefined): string | null {
  const first = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : null
}
