import type { Person } from '@isthmus/contract/types'
import {
  FrequencyCounter,
  type Model,
  PairSampler,
  type Profile,
  toModel,
  toPersonProfile,
} from '@isthmus/protocol/score'

/** Persons who are counted each; of those behind them one in so many. */
const countedEach = 20_000
const stride = 16
/** Persons whose profiles are kept from counting to comparing; further ones are made again, to save memory. */
const mostKept = 5000

type Sampled = { person: Person; keys: readonly string[]; profile: Profile | undefined }

/**
 * Learns the model of a source while its persons stream by once, in bounded memory: counts of what at least ten records
 * share, and some thousand pairs, of whom nothing is kept but how often their fields agree.
 */
export class ModelLearner {
  readonly #counter = new FrequencyCounter()
  readonly #sampler = new PairSampler<Sampled>()

  add(person: Person, keys: readonly string[]): void {
    const number = this.#sampler.persons
    const isCounted = number < countedEach || number % stride === 0
    const profile = isCounted ? toPersonProfile(person) : undefined
    if (profile !== undefined) this.#counter.add(profile, number < countedEach ? 1 : stride)
    this.#sampler.add({ person, keys, profile: number < mostKept ? profile : undefined }, keys)
  }

  toModel(): Model {
    const { persons } = this.#sampler
    const toProfile = (sampled: Sampled): Profile => {
      sampled.profile ??= toPersonProfile(sampled.person)
      return sampled.profile
    }
    return toModel({
      persons,
      frequency: this.#counter.toFrequency(),
      blocked: this.#sampler.toBlocked(toProfile, ({ keys }) => keys),
      random: this.#sampler.toRandom(toProfile),
      possible: Math.max(1, (persons * (persons - 1)) / 2),
    })
  }
}
