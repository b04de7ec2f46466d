import type { Comparison } from '@isthmus/contract'
import { compareNames } from './compare-names.ts'
import type { Model } from './model.ts'
import { toNameLevel } from './name-levels.ts'
import { mayNamesEarn } from './name-limit.ts'
import { type NameRule, toNameParts } from './name-parts.ts'
import type { ProfileName } from './profile-name.ts'

type NameOptions = { model: Model; detail: 'none' | 'parts' | 'held' }
/** So few bits most pairs may earn: it is not worth asking. */
const SELDOM = 0
/** Two names, the one asked for first. */
export type BestPair = { one: ProfileName; other: ProfileName; level: Comparison['level']; bits: number }

/** The best of all pairs of names, which counts once; undefined when the question names nobody. */
export function compareNameLists(
  asked: readonly ProfileName[],
  held: readonly ProfileName[],
  options: NameOptions,
): Comparison | undefined {
  const first = asked[0]
  if (first === undefined) return undefined
  const best = findBestNames(asked, held, options)
  if (best === undefined) return { field: 'name', level: 'unknown', bits: 0, asked: first.shown }
  return toNameComparison(best, options)
}

export function toNameComparison(best: BestPair, options: NameOptions): Comparison {
  const { one, other, level, bits } = best
  return {
    field: 'name',
    level,
    bits,
    asked: one.shown,
    ...(other.isAlias ? { alias: true } : {}),
    ...(options.detail === 'none' ? {} : toDetail(best, options)),
  }
}

/** The best pair; pairs that cannot earn `least` bits are not looked at, so that it is undefined when none can. */
export function findBestNames(
  asked: readonly ProfileName[],
  held: readonly ProfileName[],
  { model, least = Number.NEGATIVE_INFINITY }: { model: Model; least?: number },
): BestPair | undefined {
  const { most } = model.weights.name
  let needed = least
  let best: BestPair | undefined
  for (const one of asked) {
    for (const other of held) {
      const added = toAliasBits(one, other, model)
      if (best !== undefined && most + added <= best.bits) continue
      if (isForeignReading(one, other)) continue
      if (needed > SELDOM && !mayNamesEarn(one, other, needed - added, model)) continue
      const found = compareNames(one, other, model)
      const bits = found.ledger.total + added
      if (best !== undefined && bits <= best.bits) continue
      best = { one, other, level: toNameLevel(found), bits }
      needed = Math.max(least, bits)
    }
  }
  return best
}

/** How a name is read elsewhere is for names in Latin letters: two such readings may be alike by chance. */
function isForeignReading(one: ProfileName, other: ProfileName): boolean {
  if (one.script === 'Hani' && other.script === 'Hani' && one.tokens.length !== other.tokens.length)
    return true
  return (
    (isReadElsewhere(one) && other.script !== 'Latn') || (isReadElsewhere(other) && one.script !== 'Latn')
  )
}

function isReadElsewhere(name: ProfileName): boolean {
  return name.script === 'Hani' && name.tokens[0]?.script !== 'Hani'
}

function toAliasBits(one: ProfileName, other: ProfileName, { weights: { name } }: Model): number {
  return (one.isAlias || other.isAlias ? name.alias : 0) + (one.isWeak || other.isWeak ? name.weakAlias : 0)
}

function toDetail({ one, other, bits }: BestPair, { model, detail }: NameOptions): Partial<Comparison> {
  const { alias, weakAlias } = model.weights.name
  const rules: NameRule[] = []
  if (one.isAlias || other.isAlias) rules.push({ level: 'alias', bits: alias })
  if (one.isWeak || other.isWeak) rules.push({ level: 'weak-alias', bits: weakAlias })
  const isHeldShown = detail === 'held'
  const parts = toNameParts(compareNames(one, other, model), rules, { total: bits, isHeldShown })
  return isHeldShown ? { held: other.shown, parts } : { parts }
}
