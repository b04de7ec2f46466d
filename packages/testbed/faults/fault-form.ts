import { randomInt } from 'node:crypto'

/** `npm run test:faults` has time; `npm test` runs the short form. */
export const isLong = process.env.ISTHMUS_FAULTS === 'long'

/** How often, in the short form and in the long one. */
export function times(short: number, long: number): number {
  return isLong ? long : short
}

/** What chance decides follows from it; ISTHMUS_FAULTS_SEED repeats a run that failed. */
export const seed = toSeed(process.env.ISTHMUS_FAULTS_SEED)

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
export function createRandom(from: number): () => number {
  let state = from >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The command that runs one file of faults again with this seed. */
export function toRepeat(file: string, from = seed): string {
  return `ISTHMUS_FAULTS_SEED=${from} npm run test:faults -- ${file}`
}

function toSeed(given: string | undefined): number {
  return given && /^[0-9]{1,9}$/.test(given) ? Number(given) : randomInt(1_000_000)
}
