/** A chunk of one word with the chunk of the other that it stands for, and how likely the two are met together. */
export type ChunkPair = { left: string; right: string; share: number }

/** A pair of words that are one name in two writings. */
export type WordPair = { left: readonly string[]; right: readonly string[]; weight: number }

/** The chunk sizes that may stand for each other: [of the left word, of the right word]. */
export type Sizes = readonly (readonly [number, number])[]

type Lattice = { pair: WordPair; edges: Int32Array }

const PRIOR = 0.02
/** How much less likely a chunk is to begin with for each letter that it holds. */
const FIRST_GUESS = 0.15

/**
 * Learns which chunks of letters stand for which, by expectation-maximisation over all ways to cut the pairs of words
 * into chunks (a joint many-to-many model). Rare chunks are held down as by a sparse Dirichlet prior. Deterministic.
 */
export class ChunkModel {
  readonly #ids = new Map<string, number>()
  readonly #pairs: [string, string][] = []
  readonly #sizes: Sizes
  #lattices: Lattice[] = []
  #shares = new Float64Array(0)
  #counts = new Float64Array(0)

  constructor(pairs: readonly WordPair[], sizes: Sizes) {
    this.#sizes = sizes
    for (const pair of pairs) this.#lattices.push({ pair, edges: this.#toEdges(pair) })
    this.#shares = new Float64Array(this.#pairs.length)
    for (const [at, [left, right]] of this.#pairs.entries())
      this.#shares[at] =
        FIRST_GUESS ** (sizeOf(left) + sizeOf(right)) * (left === '' || right === '' ? 0.05 : 1)
  }

  /** Learns in `rounds` passes; after the third, pairs whose words have nothing to do with each other are dropped. */
  learn(rounds: number, leastPerLetter: number): void {
    for (let round = 0; round < rounds; round++) {
      this.#counts = new Float64Array(this.#pairs.length)
      let bits = 0
      let letters = 0
      const kept: Lattice[] = []
      for (const lattice of this.#lattices) {
        const found = this.#expect(lattice)
        const size = lattice.pair.left.length + lattice.pair.right.length
        if (found === 0) continue
        bits -= Math.log2(found) * lattice.pair.weight
        letters += size * lattice.pair.weight
        if (round < 3 || -Math.log2(found) / size < leastPerLetter) kept.push(lattice)
      }
      console.log(`  round ${round + 1}: ${kept.length} pairs, ${(bits / letters).toFixed(3)} bits a letter`)
      this.#lattices = kept
      this.#maximise()
    }
  }

  /** The pairs of chunks that were met at least `least` times, as expected. */
  toPairs(least: number): ChunkPair[] {
    let total = 0
    for (const count of this.#counts) total += count
    const found: ChunkPair[] = []
    for (const [at, [left, right]] of this.#pairs.entries()) {
      const count = this.#counts[at] ?? 0
      if (count >= least) found.push({ left, right, share: count / total })
    }
    return found
  }

  #toEdges({ left, right }: WordPair): Int32Array {
    const edges = new Int32Array((left.length + 1) * (right.length + 1) * this.#sizes.length).fill(-1)
    let at = 0
    for (let i = 0; i <= left.length; i++) {
      for (let j = 0; j <= right.length; j++) {
        for (const [wide, high] of this.#sizes) {
          if (i + wide <= left.length && j + high <= right.length)
            edges[at] = this.#toId(left.slice(i, i + wide).join(''), right.slice(j, j + high).join(''))
          at++
        }
      }
    }
    return edges
  }

  #toId(left: string, right: string): number {
    const key = `${left}\t${right}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    this.#ids.set(key, this.#pairs.length)
    this.#pairs.push([left, right])
    return this.#pairs.length - 1
  }

  /** Adds the expected counts of one pair of words; returns how likely the pair is. */
  #expect({ pair, edges }: Lattice): number {
    const rows = pair.left.length + 1
    const columns = pair.right.length + 1
    const before = new Float64Array(rows * columns)
    const after = new Float64Array(rows * columns)
    before[0] = 1
    after[rows * columns - 1] = 1
    const visit = (i: number, j: number, act: (to: number, id: number) => void) => {
      const from = i * columns + j
      for (const [at, [wide, high]] of this.#sizes.entries()) {
        const id = edges[from * this.#sizes.length + at] ?? -1
        if (id >= 0) act(from + wide * columns + high, id)
      }
    }
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const here = before[i * columns + j] ?? 0
        if (here > 0)
          visit(i, j, (to, id) => (before[to] = (before[to] ?? 0) + here * (this.#shares[id] ?? 0)))
      }
    }
    const total = before[rows * columns - 1] ?? 0
    if (!(total > 0)) return 0
    for (let i = rows - 1; i >= 0; i--) {
      for (let j = columns - 1; j >= 0; j--) {
        const from = i * columns + j
        const reached = before[from] ?? 0
        visit(i, j, (to, id) => {
          const onward = (this.#shares[id] ?? 0) * (after[to] ?? 0)
          after[from] = (after[from] ?? 0) + onward
          this.#counts[id] = (this.#counts[id] ?? 0) + (pair.weight * reached * onward) / total
        })
      }
    }
    return total
  }

  #maximise(): void {
    let total = 0
    for (const count of this.#counts) total += count
    const whole = Math.exp(digamma(total))
    for (const [at, count] of this.#counts.entries()) {
      this.#shares[at] = count <= 1e-6 ? 0 : Math.exp(digamma(count + PRIOR)) / whole
    }
  }
}

function sizeOf(chunk: string): number {
  return chunk.length
}

function digamma(value: number): number {
  let x = value
  let sum = 0
  while (x < 6) {
    sum -= 1 / x
    x++
  }
  const square = 1 / (x * x)
  return sum + Math.log(x) - 0.5 / x - square * (1 / 12 - square * (1 / 120 - square / 252))
}
