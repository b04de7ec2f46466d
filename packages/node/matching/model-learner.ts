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
const countedEach = 50_000
const stride = 16

type Sampled = { person: Person; keys: readonly string[] }

/**
 * Learns the model of a source while its persons stream by once, in bounded memory: counts of what at least ten persons
 * share, and some thousand pairs, of whom nothing is kept but how often their fields agree.
 */
export class ModelLearner {
  readonly #counter = new FrequencyCounter()
  readonly #sampler = new PairSampler<Sampled>()

  add(person: Person, keys: readonly string[]): void {
    const number = this.#sampler.persons
    this.#sampler.add({ person, keys }, keys)
    if (number < countedEach) this.#counter.add(toPersonProfile(person))
    else if (number % stride === 0) this.#counter.add(toPersonProfile(person), stride)
  }

  toModel(): Model {
    const { persons } = this.#sampler
    const profiles = new WeakMap<Person, Profile>()
    const toProfile = ({ person }: Sampled): Profile => {
      const profile = profiles.get(person) ?? toPersonProfile(person)
      profiles.set(person, profile)
      return profile
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
