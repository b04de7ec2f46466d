import { matchBirths, matchDocuments } from './compare-fields.ts'
import { compareNameLists } from './compare-name-lists.ts'
import { matchPlaces } from './compare-places.ts'
import { rarityOfBirth, rarityOfNationality } from './field-rarity.ts'
import { CONTRADICTION, FAR_YEARS, learntFields } from './levels.ts'
import { listLikelyPairs } from './likely-names.ts'
import type { Model } from './model.ts'
import type { Profile } from './profile.ts'

/**
 * How pairs of persons agree, field by field in the order of `learntFields`: the number of the level (-1: one side lacks
 * the field), and the bits that its values' rarity adds to the level's weight.
 */
export type Observations = {
  readonly count: number
  readonly levels: Int8Array
  readonly added: Float64Array
  readonly shares: Float64Array
}

/** `share`: how much the pair counts, because others like it were left out. */
export type ProfilePair = { readonly one: Profile; readonly other: Profile; readonly share: number }

const width = learntFields.length
const numbers = learntFields.map(({ levels }) => new Map(levels.map(({ name }, at) => [name, at])))

export function observe(pairs: readonly ProfilePair[], model: Model): Observations {
  const levels = new Int8Array(pairs.length * width).fill(-1)
  const added = new Float64Array(pairs.length * width)
  const shares = new Float64Array(pairs.length)
  for (const [at, { one, other, share }] of pairs.entries()) {
    shares[at] = share
    const put: Put = (field, level, bits) => {
      levels[at * width + field] = numbers[field]?.get(level) ?? -1
      added[at * width + field] = bits
    }
    observeNames(one, other, { model, put })
    observeBirths(one, other, { model, put })
    observeCountryAndSex(one, other, { model, put })
    observePlaces(one, other, { model, put })
    const document = matchDocuments(one.documents, other.documents, model)
    if (document !== undefined) put(FIELD.document, document.level, 0)
  }
  return { count: pairs.length, levels, added, shares }
}

type Put = (field: number, level: string, bits: number) => void
type Observing = { model: Model; put: Put }

const FIELD = { name: 0, birth: 1, nationality: 2, sex: 3, words: 4, code: 5, house: 6, document: 7 } as const

function observeNames(one: Profile, other: Profile, { model, put }: Observing): void {
  let best = Number.NEGATIVE_INFINITY
  for (const { asked, held } of listLikelyPairs(one.names, other.names)) {
    const name = compareNameLists(asked, held, { model, detail: 'none' })
    if (name !== undefined && name.level !== 'unknown') best = Math.max(best, name.bits)
  }
  if (best === Number.NEGATIVE_INFINITY) return
  if (best <= CONTRADICTION) put(FIELD.name, 'contradicts', 0)
  else put(FIELD.name, 'agrees', best)
}

function observeBirths(one: Profile, other: Profile, { model, put }: Observing): void {
  const birth = matchBirths(one.births, other.births, model)
  if (birth === undefined) return
  if (birth.level === 'differs') put(FIELD.birth, birth.years > FAR_YEARS ? 'far' : 'differs', 0)
  else put(FIELD.birth, birth.level, birth.level === 'exact' ? rarityOfBirth(birth.asked, model) : 0)
}

function observeCountryAndSex(one: Profile, other: Profile, { model, put }: Observing): void {
  if (one.nationalities.length > 0 && other.nationalities.length > 0) {
    const shared = one.nationalities.filter((country) => other.nationalities.includes(country))
    const rarest = Math.max(...shared.map((country) => rarityOfNationality(country, model)))
    if (shared.length > 0) put(FIELD.nationality, 'exact', rarest)
    else put(FIELD.nationality, 'differs', 0)
  }
  if (one.sex !== undefined && other.sex !== undefined)
    put(FIELD.sex, one.sex === other.sex ? 'exact' : 'differs', 0)
}

function observePlaces(one: Profile, other: Profile, { model, put }: Observing): void {
  const place = matchPlaces(one.places, other.places, model)
  if (place === undefined) return
  if (place.words !== undefined) put(FIELD.words, place.words, place.wordsRarity)
  if (place.code !== undefined) put(FIELD.code, place.code, place.codeRarity)
  if (place.house !== undefined) put(FIELD.house, place.house, 0)
}
