import { chunkLikeness, hasChunks } from './chunk-likeness.ts'
import type { NameToken } from './name-forms.ts'
import { soundSimilarity } from './sound-similarity.ts'

/** What true pairs of words reach in half of all cases, by script: writings that tell more of a sound reach more. */
const USUAL: Readonly<Record<string, number>> = {
  Arab: 0.74,
  Cyrl: 0.84,
  Hang: 0.48,
  Hani: 0.42,
  Hebr: 0.72,
  Hira: 0.58,
  Kana: 0.58,
}
/** A pair that reaches this much of what is usual, and a tenth more, is as good as the same. */
const FULL = 1.1
/** How fast the likeness of letters falls to the scale on which sounds are compared. */
const STEEPNESS = 2.5
/** Sounds that agree although letters do not reach this share are believed a little less. */
const DOUBTFUL = { share: 0.35, loss: 0.3 }
/** Sounds that agree so well need no other witness. */
const SAME = 0.95

/**
 * How alike two words are, 0 to 1: by their sounds, or for a Latin word and one of a script that was learnt, by what
 * their letters say if that is more. Han words by their characters. Symmetric. Returns 0 where the result would lie
 * below `floor`.
 */
export function compareWords(a: NameToken, b: NameToken, floor = 0): number {
  if (a.script === 'Hani' && b.script === 'Hani') return toSameCharacters(a, b)
  if (a.script === b.script) return soundSimilarity(a.codes, b.codes, floor)
  if (a.script === 'Latn' && hasChunks(b.script)) return compareAcross(a, b, floor)
  if (b.script === 'Latn' && hasChunks(a.script)) return compareAcross(b, a, floor)
  return soundSimilarity(a.codes, b.codes, floor)
}

/** Whether two words are spelt alike in Latin letters and, in Han characters, are the same but for simplified forms. */
export function isSameWord(a: NameToken, b: NameToken): boolean {
  if (a.roman !== b.roman) return false
  return a.script !== 'Hani' || b.script !== 'Hani' || a.letters.written === b.letters.written
}

/** The share of characters that two Han words have in the same places. */
function toSameCharacters(a: NameToken, b: NameToken): number {
  const one = [...a.letters.written]
  const other = [...b.letters.written]
  const length = Math.max(one.length, other.length, 1)
  let same = 0
  for (let at = 0; at < length; at++) if (one[at] !== undefined && one[at] === other[at]) same++
  return same / length
}

function compareAcross(latin: NameToken, other: NameToken, floor: number): number {
  const sound = soundSimilarity(latin.codes, other.codes, floor)
  if (sound >= SAME) return sound
  const full = (USUAL[other.script] ?? 1) * FULL
  const least = full * (1 - (1 - floor) ** (1 / STEEPNESS))
  const reached = Math.min(1, chunkLikeness(latin.letters, other.letters, least) / full)
  const doubt = Math.max(0, DOUBTFUL.share - reached) * DOUBTFUL.loss
  const found = Math.max(sound - doubt, 1 - (1 - reached) ** STEEPNESS)
  return found < floor ? 0 : found
}
