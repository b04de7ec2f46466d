import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ConnectorError } from '../connector.ts'
import { toFileError } from './file-fault.ts'
import type { RowPlace } from './row-index.ts'

/** A row is three doubles: hash, start, length. */
const rowDoubles = 3
const rowBytes = rowDoubles * 8
const partitions = 256
const bufferRows = 512
const blockRows = 64
/** Rows of one partition: their numbers must fit beside a hash prefix in the 53 bits of a double. */
const partitionRows = 1 << 20
const prefixUnit = 1 << 20

type Partition = {
  buffer: Float64Array
  buffered: number
  /** Offsets of its full buffers in the spill file. */
  chunks: number[]
  /** After sealing: where it begins in the sorted file, and the hash prefix at the beginning of each block. */
  start: number
  rows: number
  firsts: Float64Array
}

/**
 * Hash -> places on disk: rows are spilled by partition, each partition is then sorted, and a look-up reads one block of
 * the sorted file. The files have no name any more once they are open, so nothing stays behind.
 */
export class RowRuns {
  readonly #landing: string
  #spill: number
  #spilled = 0
  #sorted: number | undefined
  readonly #block = new Float64Array(blockRows * rowDoubles)
  readonly #partitions: Partition[] = Array.from({ length: partitions }, toPartition)

  constructor(landing: string) {
    this.#landing = landing
    mkdirSync(landing, { recursive: true, mode: 0o700 })
    this.#spill = openNameless(landing)
  }

  add(hash: number, start: number, length: number): void {
    const partition = this.#partitionOf(hash)
    const at = partition.buffered++ * rowDoubles
    partition.buffer[at] = hash
    partition.buffer[at + 1] = start
    partition.buffer[at + 2] = length
    if (partition.buffered === bufferRows) this.#flush(partition)
  }

  seal(): void {
    const sorted = openNameless(this.#landing)
    this.#sorted = sorted
    let at = 0
    for (const partition of this.#partitions) {
      const rows = toSorted(this.#readAll(partition))
      partition.start = at
      partition.rows = rows.length / rowDoubles
      partition.firsts = toFirsts(rows)
      partition.buffer = new Float64Array(0)
      at += this.#guard(() => writeAll(sorted, rows, at))
    }
    closeSync(this.#spill)
    this.#spill = -1
  }

  find(hash: number): RowPlace[] {
    const places: RowPlace[] = []
    const partition = this.#partitionOf(hash)
    const prefix = toPrefix(hash)
    for (let block = findBlock(partition.firsts, prefix); block < partition.firsts.length; block++) {
      if ((partition.firsts[block] ?? 0) > prefix) break
      const rows = Math.min(blockRows, partition.rows - block * blockRows)
      this.#readBlock(partition.start + block * blockRows * rowBytes, rows)
      for (let at = 0; at < rows * rowDoubles; at += rowDoubles) {
        if (this.#block[at] !== hash) continue
        places.push({ start: this.#block[at + 1] ?? 0, length: this.#block[at + 2] ?? 0 })
      }
    }
    return places
  }

  [Symbol.dispose](): void {
    if (this.#spill !== -1) closeSync(this.#spill)
    if (this.#sorted !== undefined) closeSync(this.#sorted)
  }

  #partitionOf(hash: number): Partition {
    const partition = this.#partitions[hash % partitions]
    if (partition === undefined) throw new TypeError('a hash is a whole number of 53 bits')
    return partition
  }

  #flush(partition: Partition): void {
    partition.chunks.push(this.#spilled)
    this.#spilled += this.#guard(() => writeAll(this.#spill, partition.buffer, this.#spilled))
    partition.buffered = 0
    if (partition.chunks.length * bufferRows < partitionRows) return
    throw new ConnectorError('SOURCE_TOO_LARGE', {
      place: 'continuation rows',
      reason: 'too many rows share few keys, or there are more than two hundred million rows',
      remedy: 'Check the columns by which rows are joined, or load the files into a database.',
    })
  }

  #readAll(partition: Partition): Float64Array {
    const full = partition.chunks.length * bufferRows
    const rows = new Float64Array((full + partition.buffered) * rowDoubles)
    for (const [chunk, from] of partition.chunks.entries()) {
      const to = rows.subarray(chunk * bufferRows * rowDoubles, (chunk + 1) * bufferRows * rowDoubles)
      this.#guard(() => readSync(this.#spill, to, 0, to.byteLength, from))
    }
    rows.set(partition.buffer.subarray(0, partition.buffered * rowDoubles), full * rowDoubles)
    return rows
  }

  #readBlock(from: number, rows: number): void {
    const file = this.#sorted
    if (file !== undefined) this.#guard(() => readSync(file, this.#block, 0, rows * rowBytes, from))
  }

  #guard<Result>(work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      throw toFileError(error, this.#landing)
    }
  }
}

function toPartition(): Partition {
  const buffer = new Float64Array(bufferRows * rowDoubles)
  return { buffer, buffered: 0, chunks: [], start: 0, rows: 0, firsts: new Float64Array(0) }
}

function toPrefix(hash: number): number {
  return Math.floor(hash / prefixUnit)
}

/** By hash prefix, and in the order of the file where it is the same: one number for both lets the native sort do it. */
function toSorted(rows: Float64Array): Float64Array {
  const count = rows.length / rowDoubles
  const order = new Float64Array(count)
  for (let row = 0; row < count; row++) order[row] = toPrefix(rows[row * rowDoubles] ?? 0) * prefixUnit + row
  order.sort()
  const sorted = new Float64Array(rows.length)
  for (let at = 0; at < count; at++) {
    const row = (order[at] ?? 0) % prefixUnit
    for (let part = 0; part < rowDoubles; part++)
      sorted[at * rowDoubles + part] = rows[row * rowDoubles + part] ?? 0
  }
  return sorted
}

function toFirsts(rows: Float64Array): Float64Array {
  const firsts = new Float64Array(Math.ceil(rows.length / rowDoubles / blockRows))
  return firsts.map((_first, block) => toPrefix(rows[block * blockRows * rowDoubles] ?? 0))
}

/** The last block that begins before the prefix, since the block may hold it too; 0 when there is none. */
function findBlock(firsts: Float64Array, prefix: number): number {
  let low = 0
  let high = firsts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((firsts[middle] ?? 0) < prefix) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

function openNameless(landing: string): number {
  const path = join(landing, `rows-${process.pid}-${randomUUID()}.index`)
  try {
    const file = openSync(path, 'wx+', 0o600)
    unlinkSync(path)
    return file
  } catch (error) {
    throw toFileError(error, path)
  }
}

function writeAll(file: number, rows: Float64Array, at: number): number {
  const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)
  for (let done = 0; done < bytes.length; )
    done += writeSync(file, bytes, done, bytes.length - done, at + done)
  return bytes.length
}
