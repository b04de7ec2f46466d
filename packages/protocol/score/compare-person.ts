import type { Comparison, Person, SearchSubject } from '@isthmus/contract'
import {
  compareBirthLists,
  compareDocuments,
  compareNameLists,
  compareNationalities,
  comparePlaces,
  compareSexes,
} from './compare-fields.ts'
import { type Profile, toPersonProfile, toSubjectProfile } from './profile.ts'
import { bands } from './weights.ts'

/** A question's subject, made ready once to be compared with many persons. */
export type PreparedSubject = { readonly profile: Profile }

export type MatchBand = 'strong' | 'probable' | 'possible' | 'none'

export type MatchResult = {
  /** Sum of the comparisons' bits. */
  score: number
  /** Probability, 0 to 1, that both are one person, when one of `population` persons is expected to be. */
  probability: number
  band: MatchBand
  comparisons: Comparison[]
}

const profiles = new WeakMap<Person, Profile>()

export function prepareSubject(subject: SearchSubject): PreparedSubject {
  return { profile: toSubjectProfile(subject) }
}

/**
 * Compares a subject with a person of a source of `population` persons. The comparisons hold nothing of the source's
 * values: only what was asked, how well it agrees, and the bits that make up the score.
 */
export function comparePerson(
  prepared: PreparedSubject,
  person: Person,
  options: { population: number },
): MatchResult {
  let profile = profiles.get(person)
  if (profile === undefined) {
    profile = toPersonProfile(person)
    profiles.set(person, profile)
  }
  return compareProfiles(prepared.profile, profile, options)
}

/** As `comparePerson`, for two profiles that are ready; both sides may have several names. */
export function compareProfiles(asked: Profile, held: Profile, options: { population: number }): MatchResult {
  const comparisons: Comparison[] = []
  let hundredths = 0
  const add = (comparison: Comparison | undefined) => {
    if (comparison === undefined) return
    const rounded = Math.round(comparison.bits * 100)
    hundredths += rounded
    comparison.bits = rounded / 100
    comparisons.push(comparison)
  }
  add(compareNameLists(asked.names, held.names))
  add(compareBirthLists(asked.births, held.births))
  add(compareNationalities(asked.nationalities, held.nationalities))
  add(comparePlaces(asked.places, held.places))
  add(compareDocuments(asked.documents, held.documents))
  add(compareSexes(asked.sex, held.sex))
  const score = hundredths / 100
  const probability = toProbability(score, options.population)
  const band = toBand(probability)
  return { score, probability, band: contradicts(comparisons) ? weakened(band) : band, comparisons }
}

/**
 * The person asked about may well not be in the source at all, so a small source is no reason to believe more: below a
 * thousand persons the prior stays that of a thousand.
 */
const smallestPopulation = 1000

function toProbability(score: number, population: number): number {
  const prior = Math.log2(Math.max(smallestPopulation, population))
  return 1 / (1 + 2 ** (prior - score))
}

/** Another date of birth lowers and never vetoes: lists do hold wrong ones. But such a hit is not called strong. */
function contradicts(comparisons: readonly Comparison[]): boolean {
  const isSameDocument = comparisons.some(({ field, bits }) => field === 'document' && bits > 0)
  return !isSameDocument && comparisons.some(({ field, level }) => field === 'birth' && level === 'differs')
}

function weakened(band: MatchBand): MatchBand {
  return band === 'strong' || band === 'probable' ? 'possible' : band
}

function toBand(probability: number): MatchBand {
  if (probability >= bands.strong) return 'strong'
  if (probability >= bands.probable) return 'probable'
  return probability >= bands.possible ? 'possible' : 'none'
}
