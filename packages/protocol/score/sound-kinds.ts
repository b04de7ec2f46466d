import type { SoundCodes } from '../names/index.ts'

/**
 * The consonants of a word by kind, in their order: lips, nasals, liquids, tongue, throat, and those that may be of
 * several kinds. Sounds of two kinds cost nearly a whole sound, so that kinds tell cheaply which words are unlike.
 */
export type SoundKinds = Uint8Array

/** How many consonants of each kind there are, four bits each. */
export type SoundBag = number

const KINDS = ['bpfvBPF', 'mnN', 'lrL', 'td01szSZCJcEDT5678$9', 'kgxK34GX2']
const OPEN_SOUNDS = 'wWYHQIjqy'
const OPEN = KINDS.length
const NO_KIND = 255
const kindOf = new Uint8Array(128).fill(NO_KIND)
for (const [kind, sounds] of [...KINDS, OPEN_SOUNDS].entries())
  for (const sound of sounds) kindOf[sound.charCodeAt(0)] = kind

const MAX_KINDS = 15
const OPEN_COST = 0.2
const LEAST_COST = 0.7
const MOST = 15
const row = new Float32Array(MAX_KINDS + 1)

export function toSoundKinds({ codes }: SoundCodes): SoundKinds {
  return codes
    .map((code) => kindOf[code] ?? NO_KIND)
    .filter((kind) => kind !== NO_KIND)
    .slice(0, MAX_KINDS)
}

/** Kinds to change, add or drop to turn one word into the other. */
export function toKindDistance(one: SoundKinds, other: SoundKinds): number {
  row[0] = 0
  for (let j = 1; j <= other.length; j++) row[j] = (row[j - 1] ?? 0) + toCost(other[j - 1])
  for (const kind of one) {
    const drop = toCost(kind)
    let diagonal: number = row[0] ?? 0
    let left: number = diagonal + drop
    row[0] = left
    for (let j = 1; j <= other.length; j++) {
      const above = row[j] ?? 0
      const to = other[j - 1]
      const add = toCost(to)
      const changed = diagonal + (kind === to ? 0 : Math.min(drop, add))
      left = Math.min(changed, above + drop, left + add)
      row[j] = left
      diagonal = above
    }
  }
  return row[other.length] ?? 0
}

function toCost(kind: number | undefined): number {
  return kind === OPEN ? OPEN_COST : 1
}

export function toSoundBag({ codes }: SoundCodes): SoundBag {
  let bag = 0
  for (const code of codes) {
    const shift = 4 * (kindOf[code] ?? NO_KIND)
    if (shift <= 4 * OPEN && ((bag >> shift) & MOST) < MOST) bag += 1 << shift
  }
  return bag
}

/** Less than what it costs to turn one word into the other, whatever the order of their sounds. */
export function toLeastCost(one: SoundBag, other: SoundBag): number {
  let more = 0
  let less = 0
  for (let shift = 0; shift < 4 * OPEN; shift += 4) {
    const difference = ((one >> shift) & MOST) - ((other >> shift) & MOST)
    if (difference > 0) more += difference
    else less -= difference
  }
  const openOfOne = (one >> (4 * OPEN)) & MOST
  const openOfOther = (other >> (4 * OPEN)) & MOST
  return LEAST_COST * Math.max(0, more - openOfOther, less - openOfOne)
}
