import type { ChunkPair } from './chunk-model.ts'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** Readings of a chunk this many bits less likely than its usual one are left out. */
const RANGE = 8

/**
 * The table of which consonant classes a chunk of another script stands for in Latin letters. One line for each chunk:
 * the chunk, a space, then `classes digit` groups separated by a comma; the digit is how unlikely the two are met
 * together, in half bits from `least` on. Chunks whose likeliest reading smaller chunks give as well are left out.
 */
export function toSkeletonTable(pairs: readonly ChunkPair[], spare: number): string {
  const byChunk = new Map<string, ChunkPair[]>()
  for (const pair of pairs) byChunk.set(pair.right, [...(byChunk.get(pair.right) ?? []), pair])
  const costs = new Map<string, number>()
  const lines: string[] = []
  const chunks = [...byChunk.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  for (const chunk of chunks) {
    const found = (byChunk.get(chunk) ?? []).sort((a, b) => b.share - a.share || (a.left < b.left ? -1 : 1))
    const best = -Math.log2(found[0]?.share ?? 1)
    const kept = found.filter(
      (pair) =>
        -Math.log2(pair.share) < best + RANGE &&
        (chunk.length === 1 || -Math.log2(pair.share) + spare < composedCost(pair.left, chunk, costs)),
    )
    if (kept.length === 0) continue
    for (const pair of kept) costs.set(`${chunk}\t${pair.left}`, -Math.log2(pair.share))
    lines.push(`${chunk} ${kept.map((pair) => pair.left + toDigit(-Math.log2(pair.share))).join(',')}`)
  }
  return lines.join('\n')
}

function toDigit(bits: number): string {
  return DIGITS.charAt(Math.max(0, Math.min(DIGITS.length - 1, Math.round(bits * 2))))
}

/** The least cost at which smaller chunks read `chunk` as `classes`. */
function composedCost(classes: string, chunk: string, costs: ReadonlyMap<string, number>): number {
  let best = Infinity
  for (let cut = 1; cut < chunk.length; cut++) {
    for (let at = 0; at <= classes.length; at++) {
      const head = costs.get(`${chunk.slice(0, cut)}\t${classes.slice(0, at)}`)
      const own = costs.get(`${chunk.slice(cut)}\t${classes.slice(at)}`)
      const rest =
        own ?? (chunk.length - cut > 1 ? composedCost(classes.slice(at), chunk.slice(cut), costs) : Infinity)
      if (head !== undefined) best = Math.min(best, head + rest)
    }
  }
  return best
}
