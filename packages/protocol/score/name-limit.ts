import { isSameWord } from '../names/index.ts'
import { MAX_WORDS_TO_JOIN, mayBeJoined } from './joined-words.ts'
import { toLikeness } from './likeness-memory.ts'
import { type Model, rarityOf, spellingRarityOf } from './model.ts'
import type { ProfileName, ProfileToken } from './profile-name.ts'
import { type Tolerance, toTolerance } from './tolerance.ts'

/** Sums of the same bits in another order differ by less. */
const ROUNDING = 1e-6

/**
 * Whether two names may earn `least` bits, at a fraction of what it costs to compare them. Never false when they do.
 */
export function mayNamesEarn(one: ProfileName, other: ProfileName, least: number, model: Model): boolean {
  const { name } = model.weights
  const wanted = least - ROUNDING
  const tolerance = toTolerance(one, other, model)
  const across = one.script === other.script ? Infinity : name.acrossScripts.most
  if (Math.min(Math.max(name.most, tolerance.most), across) < wanted) return wanted <= name.least
  if (wanted <= name.least || !areLosses(tolerance, model.weights)) return true
  const [a, b] = one.tokens.length <= other.tokens.length ? [one, other] : [other, one]
  const most = toMost(a, b, { tolerance, model, limit: Math.min(tolerance.most, across), wanted })
  return most >= wanted || mayBeCut(a, b, name.joined) || mayBeCut(b, a, name.joined)
}

/** A model's weights could be anything: whether those that the limit takes for losses are. */
function areLosses({ akin, conflict, perSound }: Tolerance, { name }: Model['weights']): boolean {
  const gains = Math.max(akin, name.givenMissing, name.fatherSwapped, name.extra, name.leastOfWord)
  return gains <= 0 && conflict <= akin && perSound >= 0 && name.unlike >= 0
}

type Limits = { tolerance: Tolerance; model: Model; limit: number; wanted: number }

/**
 * The most that names without joined words earn: each word of the shorter one that is like none of the longer one meets
 * a word of it that has no partner either, which costs, and the others then earn no more than `limit`. Infinity where no
 * word is certain to be left over. Words after that by which `wanted` is out of reach are not looked at.
 */
function toMost(a: ProfileName, b: ProfileName, { tolerance, model, limit, wanted }: Limits): number {
  const { floor, related, conflict, akin } = tolerance
  for (const { role } of a.tokens) if (role !== 'name') return Infinity
  for (const { role } of b.tokens) if (role !== 'name') return Infinity
  let lost = 0
  let earned = a.tokens.length * Math.max(0, model.weights.name.childAgrees)
  for (const one of a.tokens) {
    const nearest = toNearest(one, b, floor)
    if (nearest > floor) earned += Math.max(0, rarityOf(one, model), spellingRarityOf(one, model))
    else lost += conflict - (conflict - akin) * (Math.max(0, nearest - related) / (floor - related))
    if (lost < 0 && limit + lost < wanted) return limit + lost
  }
  return lost === 0 ? Infinity : Math.min(limit, earned) + lost
}

/** How alike the word of `name` is that is nearest, or one that is nearer than `enough`. */
function toNearest(one: ProfileToken, name: ProfileName, enough: number): number {
  for (const other of name.tokens) if (one === other || isSameWord(one, other)) return 1
  let nearest = 0
  for (const other of name.tokens) {
    nearest = Math.max(nearest, toLikeness(one, other))
    if (nearest > enough) break
  }
  return nearest
}

/** Whether two neighbouring words of `cut` may be one of `whole`, so that no word need be left over. */
function mayBeCut(whole: ProfileName, cut: ProfileName, floor: number): boolean {
  if (whole.tokens.length > MAX_WORDS_TO_JOIN || cut.tokens.length > MAX_WORDS_TO_JOIN) return false
  for (const word of whole.tokens) {
    for (let at = 0; at + 1 < cut.tokens.length; at++) {
      const first = cut.tokens[at]
      const second = cut.tokens[at + 1]
      if (first !== undefined && second !== undefined && mayBeJoined(word, [first, second], floor))
        return true
    }
  }
  return false
}
