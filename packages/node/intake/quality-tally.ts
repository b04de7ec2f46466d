import type { Rejected } from '@isthmus/connectors'
import type { IdentityClaim, IndexRun, Person } from '@isthmus/contract'
import type { CanonicalItem } from './read-canonical.ts'

/** Rejections of which place and reason are kept; all are counted. */
const keptRejections = 100

const measures = {
  names: () => true,
  aliases: (claim) => claim.names.length > 1,
  births: (claim) => claim.births.length > 0,
  birthDays: (claim) => claim.births.some((birth) => /^\d{4}-\d{2}-\d{2}~?$/u.test(birth)),
  birthPlaces: (claim) => claim.birthPlaces.length > 0,
  nationalities: (claim) => claim.nationalities.length > 0,
  sex: (claim) => claim.sex !== undefined,
  places: (claim) => claim.places.length > 0,
  documents: (claim) => claim.documents.length > 0,
} as const satisfies Record<string, (claim: IdentityClaim) => boolean>

type Measure = keyof typeof measures

export type QualityCounts = Pick<
  IndexRun,
  'persons' | 'things' | 'rejected' | 'completeness' | 'rejections'
> & {
  skipped: number
  /** Fields left out of records that stayed, by field and reason. */
  faults: Record<string, number>
}

/** Counts what an intake run found: how much, how complete, and what was left out. */
export class QualityTally {
  #persons = 0
  #things = 0
  #skipped = 0
  #rejected = 0
  readonly #having = new Map<Measure, number>()
  readonly #faults = new Map<string, number>()
  readonly #rejections: Rejected[] = []

  count(item: CanonicalItem): void {
    if (item.person) this.#countPerson(item.person)
    if (item.thing) this.#things++
    if (item.skipped) this.#skipped++
    if (item.rejected) {
      this.#rejected++
      this.#keep(item.rejected)
    }
    for (const { place, field, reason } of item.faults ?? []) {
      increase(this.#faults, `${field}: ${reason}`)
      this.#keep({ place, reason: `${field}: ${reason}`, remedy: 'the record is indexed without this field' })
    }
  }

  /** The counts so far; completeness is the share of persons, 0 to 1, rounded to a thousandth. */
  counts(): QualityCounts {
    const shares = (Object.keys(measures) as Measure[]).map((measure) => {
      const share = this.#persons === 0 ? 0 : (this.#having.get(measure) ?? 0) / this.#persons
      return [measure, Math.round(share * 1000) / 1000] as const
    })
    return {
      persons: this.#persons,
      things: this.#things,
      skipped: this.#skipped,
      rejected: this.#rejected,
      completeness: Object.fromEntries(shares),
      rejections: [...this.#rejections],
      faults: Object.fromEntries(this.#faults),
    }
  }

  #keep(rejection: Rejected): void {
    if (this.#rejections.length < keptRejections) this.#rejections.push(rejection)
  }

  #countPerson(person: Person): void {
    this.#persons++
    for (const measure of Object.keys(measures) as Measure[]) {
      if (person.claims.some(measures[measure])) increase(this.#having, measure)
    }
  }
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
