import { indelCosts, isVowelSound, looseSounds, soundWeights, substitutionCosts } from './sounds.ts'

const MAX_SOUNDS = 40
const SLIP = 0.55
const rows = [
  new Float32Array(MAX_SOUNDS + 1),
  new Float32Array(MAX_SOUNDS + 1),
  new Float32Array(MAX_SOUNDS + 1),
] as const

/** A word's sounds as numbers, with what they weigh. `isVowelless` says that its script leaves out vowels. */
export type SoundCodes = {
  readonly codes: Uint8Array
  readonly weight: number
  readonly consonants: number
  readonly isVowelless: boolean
}

export function toSoundCodes(sound: string, isVowelless: boolean): SoundCodes {
  const length = Math.min(sound.length, MAX_SOUNDS)
  const codes = new Uint8Array(length)
  let weight = 0
  let consonants = 0
  for (let at = 0; at < length; at++) {
    const code = sound.charCodeAt(at)
    codes[at] = code
    const own = soundWeights[code] ?? 1
    weight += own
    if (!isVowelSound(sound.charAt(at))) consonants += own
  }
  return { codes, weight, consonants, isVowelless }
}

/**
 * How alike two words sound, 0 to 1: one minus the cheapest way to turn one into the other (Damerau-Levenshtein with
 * the costs of sounds.ts), over the longer word's weight. Vowels are nearly free where a script does not write them.
 * Symmetric. Returns 0 as soon as the result would lie below `floor`.
 */
export function soundSimilarity(a: SoundCodes, b: SoundCodes, floor = 0): number {
  const loose = a.isVowelless !== b.isVowelless
  const weight = Math.max(loose ? a.consonants : a.weight, loose ? b.consonants : b.weight, 0.6)
  const limit = weight * (1 - floor)
  const difference = loose ? Math.abs(a.consonants - b.consonants) : Math.abs(a.weight - b.weight)
  if (difference * 0.5 > limit + 0.3) return 0
  const cost = toCost(a, b, loose ? 0.25 : 1, limit)
  return cost > limit ? 0 : Math.max(0, 1 - cost / weight)
}

function toCost(a: SoundCodes, b: SoundCodes, vowelShare: number, limit: number): number {
  const aCodes = a.codes
  const bCodes = b.codes
  const columns = bCodes.length
  let before = rows[0]
  let last = rows[1]
  let row = rows[2]
  last[0] = 0
  for (let j = 1; j <= columns; j++) last[j] = (last[j - 1] ?? 0) + dropCost(bCodes[j - 1] ?? 0, vowelShare)
  for (let i = 1; i <= aCodes.length; i++) {
    const from = aCodes[i - 1] ?? 0
    const drop = dropCost(from, vowelShare)
    let least = (last[0] ?? 0) + drop
    row[0] = least
    for (let j = 1; j <= columns; j++) {
      const to = bCodes[j - 1] ?? 0
      let cost = (last[j - 1] ?? 0) + (from === to ? 0 : (substitutionCosts[from * 128 + to] ?? 1))
      const dropped = (last[j] ?? 0) + drop
      if (dropped < cost) cost = dropped
      const added = (row[j - 1] ?? 0) + dropCost(to, vowelShare)
      if (added < cost) cost = added
      if (i > 1 && j > 1 && from === bCodes[j - 2] && aCodes[i - 2] === to && from !== to) {
        const swapped = (before[j - 2] ?? 0) + SLIP
        if (swapped < cost) cost = swapped
      }
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > limit) return least
    const spare = before
    before = last
    last = row
    row = spare
  }
  return last[columns] ?? 0
}

function dropCost(code: number, vowelShare: number): number {
  const cost = indelCosts[code] ?? 1
  return looseSounds[code] === 1 ? cost * vowelShare : cost
}
