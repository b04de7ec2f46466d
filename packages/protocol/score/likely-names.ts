import type { ProfileName } from './profile-name.ts'

export type NamePairs = { readonly asked: readonly ProfileName[]; readonly held: readonly ProfileName[] }

/** So many pairs of names are all compared; of more only the likeliest. */
const MOST_PAIRS = 2
/** Names of one person that are looked at. */
const MOST_NAMES = 32

/**
 * Which names of two persons may tell how alike they are: all with all, and of persons with many aliases those that share
 * most words by sound; where none does, the first names. Bounded, for learning compares thousands of persons by chance.
 */
export function listLikelyPairs(asked: readonly ProfileName[], held: readonly ProfileName[]): NamePairs[] {
  if (asked.length * held.length <= MOST_PAIRS) return [{ asked, held }]
  const shared = countShared(asked, held)
  if (shared.size === 0) return [{ asked: asked.slice(0, 1), held: held.slice(0, 1) }]
  return [...shared]
    .sort(([a, most], [b, more]) => more - most || a - b)
    .slice(0, MOST_PAIRS)
    .map(([pair]) => {
      const one = Math.floor(pair / MOST_NAMES)
      const other = pair % MOST_NAMES
      return { asked: asked.slice(one, one + 1), held: held.slice(other, other + 1) }
    })
}

const remembered = new WeakMap<readonly ProfileName[], ReadonlyMap<string, readonly number[]>>()

/** In which names of a list a word stands, by its sounds. */
function toPlaces(names: readonly ProfileName[]): ReadonlyMap<string, readonly number[]> {
  const known = remembered.get(names)
  if (known !== undefined) return known
  const places = new Map<string, number[]>()
  for (const [place, { tokens }] of names.slice(0, MOST_NAMES).entries()) {
    for (const { skeleton, role } of tokens) {
      if (role !== 'name') continue
      const own = places.get(skeleton)
      if (own === undefined) places.set(skeleton, [place])
      else if (own.at(-1) !== place) own.push(place)
    }
  }
  remembered.set(names, places)
  return places
}

/** By pair of names, how many words they share by sound; pairs that share none are left out. */
function countShared(asked: readonly ProfileName[], held: readonly ProfileName[]): Map<number, number> {
  const places = toPlaces(held)
  const shared = new Map<number, number>()
  for (const [skeleton, own] of toPlaces(asked)) {
    for (const other of places.get(skeleton) ?? []) {
      for (const one of own) {
        const pair = one * MOST_NAMES + other
        shared.set(pair, (shared.get(pair) ?? 0) + 1)
      }
    }
  }
  return shared
}
