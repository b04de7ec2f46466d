import { randomBytes, randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(16_384)
let used = pool.length

/** Random bytes of the operating system, fetched many at a time; each is given once and not kept. */
export function takeRandom(size: number): Buffer {
  if (size > 1_024) return randomBytes(size)
  if (used + size > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const taken = Buffer.from(pool.subarray(used, used + size))
  pool.fill(0, used, used + size)
  used += size
  return taken
}
