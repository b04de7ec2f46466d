import { type FrequencyTable, rarityOfUnseen, toLexicon } from './frequency.ts'
import type { Model } from './model.ts'

/**
 * Bits that a field's weight for agreement supposes its values to be worth. A value that is rarer in the source adds
 * the difference, a commoner one takes it away; without a table nothing is added.
 */
export const typicalRarity = { place: 5, code: 10, nationality: 2.7, day: 8.5, year: 6 } as const

const MOST = { place: 7, code: 6, nationality: 5, day: 1, year: 6 } as const

type Field = keyof typeof typicalRarity

/** What agreement in a place's words (its key), or in a postcode (`#` and the code), adds to the usual weight. */
export function rarityOfPlace(key: string, model: Model): number {
  return rarityBeyond(key.startsWith('#') ? 'code' : 'place', key, model)
}

export function rarityOfNationality(country: string, model: Model): number {
  return rarityBeyond('nationality', country, model)
}

/** A birth date by its parts: 1 January stands for many, and few were born in most years. */
export function rarityOfBirth(edtf: string, model: Model): number {
  return edtf.length === 10
    ? rarityBeyond('day', edtf.slice(5), model) + rarityBeyond('year', edtf.slice(0, 4), model)
    : 0
}

function rarityBeyond(field: Field, key: string, model: Model): number {
  if (model.persons === 0) return 0
  const typical = typicalRarity[field]
  const known = toLexicon(model.frequency[tableOf[field]]).get(key)
  const bits = known ?? rarityOfUnseen(typical, model.persons)
  return Math.max(-typical + 0.5, Math.min(MOST[field], bits - typical))
}

const tableOf: Readonly<Record<Field, FrequencyTable>> = {
  place: 'places',
  code: 'places',
  nationality: 'nationalities',
  day: 'births',
  year: 'births',
}
