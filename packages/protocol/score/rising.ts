/** Bits, and how much they are to be believed. */
export type Believed = { readonly bits: number; readonly weight: number }

/** The nearest bits that never fall (pooled adjacent violators). */
export function toRising(points: readonly Believed[]): number[] {
  const pools: { bits: number; weight: number; size: number }[] = []
  for (const { bits, weight } of points) {
    let pool = { bits, weight, size: 1 }
    for (let last = pools.at(-1); last !== undefined && last.bits >= pool.bits; last = pools.at(-1)) {
      pools.pop()
      const sum = last.weight + pool.weight
      pool = {
        bits: (last.bits * last.weight + pool.bits * pool.weight) / sum,
        weight: sum,
        size: last.size + pool.size,
      }
    }
    pools.push(pool)
  }
  return pools.flatMap(({ bits, size }) => Array.from({ length: size }, () => bits))
}
