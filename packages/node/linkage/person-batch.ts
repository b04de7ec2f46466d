import type { Person } from '@isthmus/contract'
import { findPeriod, type Period, toYearMonthDay } from '@isthmus/protocol/dates'
import { toCountry } from '@isthmus/protocol/score'
import { GrowingBytes, GrowingColumn } from './growing-column.ts'
import { KeyMaker, type KeySink } from './key-maker.ts'

/** A person of a source, with where it lies there. */
export type FedPerson = { person: Person; locator: string }

/**
 * Persons as they go from the thread that reads to the one that holds the database: numbers and hashes in columns. The
 * records themselves lie in memory that all threads share; they go into no database and onto no disk.
 */
export type PersonBatch = {
  count: number
  /** JSON of [reference, locator, person], one after the other. */
  records: SharedArrayBuffer
  /** Uint32: where each record begins, and where the last one ends. */
  offsets: SharedArrayBuffer
  persons: PersonColumns
  keys: { person: Uint32Array; kind: Uint8Array; key: BigUint64Array }
  births: { person: Uint32Array; year: Int16Array; born: Int32Array }
}

export type PersonColumns = {
  person: Uint32Array
  /** First and last possible day of birth (days since 1970); `born_to` before `born_from` when nothing is known. */
  born_from: Int32Array
  born_to: Int32Array
  /** The only whole date of birth as YYYYMMDD; 0 when there is none, or several. */
  born: Int32Array
  /** Letters of the country as one number; 0 when there is none or several. */
  nationality: Uint16Array
  /** 0 when unknown. */
  sex: Uint8Array
  /** Consonant classes of the first and the last word of the first name. */
  first: string[]
  last: string[]
}

const mostBirths = 4
const mostYears = 6

/** Fills batches with persons, numbered in the order in which they come. */
export class BatchWriter {
  readonly #maker = new KeyMaker()
  #number = 0
  #parts = new BatchParts()

  /** Persons written since the last `take`. */
  get waiting(): number {
    return this.#parts.first.length
  }

  add({ person, locator }: FedPerson): void {
    const parts = this.#parts
    const number = this.#number++
    parts.records.addText(JSON.stringify([person.reference, locator, person]))
    parts.offsets.add(parts.records.length)
    const periods = toPeriods(person)
    parts.person.add(number)
    parts.addSpan(periods)
    parts.nationality.add(toNationality(person))
    parts.sex.add(toSex(person))
    parts.addBirths(number, periods)
    const [first, last] = this.#maker.addKeys(number, person, parts.keys)
    parts.first.push(first)
    parts.last.push(last)
  }

  /** The persons since the last call, and the buffers that may be handed over with them. */
  take(): { batch: PersonBatch; buffers: ArrayBuffer[] } {
    const parts = this.#parts
    this.#parts = new BatchParts()
    return parts.toBatch()
  }
}

class BatchParts {
  readonly records = new GrowingBytes(4 << 20)
  readonly offsets = new GrowingColumn().add(0)
  readonly person = new GrowingColumn()
  readonly #from = new GrowingColumn()
  readonly #to = new GrowingColumn()
  readonly nationality = new GrowingColumn()
  readonly sex = new GrowingColumn()
  readonly #born = new GrowingColumn()
  readonly first: string[] = []
  readonly last: string[] = []
  readonly keys: KeySink = {
    person: new GrowingColumn(),
    kind: new GrowingColumn(),
    // Two halves of one hash, the lower one first, as the machine writes 64-bit numbers.
    halves: new GrowingColumn(),
  }
  readonly #births = {
    person: new GrowingColumn(),
    year: new GrowingColumn(),
    born: new GrowingColumn(),
  }

  addSpan(periods: readonly Period[]): void {
    const known = periods.length > 0
    this.#from.add(known ? Math.min(...periods.map(({ from }) => from)) : 1)
    this.#to.add(known ? Math.max(...periods.map(({ to }) => to)) : 0)
    const only = periods.length === 1 ? periods[0] : undefined
    this.#born.add(only === undefined ? 0 : toBorn(only))
  }

  addBirths(person: number, periods: readonly Period[]): void {
    for (const period of periods) {
      const { from, to } = period
      const born = toBorn(period)
      const first = toYearMonthDay(from).year
      const last = Math.min(toYearMonthDay(to).year, first + mostYears)
      for (let year = first; year <= last; year++) {
        this.#births.person.add(person)
        this.#births.year.add(year)
        this.#births.born.add(born)
      }
    }
  }

  toBatch(): { batch: PersonBatch; buffers: ArrayBuffer[] } {
    const { keys } = this
    const halves = keys.halves.take(Uint32Array)
    const batch = {
      count: this.first.length,
      records: toShared(this.records.take()),
      offsets: toShared(this.offsets.take(Uint32Array)),
      persons: {
        person: this.person.take(Uint32Array),
        born_from: this.#from.take(Int32Array),
        born_to: this.#to.take(Int32Array),
        born: this.#born.take(Int32Array),
        nationality: this.nationality.take(Uint16Array),
        sex: this.sex.take(Uint8Array),
        first: this.first,
        last: this.last,
      },
      keys: {
        person: keys.person.take(Uint32Array),
        kind: keys.kind.take(Uint8Array),
        key: new BigUint64Array(halves.buffer, 0, halves.length / 2),
      },
      births: {
        person: this.#births.person.take(Uint32Array),
        year: this.#births.year.take(Int16Array),
        born: this.#births.born.take(Int32Array),
      },
    }
    const { first: _first, last: _last, ...columns } = batch.persons
    const views = [...Object.values(columns), ...Object.values(batch.keys), ...Object.values(batch.births)]
    return { batch, buffers: views.map(({ buffer }) => buffer) }
  }
}

function toBorn({ from, to }: Period): number {
  if (from !== to) return 0
  const { year, month, day } = toYearMonthDay(from)
  return (year * 100 + month) * 100 + day
}

function toShared(view: Uint8Array | Uint32Array): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(view.byteLength)
  new Uint8Array(shared).set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
  return shared
}

function toPeriods(person: Person): Period[] {
  const found: Period[] = []
  for (const claim of person.claims) {
    for (const birth of claim.births) {
      const period = findPeriod(birth)
      if (period !== undefined && found.length < mostBirths) found.push(period)
    }
  }
  return found
}

function toNationality({ claims }: Person): number {
  let only: string | undefined
  for (const { nationalities } of claims) {
    for (const nationality of nationalities) {
      const country = toCountry(nationality)
      if (only !== undefined && only !== country) return 0
      only = country
    }
  }
  return only?.length === 2 ? only.charCodeAt(0) * 256 + (only.charCodeAt(1) % 256) : 0
}

function toSex({ claims }: Person): number {
  const sex = claims.find((claim) => claim.sex !== undefined)?.sex
  if (sex === undefined) return 0
  return sex === 'female' ? 1 : sex === 'male' ? 2 : 3
}
