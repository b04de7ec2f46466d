import {
  compareProfiles,
  type MatchBand,
  type Model,
  type Profile,
  toPersonProfile,
} from '@isthmus/protocol/score'
import { getRecord, type RecordStore } from './record-store.ts'

export type ScoreWork = { left: RecordStore; right: RecordStore; population: number; model: Model }
export type ScoreJob = { job: number; left: Uint32Array<ArrayBuffer>; right: Uint32Array<ArrayBuffer> }
/** In the order of the job's pairs; `band` is a place in `bandNames`. */
export type ScoreResult = ScoreJob & {
  score: Float64Array<ArrayBuffer>
  probability: Float64Array<ArrayBuffer>
  band: Uint8Array<ArrayBuffer>
}

export const bandNames = ['none', 'possible', 'probable', 'strong'] as const satisfies readonly MatchBand[]

/** Profiles of persons who are met again and again; a job is sorted by its left persons. */
const mostProfiles = 20_000

export class Profiles {
  readonly #store: RecordStore
  readonly #known = new Map<number, Profile>()

  constructor(store: RecordStore) {
    this.#store = store
  }

  get(number: number): Profile {
    const known = this.#known.get(number)
    if (known !== undefined) return known
    const profile = toPersonProfile(getRecord(this.#store, number).person)
    if (this.#known.size >= mostProfiles) this.#known.clear()
    this.#known.set(number, profile)
    return profile
  }
}

/** Compares each pair of a job with the full model. */
export function scoreJob(
  { job, left, right }: ScoreJob,
  profiles: { left: Profiles; right: Profiles },
  weighing: { population: number; model: Model },
): ScoreResult {
  const score = new Float64Array(left.length)
  const probability = new Float64Array(left.length)
  const band = new Uint8Array(left.length)
  for (let at = 0; at < left.length; at++) {
    const one = profiles.left.get(left[at] ?? 0)
    const other = profiles.right.get(right[at] ?? 0)
    const result = compareProfiles(one, other, weighing)
    score[at] = result.score
    probability[at] = result.probability
    band[at] = bandNames.indexOf(result.band)
  }
  return { job, left, right, score, probability, band }
}
