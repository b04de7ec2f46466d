import { rarityOfUnseen, toLexicon } from './frequency.ts'
import { toRarity, toRomanRarity } from './rarity.ts'
import { shippedCalibration } from './shipped-calibration.ts'
import { weights, weightsVersion } from './weights.ts'

type Widened<T> = T extends number ? number : { readonly [Key in keyof T]: Widened<T[Key]> }

/** The weights of `weights.ts`, with other numbers. */
export type Weights = Widened<typeof weights>

/**
 * Rarities in bits (log2 of one over the share of records), counted over one source. Words that fewer than ten records
 * bear are left out; what is missing is rarer than all that is there. A source that enters a person ten times reaches ten.
 */
export type Frequency = {
  /** Words of names, by skeleton. */
  readonly words: Readonly<Record<string, number>>
  /** Words of names, by romanised spelling. */
  readonly spellings: Readonly<Record<string, number>>
  /** Words of places and addresses, by romanised spelling. */
  readonly places: Readonly<Record<string, number>>
  readonly nationalities: Readonly<Record<string, number>>
  /** Whole birth dates' days of the year (`01-01`) and years (`1970`), among persons with such a date. */
  readonly births: Readonly<Record<string, number>>
}

/** From the sum of bits to the bits that it means: straight lines between points, bit for bit outside them. */
export type CalibrationCurve = { readonly score: readonly number[]; readonly bits: readonly number[] }

/** Apart for persons none of whose names stand in one script: their names earn bits by another measure. */
export type Calibration = { readonly sameScript: CalibrationCurve; readonly acrossScripts: CalibrationCurve }

/** Everything that a comparison weighs with. Plain data: it goes through JSON unharmed. */
export type Model = {
  /** Of the shape of the weights. */
  readonly version: typeof weightsVersion
  /** Persons over whom the frequencies were counted; 0 in the shipped model. */
  readonly persons: number
  readonly weights: Weights
  readonly frequency: Frequency
  /** log2 of the odds that any two records of the source are of one person, as far as that was learnt. */
  readonly prior?: number
  readonly calibration?: Calibration
}

/** What a peer compares with on its first day. */
export const shippedModel: Model = {
  version: weightsVersion,
  persons: 0,
  weights,
  frequency: { words: {}, spellings: {}, places: {}, nationalities: {}, births: {} },
  calibration: shippedCalibration,
}

/** Bits that the agreement of a word of a name is worth, by its skeleton. */
export function rarityOf(
  token: { readonly skeleton: string; readonly rarity?: number },
  model: Model,
): number {
  if (model.persons === 0) return token.rarity ?? toRarity(token)
  const known = toLexicon(model.frequency.words).get(token.skeleton)
  return limit(known ?? rarityOfUnseen(token.rarity ?? toRarity(token), model.persons), model)
}

/** The same for two words that are spelt alike in Latin letters. */
export function spellingRarityOf(
  token: { readonly roman: string; readonly skeleton: string; readonly romanRarity?: number },
  model: Model,
): number {
  if (model.persons === 0) return token.romanRarity ?? toRomanRarity(token)
  const known = toLexicon(model.frequency.spellings).get(token.roman)
  return limit(known ?? rarityOfUnseen(token.romanRarity ?? toRomanRarity(token), model.persons), model)
}

function limit(bits: number, { weights: { rarity } }: Model): number {
  return Math.min(rarity.most, Math.max(rarity.least, bits))
}
