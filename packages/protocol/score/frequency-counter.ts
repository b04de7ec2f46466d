import { typicalRarity } from './field-rarity.ts'
import { LEAST_PERSONS, toShrunkBits } from './frequency.ts'
import type { Frequency } from './model.ts'
import type { Profile } from './profile.ts'
import { toRarity, toRomanRarity } from './rarity.ts'

/** `seen`: persons met with it; `persons`: persons that these stand for. */
type Count = { seen: number; persons: number }

const MAX_VALUES = 100_000
const MAX_CHARACTERS = 60

/** Counts of one kind of value. Bounded: when it grows too large, values met only once are forgotten. */
class ValueCounter {
  readonly #counts = new Map<string, Count>()

  /** Each value once for a person who stands for `weight` persons. */
  add(values: Iterable<string>, weight: number): void {
    for (const value of new Set(values)) {
      if (value === '' || value.length > MAX_CHARACTERS) continue
      const count = this.#counts.get(value)
      if (count === undefined) this.#counts.set(value, { seen: 1, persons: weight })
      else {
        count.seen++
        count.persons += weight
      }
    }
    if (this.#counts.size > MAX_VALUES) this.#forgetRare()
  }

  #forgetRare(): void {
    for (let least = 2; this.#counts.size > MAX_VALUES / 2; least *= 2)
      for (const [value, { seen }] of this.#counts) if (seen < least) this.#counts.delete(value)
  }

  /** Bits of the values that enough persons share, in the order of the values. */
  toTable(persons: number, shippedBitsOf: (value: string) => number): Record<string, number> {
    const table: Record<string, number> = Object.create(null)
    const enough = [...this.#counts].filter(([, { seen }]) => seen >= LEAST_PERSONS)
    for (const [value, count] of enough.sort(([a], [b]) => (a < b ? -1 : 1)))
      table[value] = Math.round(toShrunkBits(count.persons, persons, shippedBitsOf(value)) * 100) / 100
    return table
  }
}

/**
 * Counts how many person records of a source share each value. What leaves it are shares of ten records and more: a
 * source that enters a person ten times reaches that.
 */
export class FrequencyCounter {
  readonly #words = new ValueCounter()
  readonly #spellings = new ValueCounter()
  readonly #places = new ValueCounter()
  readonly #nationalities = new ValueCounter()
  readonly #days = new ValueCounter()
  readonly #years = new ValueCounter()
  #persons = 0
  #placed = 0
  #coded = 0
  #born = 0
  #national = 0

  /** A person who stands for `weight` persons, where only one in so many is counted. */
  add({ names, places, births, nationalities }: Profile, weight = 1): void {
    const tokens = names.flatMap((name) => name.tokens).filter(({ role }) => role === 'name')
    const forms = places.map((place) => place.forms)
    const codes = forms.flatMap((form) => form.codes.map((code) => `#${code}`))
    const days = births.map(({ edtf }) => edtf).filter((edtf) => /^\d{4}-\d\d-\d\d$/.test(edtf))
    this.#words.add(
      tokens.map(({ skeleton }) => skeleton),
      weight,
    )
    this.#spellings.add(
      tokens.filter(({ isVowelless }) => !isVowelless).map(({ roman }) => roman),
      weight,
    )
    this.#places.add([...forms.map(({ key }) => key), ...codes], weight)
    this.#nationalities.add(nationalities, weight)
    this.#days.add(
      days.map((day) => day.slice(5)),
      weight,
    )
    this.#years.add(
      days.map((day) => day.slice(0, 4)),
      weight,
    )
    this.#persons += weight
    if (forms.some(({ key }) => key !== '')) this.#placed += weight
    if (codes.length > 0) this.#coded += weight
    if (days.length > 0) this.#born += weight
    if (nationalities.length > 0) this.#national += weight
  }

  get persons(): number {
    return this.#persons
  }

  /** Shares are of the persons who have such a value at all. */
  toFrequency(): Frequency {
    const { place, code, nationality, day, year } = typicalRarity
    const places = this.#places.toTable(this.#placed, () => place)
    const codes = this.#places.toTable(this.#coded, () => code)
    const isCode = ([key]: [string, number]) => key.startsWith('#')
    return {
      words: this.#words.toTable(this.#persons, (skeleton) => toRarity({ skeleton })),
      spellings: this.#spellings.toTable(this.#persons, (roman) => toRomanRarity({ roman, skeleton: '' })),
      places: Object.fromEntries([
        ...Object.entries(places).filter((entry) => !isCode(entry)),
        ...Object.entries(codes).filter(isCode),
      ]),
      nationalities: this.#nationalities.toTable(this.#national, () => nationality),
      births: {
        ...this.#days.toTable(this.#born, () => day),
        ...this.#years.toTable(this.#born, () => year),
      },
    }
  }
}
