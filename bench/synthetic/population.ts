import { type NameTable, nameTables } from './name-tables.ts'

export type SyntheticName = { given: string; family: string }

/** An invented person. Whoever is called like one of them is so by chance: names and dates are drawn apart. */
export type SyntheticPerson = {
  reference: string
  primary: SyntheticName
  /** How the primary name can be spelt: entries of a name table, with all spellings. */
  spellings: SyntheticName
  aliases: (SyntheticName & { quality: 'strong' | 'weak' })[]
  /** EDTF; undefined when unknown. */
  birth: string | undefined
  sex: 'female' | 'male'
  nationality: string
  document: { number: string; country: string } | undefined
  place: string
  asOf: string
}

const places =
  'Athens Rome Paris Berlin Warsaw Aleppo Mosul Kabul Herat Casablanca Tunis Lagos Kyiv Odesa Sofia Tirana Izmir Beirut Dakar Tripoli'.split(
    ' ',
  )

type Tail = { entries: readonly string[]; reach: Float64Array }
type Culture = { table: NameTable; male: Tail; female: Tail; family: Tail }

const cultures = nameTables.map(({ table }) => toCulture(table))
const shares = toReach(nameTables.map(({ share }) => share))

/**
 * The n-th person of an endless population. The same seed and number give the same person on every machine; names follow
 * Zipf's law within each of five cultures, and about half of the non-Latin names stand in their own script.
 */
export function toPerson(number: number, seed = 1): SyntheticPerson {
  const random = randomOf(seed, number)
  const culture = cultures[pick(shares, random())] ?? failEmpty()
  const { table } = culture
  const sex = random() < 0.3 ? 'female' : 'male'
  const given = drawn(culture[sex], random())
  const family = drawn(culture.family, random())
  const nationality = table.nationalities[Math.floor(random() ** 2 * table.nationalities.length)] ?? 'IT'
  const hasDocument = random() < 0.55
  const aliasCount = [0, 0, 0, 1, 1, 2, 3][Math.floor(random() * 7)] ?? 0
  const aliases = Array.from({ length: aliasCount }, () => ({
    given: spelling(given, random()),
    family: spelling(random() < 0.9 ? family : drawn(culture.family, random()), random()),
    quality: random() < 0.7 ? ('strong' as const) : ('weak' as const),
  }))
  return {
    reference: `P${String(number).padStart(9, '0')}`,
    spellings: { given, family },
    primary:
      random() < 0.5
        ? { given: spelling(given, 0), family: spelling(family, 0) }
        : toLatin(given, family, random()),
    aliases,
    birth: toBirth(random),
    sex,
    nationality,
    document: hasDocument ? { number: toDocumentNumber(random), country: nationality } : undefined,
    place: places[Math.floor(random() * places.length)] ?? 'Rome',
    asOf: toDay(2015 + Math.floor(random() * 11), random()),
  }
}

/** Persons `first` to `first + count - 1`. */
export function* population(count: number, { first = 0, seed = 1 } = {}): Generator<SyntheticPerson> {
  for (let number = first; number < first + count; number += 1) yield toPerson(number, seed)
}

function toCulture(table: NameTable): Culture {
  const made = table.stems.flatMap((stem) => table.endings.map((ending) => joined(stem, ending)))
  return {
    table,
    male: toTail(table.male, 8),
    female: toTail(table.female, 8),
    family: toTail([...table.family, ...made], 20),
  }
}

/** Zipf-Mandelbrot: the r-th name has a weight of 1 / (r + flatness). */
function toTail(entries: readonly string[], flatness: number): Tail {
  return { entries, reach: toReach(entries.map((_, rank) => 1 / (rank + flatness))) }
}

function toReach(weights: readonly number[]): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let reached = 0
  return Float64Array.from(weights, (weight) => {
    reached += weight / total
    return reached
  })
}

function pick(reach: Float64Array, at: number): number {
  let low = 0
  let high = reach.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((reach[middle] ?? 1) < at) low = middle + 1
    else high = middle
  }
  return low
}

function drawn(tail: Tail, at: number): string {
  return tail.entries[pick(tail.reach, at)] ?? failEmpty()
}

function joined(stem: string, ending: string): string {
  const stems = stem.split('/')
  const endings = ending.split('/')
  const spellings = Math.max(stems.length, endings.length)
  return Array.from(
    { length: spellings },
    (_, i) => `${stems[i] ?? stems.at(-1)}${endings[i] ?? endings.at(-1)}`,
  ).join('/')
}

function spelling(entry: string, at: number): string {
  const spellings = entry.split('/')
  return (spellings[Math.floor(at * spellings.length)] ?? entry).replaceAll('-', ' ')
}

function toLatin(given: string, family: string, at: number): SyntheticName {
  const latin = (entry: string) =>
    entry
      .split('/')
      .slice(entry.includes('/') ? 1 : 0)
      .join('/')
  return { given: spelling(latin(given), at), family: spelling(latin(family), at) }
}

function toBirth(random: () => number): string | undefined {
  const year = 1940 + Math.floor(((random() + random()) / 2) * 70)
  const precision = random()
  const day = toDay(year, random())
  if (precision < 0.85) return day
  if (precision < 0.93) return String(year)
  if (precision < 0.96) return `${year}~`
  return undefined
}

function toDay(year: number, at: number): string {
  return new Date(Date.UTC(year, 0, 1 + Math.floor(at * 365))).toISOString().slice(0, 10)
}

function toDocumentNumber(random: () => number): string {
  const letter = () => String.fromCharCode(65 + Math.floor(random() * 26))
  return `${letter()}${letter()}${String(Math.floor(random() * 1e7)).padStart(7, '0')}`
}

/** mulberry32, seeded apart for each person so that any of them can be made alone. */
function randomOf(seed: number, number: number): () => number {
  let state = Math.imul(seed, 0x9e37_79b1) ^ Math.imul(number + 1, 0x85eb_ca6b)
  // Mixed once before use: neighbours that differ by a fixed step would draw alike.
  state = Math.imul(state ^ (state >>> 16), 0x21f0_aaad)
  state = Math.imul(state ^ (state >>> 15), 0x735a_2d97)
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function failEmpty(): never {
  throw new Error('a name table of the synthetic population is empty')
}
