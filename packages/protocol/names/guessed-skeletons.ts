import { learnedSkeletons } from './learned/index.ts'
import { toShortForm, toSkeletons } from './skeleton.ts'
import { isVowelSound } from './sounds.ts'
import { speltSkeletons } from './spelt-skeletons.ts'

/** A skeleton that a word of another script may have in Latin letters, and how much less likely than the best, in bits. */
export type GuessedSkeleton = { readonly skeleton: string; readonly cost: number }

type Reading = readonly [classes: string, share: number]
type Table = { readonly entries: ReadonlyMap<string, readonly Reading[]>; readonly longest: number }

const TRUST = 0.6
const MAX_KEPT = 14
const MAX_GUESSES = 8
const RANGE = 7
const MAX_LETTERS = 40
/** Consonants at the end that are often mute, tried on words whose skeleton is short. */
const SILENT_ENDS = 'TRS'
const SILENT_UP_TO = 2
const SILENT_COST = 3.5
/** A letter that the table does not know is read as nothing. */
const UNKNOWN: readonly Reading[] = [['', 1e-6]]

const tables = new Map<string, Table | undefined>()

/** The likeliest skeletons of a word, best first: what the tables of its script read and what was learnt from names. */
export function toLikelySkeletons(word: {
  sound: string
  written: string
  script: string
  isVowelless: boolean
}): GuessedSkeleton[] {
  const read = toSkeletons(word.sound, word.isVowelless)
  const guesses =
    word.script in speltSkeletons ? toSpeltGuesses(word) : toGuessedSkeletons(word.written, word.script)
  if (guesses.length === 0) {
    const found = read.map((skeleton, at) => ({ skeleton, cost: at === 0 ? 0 : 2 + at / 4 }))
    return word.script === 'Latn' ? found : withSilent(found, word.sound)
  }
  const shares = new Map<string, number>()
  const whole = guesses.reduce((sum, { cost }) => sum + 2 ** -cost, 0)
  for (const { skeleton, cost } of guesses)
    shares.set(skeleton, (shares.get(skeleton) ?? 0) + (TRUST * 2 ** -cost) / whole)
  for (const [at, skeleton] of read.entries()) {
    const share = at === 0 ? 0.7 : 0.3 / (read.length - 1)
    shares.set(skeleton, (shares.get(skeleton) ?? 0) + (1 - TRUST) * share)
  }
  return toRanked(shares)
}

/** Guesses by hand-made tables, also with consonants that Latin letters write and nobody speaks: Ferrand, Tessier, Hubert. */
function toSpeltGuesses(word: { sound: string; written: string; script: string }): GuessedSkeleton[] {
  const guesses = toGuessedSkeletons(word.written, word.script).map(({ skeleton, cost }) => ({
    skeleton: skeleton.length < 2 ? toShortForm(word.sound, skeleton) : skeleton,
    cost,
  }))
  return withSilent(guesses, word.sound)
}

function withSilent(guesses: readonly GuessedSkeleton[], sound: string): GuessedSkeleton[] {
  const [usual] = guesses
  if (usual === undefined || usual.skeleton.length > SILENT_UP_TO) return [...guesses]
  const plain = usual.skeleton.replace(/^[aiu]/, '')
  const isOpen = isVowelSound(sound.charAt(0))
  const silent = [...(isOpen ? [`H${plain}`] : []), ...[...SILENT_ENDS].map((end) => plain + end)]
  const known = guesses.slice(0, MAX_GUESSES - silent.length)
  const added = silent.filter((skeleton) => !known.some((guess) => guess.skeleton === skeleton))
  return [...known, ...added.map((skeleton) => ({ skeleton, cost: SILENT_COST }))]
}

function toRanked(shares: ReadonlyMap<string, number>): GuessedSkeleton[] {
  const found = [...shares].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MAX_GUESSES)
  const best = found[0]?.[1] ?? 1
  return found.map(([skeleton, share]) => ({ skeleton, cost: Math.log2(best / share) }))
}

/** The likeliest Latin skeletons of a word, best first; empty for a script that nothing was learnt about. */
export function toGuessedSkeletons(written: string, script: string): GuessedSkeleton[] {
  const table = findTable(script)
  if (table === undefined) return []
  const letters = [...written].slice(0, MAX_LETTERS)
  const states: Map<string, number>[] = Array.from({ length: letters.length + 1 }, () => new Map())
  states[0]?.set('', 1)
  for (let at = 0; at < letters.length; at++) extend(states, letters, at, table)
  const found = [...(states[letters.length] ?? [])].filter(
    ([skeleton]) => skeleton !== '' || script in speltSkeletons,
  )
  found.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const best = found[0]?.[1] ?? 1
  return found
    .map(([skeleton, share]) => ({ skeleton, cost: Math.log2(best / share) }))
    .filter(({ cost }) => cost <= RANGE)
    .slice(0, MAX_GUESSES)
}

function extend(states: Map<string, number>[], letters: readonly string[], at: number, table: Table): void {
  const here = toLikely(states[at])
  for (let size = 1; size <= table.longest && at + size <= letters.length; size++) {
    const readings = table.entries.get(letters.slice(at, at + size).join('')) ?? (size === 1 ? UNKNOWN : [])
    const onward = states[at + size]
    for (const [classes, share] of readings) {
      for (const [skeleton, before] of here) {
        const longer = skeleton + classes
        onward?.set(longer, (onward.get(longer) ?? 0) + before * share)
      }
    }
  }
}

/** The readings so far that are not too unlikely beside the likeliest. */
function toLikely(state: ReadonlyMap<string, number> | undefined): [string, number][] {
  let most = 0
  for (const share of state?.values() ?? []) most = Math.max(most, share)
  const least = most * 2 ** -RANGE
  const likely: [string, number][] = []
  for (const entry of state ?? []) if (entry[1] >= least) likely.push(entry)
  if (likely.length <= MAX_KEPT) return likely
  return likely.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MAX_KEPT)
}

function findTable(script: string): Table | undefined {
  if (tables.has(script)) return tables.get(script)
  const text = learnedSkeletons[script] ?? speltSkeletons[script]
  const table = text === undefined ? undefined : parseTable(text)
  tables.set(script, table)
  return table
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

function parseTable(text: string): Table {
  const entries = new Map<string, readonly Reading[]>()
  let longest = 1
  for (const line of text.trim().split('\n')) {
    const cut = line.lastIndexOf(' ')
    const chunk = line.slice(0, cut)
    const readings = line
      .slice(cut + 1)
      .split(',')
      .map((cell): Reading => [cell.slice(0, -1), 2 ** (-DIGITS.indexOf(cell.slice(-1)) / 2)])
    entries.set(chunk, readings)
    longest = Math.max(longest, [...chunk].length)
  }
  return { entries, longest }
}
