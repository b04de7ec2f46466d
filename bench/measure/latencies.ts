export type Latencies = { count: number; p50: number; p95: number; p99: number; max: number }

/** Percentiles in milliseconds, nearest rank. */
export function toLatencies(milliseconds: readonly number[]): Latencies {
  const sorted = Float64Array.from(milliseconds).sort()
  const at = (share: number) => round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN)
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits))
}
