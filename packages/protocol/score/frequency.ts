export type FrequencyTable = 'words' | 'spellings' | 'places' | 'nationalities' | 'births'

const lexicons = new WeakMap<Readonly<Record<string, number>>, ReadonlyMap<string, number>>()

/** A table as a map, made once: words come from sources, so they must not meet the names of an object's own things. */
export function toLexicon(table: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  const known = lexicons.get(table)
  if (known !== undefined) return known
  const made = new Map(Object.entries(table))
  lexicons.set(table, made)
  return made
}

/** Fewer persons than this bear a word that a table leaves out. */
export const LEAST_PERSONS = 10

/** Persons that the shipped frequencies stand for beside those of a source. */
const SHIPPED_PERSONS = 2000

/** Bits of a share of persons: those counted in a source, and the shipped share as if of so many persons more. */
export function toShrunkBits(counted: number, persons: number, shippedBits: number): number {
  return Math.log2((persons + SHIPPED_PERSONS) / (counted + SHIPPED_PERSONS * 2 ** -shippedBits))
}

/** Bits of a word that the table of a source of `persons` leaves out. */
export function rarityOfUnseen(shippedBits: number, persons: number): number {
  return toShrunkBits(Math.min(LEAST_PERSONS / 4, persons * 2 ** -shippedBits), persons, shippedBits)
}
