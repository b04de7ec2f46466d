import { learnedChunks } from './learned/index.ts'

/** A word's letters, and the chunks of each learnt table that begin at each letter, made when first needed. */
export type Letters = {
  readonly written: string
  readonly script: string
  /** For Latin words: by script of the other word. */
  readonly latin: Map<string, Chunks>
  own: Chunks | undefined
}

type Chunks = {
  readonly length: number
  /** Chunk ids, `widest` for each letter: of one letter, of two and so on; -1 where the table has none. */
  readonly ids: Int16Array
  /** The most half bits that the letters from each place on can earn. */
  readonly most: Float32Array
}

type Table = {
  readonly left: ReadonlyMap<string, number>
  readonly right: ReadonlyMap<string, number>
  /** Half bits by right chunk, then left chunk; NONE where the two were not met. */
  readonly bits: Int8Array
  readonly columns: number
  /** Half bits of dropping a left chunk (of adding a right one), and the most that a chunk can earn. */
  readonly dropped: Int8Array
  readonly added: Int8Array
  readonly mostLeft: Int8Array
  readonly mostRight: Int8Array
}

const NONE = -100
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ZERO = 12
const WIDE = 5
const HIGH = 2
const MAX_LETTERS = 40
// Half bits of what the table has never met: a letter for another, one too many, one too few.
const OTHER = -14
const LOST = -10
const COLUMNS = MAX_LETTERS + 1

const tables = new Map<string, Table | undefined>()
const best = new Float32Array(COLUMNS * COLUMNS)

export function toLetters(written: string, script: string): Letters {
  return { written, script, latin: new Map(), own: undefined }
}

export function hasChunks(script: string): boolean {
  return learnedChunks[script] !== undefined
}

/**
 * How much of what two writings of one name can say for each other these two do say, 0 to 1: the bits of the likeliest
 * way to cut both into chunks that stand for each other, over the most that either word could earn. `latin` is the word
 * in Latin letters. Returns 0 as soon as the result would lie below `floor`.
 */
export function chunkLikeness(latin: Letters, other: Letters, floor = 0): number {
  const table = findTable(other.script)
  if (table === undefined) return 0
  const left = toLeftChunks(latin, other.script, table)
  const right = toRightChunks(other, table)
  const whole = Math.max(left.most[0] ?? 0, right.most[0] ?? 0, 8)
  if (Math.min(left.most[0] ?? 0, right.most[0] ?? 0) < floor * whole) return 0
  const found = toBest(left, right, table, floor * whole)
  return found <= floor * whole ? 0 : Math.min(1, found / whole)
}

function toBest(left: Chunks, right: Chunks, table: Table, least: number): number {
  const rows = right.length
  const columns = left.length
  best.fill(-1e6, 0, (rows + 1) * COLUMNS)
  best[0] = 0
  for (let j = 0; j <= rows; j++) {
    const row = j * COLUMNS
    const rest = right.most[j] ?? 0
    let top = -1e6
    for (let i = 0; i < columns; i++) {
      const here = best[row + i] ?? NONE
      if (here + rest > top) top = here + rest
      const id = left.ids[i * WIDE] ?? -1
      const dropped = here + (id < 0 ? LOST : (table.dropped[id] ?? LOST))
      if (dropped > (best[row + i + 1] ?? 0)) best[row + i + 1] = dropped
    }
    const last = (best[row + columns] ?? NONE) + rest
    if (Math.max(top, last) < least) return NONE
    if (j < rows) relaxRow({ left, right, table, least }, j)
  }
  return best[rows * COLUMNS + columns] ?? NONE
}

type Lattice = { left: Chunks; right: Chunks; table: Table; least: number }

