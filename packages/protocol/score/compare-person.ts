import type { Comparison, Person, SearchSubject } from '@isthmus/contract'
import { toCalibratedBits, toLeastScore } from './calibration.ts'
import { compareBirthLists, compareDocuments, compareNationalities, compareSexes } from './compare-fields.ts'
import { compareNameLists, findBestNames, toNameComparison } from './compare-name-lists.ts'
import { comparePlaces } from './compare-places.ts'
import { type CalibrationCurve, type Model, shippedModel } from './model.ts'
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

/** A comparison that does not end in nothing. */
export type FoundMatch = MatchResult & { band: Exclude<MatchBand, 'none'> }

/** `detail`: 'parts' explains names word by word; 'held' shows what the source holds as well. */
export type CompareOptions = { population: number; model?: Model; detail?: 'none' | 'parts' | 'held' }

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
  options: CompareOptions,
): MatchResult {
  return compareProfiles(prepared.profile, toKnownProfile(person), options)
}

/** As `comparePerson`, for two profiles that are ready; both sides may have several names. */
export function compareProfiles(asked: Profile, held: Profile, options: CompareOptions): MatchResult {
  const weighing = toWeighing(options)
  const name = compareNameLists(asked.names, held.names, weighing)
  const fields = compareFields(asked, held, weighing)
  return toResult(name === undefined ? fields : [toRounded(name), ...fields], {
    curve: findCurve(asked, held, weighing.model),
    population: options.population,
  })
}

/**
 * As `compareProfiles`, but undefined where the band is `none`: for searches, whose candidates mostly are nobody's, and
 * of which most need not be compared to the end.
 */
export function findMatch(asked: Profile, held: Profile, options: CompareOptions): FoundMatch | undefined {
  const weighing = toWeighing(options)
  const { model } = weighing
  const fields = compareFields(asked, held, weighing)
  const curve = findCurve(asked, held, model)
  const least = toLeastOfName(fields, { curve, population: options.population })
  let name: Comparison | undefined
  if (asked.names.length === 0 || least <= 0) name = compareNameLists(asked.names, held.names, weighing)
  else {
    const best = findBestNames(asked.names, held.names, { model, least })
    if (best === undefined || best.bits < least) return undefined
    name = toNameComparison(best, weighing)
  }
  const result = toResult(name === undefined ? fields : [toRounded(name), ...fields], {
    curve,
    population: options.population,
  })
  const { band } = result
  return band === 'none' ? undefined : { ...result, band }
}

/** As `findMatch`, of a person. */
export function findPersonMatch(
  prepared: PreparedSubject,
  person: Person,
  options: CompareOptions,
): FoundMatch | undefined {
  return findMatch(prepared.profile, toKnownProfile(person), options)
}

function toKnownProfile(person: Person): Profile {
  const known = profiles.get(person)
  if (known !== undefined) return known
  const made = toPersonProfile(person)
  profiles.set(person, made)
  return made
}

type Weighing = { model: Model; detail: 'none' | 'parts' | 'held' }
type Meaning = { curve: CalibrationCurve | undefined; population: number }

function toWeighing({ model = shippedModel, detail = 'none' }: CompareOptions): Weighing {
  return { model, detail }
}

/** All but the name, which costs most. */
function compareFields(asked: Profile, held: Profile, weighing: Weighing): Comparison[] {
  const comparisons: Comparison[] = []
  const add = (comparison: Comparison | undefined) => {
    if (comparison !== undefined) comparisons.push(toRounded(comparison))
  }
  add(compareBirthLists(asked.births, held.births, weighing))
  add(compareNationalities(asked.nationalities, held.nationalities, weighing))
  // A profile may make what is seldom asked for only when somebody looks at it.
  if (asked.places.length > 0) add(comparePlaces(asked.places, held.places, weighing))
  if (asked.documents.length > 0) add(compareDocuments(asked.documents, held.documents, weighing))
  add(compareSexes(asked.sex, held.sex, weighing))
  return comparisons
}

function toRounded(comparison: Comparison): Comparison {
  comparison.bits = Math.round(comparison.bits * 100) / 100
  return comparison
}

function toScore(comparisons: readonly Comparison[]): number {
  let hundredths = 0
  for (const { bits } of comparisons) hundredths += Math.round(bits * 100)
  return hundredths / 100
}

/** Bits are rounded to hundredths, and sums and curves are not exact to the last digit. */
const SLACK = 0.02

/** What the name must earn if the band is not to be `none`. */
function toLeastOfName(fields: readonly Comparison[], { curve, population }: Meaning): number {
  const agreed = toDocumentBits(fields)
  const needed = Math.log2(bands.possible / (1 - bands.possible)) - toPriorBits(population)
  return toLeastScore(needed - agreed, curve) + agreed - toScore(fields) - SLACK
}

function toResult(comparisons: Comparison[], { curve, population }: Meaning): MatchResult {
  const score = toScore(comparisons)
  const agreed = toDocumentBits(comparisons)
  const bits = agreed + toCalibratedBits(score - agreed, curve)
  const probability = toProbability(bits, population)
  const band = toBand(probability)
  return { score, probability, band: contradicts(comparisons) ? weakened(band) : band, comparisons }
}

/** Which curve of the model's calibration is for these two. */
function findCurve(asked: Profile, held: Profile, { calibration }: Model): CalibrationCurve | undefined {
  if (calibration === undefined) return undefined
  return isAcrossScripts(asked, held) ? calibration.acrossScripts : calibration.sameScript
}

/** Whether both have names, and none of the one stands in the script of one of the other. */
export function isAcrossScripts(asked: Profile, held: Profile): boolean {
  if (asked.names.length === 0 || held.names.length === 0) return false
  return !asked.names.some(({ script }) => held.names.some((name) => name.script === script))
}

/**
 * The person asked about may well not be in the source at all, so a small source is no reason to believe more: below a
 * thousand persons the prior stays that of a thousand.
 */
const smallestPopulation = 1000

/** Bits that a person of a source has before anything is compared: the odds of one in its population. */
export function toPriorBits(population: number): number {
  return -Math.log2(Math.max(smallestPopulation, population))
}

function toProbability(bits: number, population: number): number {
  return 1 / (1 + 2 ** -(toPriorBits(population) + bits))
}

/**
 * What an agreeing document number earns. It needs no calibration: unlike names and births, which belong together by
 * family and country, it is independent of all else.
 */
export function toDocumentBits(comparisons: readonly Comparison[]): number {
  return Math.max(0, comparisons.find(({ field }) => field === 'document')?.bits ?? 0)
}

/** Another date of birth lowers and never vetoes: lists do hold wrong ones. But such a hit is not called strong. */
function contradicts(comparisons: readonly Comparison[]): boolean {
  if (toDocumentBits(comparisons) > 0) return false
  return comparisons.some(({ field, level }) => field === 'birth' && level === 'differs')
}

function weakened(band: MatchBand): MatchBand {
  return band === 'strong' || band === 'probable' ? 'possible' : band
}

function toBand(probability: number): MatchBand {
  if (probability >= bands.strong) return 'strong'
  if (probability >= bands.probable) return 'probable'
  return probability >= bands.possible ? 'possible' : 'none'
}
