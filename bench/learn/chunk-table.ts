import type { ChunkPair } from './chunk-model.ts'

/** Half bits that a digit stands for: `0` is -6 bits, `Z` is 11.5. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ZERO = 12
const WIDEST = 6

type Scored = { left: string; right: string; bits: number; share: number }

/**
 * The table of what each pair of chunks says for two words being one, in bits: log2 of how often the two stand together
 * over how often they would by chance. Pairs that smaller chunks say as well, within `spare` bits, are left out. One
 * line for each right chunk: the chunk, a space, then left chunks each followed by a digit for its bits.
 */
export function toChunkTable(pairs: readonly ChunkPair[], spare: number): string {
  const scored = toScored(pairs)
  const kept = new Map<string, Scored>()
  const bySize = [...scored].sort(
    (a, b) =>
      a.left.length + a.right.length - (b.left.length + b.right.length) ||
      (a.left + a.right < b.left + b.right ? -1 : 1),
  )
  for (const pair of bySize) {
    const isSmall = pair.left.length <= 1 && pair.right.length <= 1
    if (!isSmall && bestOfSmaller(pair, kept) >= pair.bits - spare) continue
    kept.set(`${pair.left}\t${pair.right}`, pair)
  }
  const lines = new Map<string, string>()
  for (const { left, right, bits } of [...kept.values()].sort((a, b) =>
    a.right + a.left < b.right + b.left ? -1 : 1,
  ))
    lines.set(right, (lines.get(right) ?? '') + left + toDigit(bits))
  return [...lines].map(([right, cells]) => `${right} ${cells}`).join('\n')
}

function toDigit(bits: number): string {
  return DIGITS.charAt(Math.max(0, Math.min(DIGITS.length - 1, Math.round(bits * 2) + ZERO)))
}

function toScored(pairs: readonly ChunkPair[]): Scored[] {
  const left = toTextShares(pairs.map((pair) => [pair.left, pair.share]))
  const right = toTextShares(pairs.map((pair) => [pair.right, pair.share]))
  return pairs.map((pair) => ({
    ...pair,
    bits: Math.log2(pair.share) - Math.log2(left(pair.left)) - Math.log2(right(pair.right)),
  }))
}

/** How likely a text is in one of the two writings, over all ways to cut it into chunks. */
function toTextShares(chunks: readonly (readonly [string, number])[]): (text: string) => number {
  const shares = new Map<string, number>()
  let total = 0
  for (const [chunk, share] of chunks) {
    if (chunk === '') continue
    shares.set(chunk, (shares.get(chunk) ?? 0) + share)
    total += share
  }
  return (text) => {
    const before = [1]
    for (let at = 0; at < text.length; at++) {
      for (let size = 1; size <= WIDEST && at + size <= text.length; size++) {
        const share = (shares.get(text.slice(at, at + size)) ?? 0) / total
        before[at + size] = (before[at + size] ?? 0) + (before[at] ?? 0) * share
      }
    }
    return before[text.length] ?? 1
  }
}

function bestOfSmaller(pair: Scored, kept: ReadonlyMap<string, Scored>): number {
  const columns = pair.right.length + 1
  const best = new Float64Array((pair.left.length + 1) * columns).fill(-Infinity)
  best[0] = 0
  for (let i = 0; i <= pair.left.length; i++) {
    for (let j = 0; j <= pair.right.length; j++) {
      const here = best[i * columns + j] ?? -Infinity
      if (here === -Infinity) continue
      for (let wide = 0; i + wide <= pair.left.length; wide++) {
        for (let high = 0; j + high <= pair.right.length; high++) {
          const found = kept.get(`${pair.left.slice(i, i + wide)}\t${pair.right.slice(j, j + high)}`)
          const to = (i + wide) * columns + j + high
          if (found !== undefined && here + found.bits > (best[to] ?? -Infinity)) best[to] = here + found.bits
        }
      }
    }
  }
  return best.at(-1) ?? -Infinity
}
