import type { Person } from '@isthmus/contract'
import { matchKeysOfPerson } from '../match-keys/index.ts'
import { type Profile, toDistrict, toPersonProfile } from '../score/index.ts'

const MAX_WORDS = 6
const MAX_PLACES = 4
const MAX_BIRTHS = 3
/** Postcodes of fewer characters belong to too many people to tell of one. */
const LEAST_OF_FINE_CODE = 6

/**
 * The keys under which two records of one person meet when whole sources are linked: the match keys, and pairs with a
 * place or postcode, so that neither a changed name nor a missing birth date hides a pair. Only for linkage inside a
 * peer: they are more than an index for questions should hold.
 */
export function linkageKeysOf(person: Person, profile: Profile = toPersonProfile(person)): string[] {
  const keys = new Set(matchKeysOfPerson(person))
  const words = [
    ...new Set(
      profile.names.flatMap(({ tokens }) =>
        tokens.filter(({ role }) => role === 'name').map(({ skeleton }) => skeleton),
      ),
    ),
  ].slice(0, MAX_WORDS)
  const births = [...new Set(profile.births.map(({ edtf }) => edtf))].slice(0, MAX_BIRTHS)
  const forms = profile.places.slice(0, MAX_PLACES).map((place) => place.forms)
  for (const { key, codes, houses, words: streets } of forms) {
    if (key !== '') addPlaceKeys(keys, key, { words, births })
    for (const house of houses) for (const { roman } of streets) keys.add(`lh|${house}|${roman}`)
    for (const code of codes) addCodeKeys(keys, code, { words, births })
  }
  return [...keys]
}

type Known = { words: readonly string[]; births: readonly string[] }

function addPlaceKeys(keys: Set<string>, place: string, { words, births }: Known): void {
  for (const word of words) {
    keys.add(`lp|${place}|${word}`)
    keys.add(`la|${place}|${word.charAt(0)}`)
  }
  for (const birth of births) {
    if (birth.length === 10) keys.add(`lb|${place}|${birth}`)
    for (const word of words) keys.add(`ly|${place}|${birth.slice(0, 4)}|${word.charAt(0)}`)
  }
}

function addCodeKeys(keys: Set<string>, code: string, { words, births }: Known): void {
  if (code.length >= LEAST_OF_FINE_CODE) keys.add(`lc|${code}`)
  const district = toDistrict(code)
  for (const word of words) keys.add(`lw|${district}|${word}`)
  for (const birth of births) keys.add(`ld|${district}|${birth.slice(0, 4)}`)
}