function relaxRow({ left, right, table, least }: Lattice, j: number): void {
  const row = j * COLUMNS
  const columns = left.length
  const rest = right.most[j] ?? 0
  for (let high = 1; high <= HIGH; high++) {
    const id = right.ids[j * HIGH + high - 1] ?? -1
    if (id < 0 && high > 1) continue
    const onward = row + high * COLUMNS
    const added = id < 0 ? LOST : (table.added[id] ?? LOST)
    const line = id * table.columns
    for (let i = 0; i <= columns; i++) {
      const here = best[row + i] ?? NONE
      // What cannot reach the floor any more is not followed.
      if (here + Math.min(rest, left.most[i] ?? 0) < least) continue
      if (here + added > (best[onward + i] ?? 0)) best[onward + i] = here + added
      if (high === 1 && i < columns && here + OTHER > (best[onward + i + 1] ?? 0))
        best[onward + i + 1] = here + OTHER
      if (id < 0) continue
      for (let wide = 1; wide <= WIDE; wide++) {
        const chunk = left.ids[i * WIDE + wide - 1] ?? -1
        if (chunk < 0) continue
        const earned = here + (table.bits[line + chunk] ?? NONE)
        if (earned > (best[onward + i + wide] ?? 0)) best[onward + i + wide] = earned
      }
    }
  }
}

function toLeftChunks(latin: Letters, script: string, table: Table): Chunks {
  const known = latin.latin.get(script)
  if (known !== undefined) return known
  const made = toChunks(
    [...latin.written],
    { ids: table.left, most: table.mostLeft, drops: table.dropped },
    WIDE,
  )
  latin.latin.set(script, made)
  return made
}

function toRightChunks(other: Letters, table: Table): Chunks {
  other.own ??= toChunks(
    [...other.written],
    { ids: table.right, most: table.mostRight, drops: table.added },
    HIGH,
  )
  return other.own
}

function toChunks(
  letters: readonly string[],
  table: { ids: ReadonlyMap<string, number>; most: Int8Array; drops: Int8Array },
  widest: number,
): Chunks {
  const length = Math.min(letters.length, MAX_LETTERS)
  const ids = new Int16Array(length * widest).fill(-1)
  const most = new Float32Array(length + 1)
  for (let at = length - 1; at >= 0; at--) {
    let top = LOST + (most[at + 1] ?? 0)
    for (let wide = 1; wide <= widest && at + wide <= length; wide++) {
      const id = table.ids.get(letters.slice(at, at + wide).join(''))
      if (id === undefined) continue
      ids[at * widest + wide - 1] = id
      top = Math.max(top, Math.max(table.most[id] ?? NONE, table.drops[id] ?? NONE) + (most[at + wide] ?? 0))
    }
    most[at] = top
  }
  return { length, ids, most }
}

function findTable(script: string): Table | undefined {
  if (tables.has(script)) return tables.get(script)
  const text = learnedChunks[script]
  const table = text === undefined ? undefined : parseTable(text)
  tables.set(script, table)
  return table
}

function parseTable(text: string): Table {
  const left = new Map<string, number>()
  const right = new Map<string, number>()
  const cells: [number, number, number][] = []
  const idOf = (ids: Map<string, number>, chunk: string) => {
    if (chunk === '') return -1
    const id = ids.get(chunk) ?? ids.size
    ids.set(chunk, id)
    return id
  }
  for (const line of text.replace(/^\n|\n$/g, '').split('\n')) {
    const cut = line.indexOf(' ')
    const own = idOf(right, line.slice(0, cut))
    for (const [, chunk = '', digit = ''] of line.slice(cut + 1).matchAll(/([a-z]*)([0-9A-Z])/g))
      cells.push([own, idOf(left, chunk), DIGITS.indexOf(digit) - ZERO])
  }
  const table: Table = {
    left,
    right,
    bits: new Int8Array(left.size * right.size).fill(NONE),
    columns: left.size,
    dropped: new Int8Array(left.size).fill(LOST),
    added: new Int8Array(right.size).fill(LOST),
    mostLeft: new Int8Array(left.size).fill(NONE),
    mostRight: new Int8Array(right.size).fill(NONE),
  }
  for (const [own, chunk, bits] of cells) fillCell(table, own, chunk, bits)
  return table
}

function fillCell(table: Table, own: number, chunk: number, bits: number): void {
  if (own < 0) table.dropped[chunk] = bits
  else if (chunk < 0) table.added[own] = bits
  else {
    table.bits[own * table.columns + chunk] = bits
    table.mostLeft[chunk] = Math.max(table.mostLeft[chunk] ?? NONE, bits)
    table.mostRight[own] = Math.max(table.mostRight[own] ?? NONE, bits)
  }
}
