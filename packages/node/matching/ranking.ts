import type { Postings } from './bucket.ts'
import { RecordTally } from './record-tally.ts'

/** A record that shares keys with a question. `weight` is in bits: the rarer the shared keys, the more. */
export type RankedRecord = {
  recordNo: number
  /** How many of the asked keys it has. */
  shared: number
  weight: number
}

type List = {
  postings: Postings
  bits: number
  /** Bits of this list and of all after it: more than that no record can earn from here on. */
  left: number
}

/** Sums of the same bits in another order differ by less. */
const rounding = 1e-6

/**
 * The `limit` records that share most, heaviest first, and whether these are all. A key that one record in n has weighs
 * log2(n) bits, as in a likelihood ratio. Of frequent keys, which weigh little, only as much is read as can change the
 * outcome.
 */
export function rankRecords(
  tokens: Iterable<bigint>,
  postings: ReadonlyMap<bigint, Postings>,
  { population, limit }: { population: number; limit: number },
): { ranked: RankedRecord[]; isAll: boolean } {
  const tally = new RecordTally()
  let isOpen = true
  for (const { postings: own, bits, left } of toLists(tokens, postings, population)) {
    if (isOpen && tally.hasAbove(left + rounding, limit)) {
      isOpen = false
      tally.dropBelow(tally.weightAt(limit) - left - rounding)
    }
    if (isOpen) tally.addAll(own, bits)
    else tally.addToKnown(own, bits)
  }
  const isAll = isOpen && tally.size <= limit
  if (!isAll) tally.dropBelow(tally.weightAt(limit))
  const ranked = tally
    .toRecords()
    .sort((a, b) => b.weight - a.weight || b.shared - a.shared || a.recordNo - b.recordNo)
  return { ranked: ranked.slice(0, limit), isAll }
}

/** The rarest key first. */
function toLists(
  tokens: Iterable<bigint>,
  postings: ReadonlyMap<bigint, Postings>,
  population: number,
): List[] {
  const lists: List[] = []
  for (const token of tokens) {
    const own = postings.get(token)
    if (own) lists.push({ postings: own, bits: Math.log2(population / own.count), left: 0 })
  }
  lists.sort((a, b) => b.bits - a.bits)
  let left = 0
  for (const list of lists.toReversed()) {
    left += Math.max(0, list.bits)
    list.left = left
  }
  return lists
}
