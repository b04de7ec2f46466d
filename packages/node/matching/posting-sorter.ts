import type { Transaction } from '../platform/index.ts'
import { CopyRows } from './copy-rows.ts'
import { entryBytes, PartPacker } from './part-packer.ts'

const parts = 256
const chunkEntries = 2730

/**
 * Sorts postings by token in bounded memory: entries (token int64, record_no uint32) are dealt into 256 parts by their
 * first byte, the parts are kept as chunks in a temporary table, and each part is sorted on its own.
 */
export class PostingSorter {
  readonly #transaction: Transaction
  readonly #chunks = Array.from({ length: parts }, () => Buffer.allocUnsafe(chunkEntries * entryBytes))
  readonly #lengths = new Uint32Array(parts)
  readonly #rows = new CopyRows(2 << 20)
  #keys = 0

  constructor(transaction: Transaction) {
    this.#transaction = transaction
  }

  /** Different keys that have been packed. */
  get keys(): number {
    return this.#keys
  }

  async start(): Promise<void> {
    await this.#transaction.query(
      `create temporary table matching_chunk (
         part smallint not null, chunk_no integer generated always as identity, chunk bytea not null
       ) on commit drop`,
    )
    await this.#transaction.query('alter table matching_chunk alter column chunk set storage external')
  }

  add(token: bigint, recordNo: number): void {
    const part = Number((token >> 56n) & 0xffn)
    const chunk = this.#chunks[part] ?? Buffer.alloc(0)
    let length = this.#lengths[part] ?? 0
    length = chunk.writeBigInt64BE(token, length)
    length = chunk.writeUInt32BE(recordNo, length)
    this.#lengths[part] = length
    if (length === chunk.length) this.#close(part)
  }

  /** Full chunks wait in memory until `send`. */
  get isFull(): boolean {
    return this.#rows.isFull
  }

  async send(): Promise<void> {
    await this.#rows.copyTo(this.#transaction, 'matching_chunk', 'part, chunk')
  }

  /** Writes one row per bucket into `table` (generation, bucket, payload). */
  async packInto(table: string, generation: number): Promise<void> {
    for (let part = 0; part < parts; part += 1) this.#close(part)
    await this.send()
    const rows = new CopyRows(2 << 20)
    const packer = new PartPacker(rows, generation)
    for await (const chunks of this.#parts()) {
      this.#keys += packer.pack(chunks)
      if (rows.isFull) await rows.copyTo(this.#transaction, table, 'generation, bucket, payload')
    }
    await rows.copyTo(this.#transaction, table, 'generation, bucket, payload')
  }

  /** The chunks of each part, in the order in which they were filled. */
  async *#parts(): AsyncGenerator<Buffer[]> {
    await this.#transaction.query(
      'declare matching_parts no scroll cursor for select part, chunk from matching_chunk order by part, chunk_no',
    )
    let current = -1
    let chunks: Buffer[] = []
    for (;;) {
      const rows = await this.#transaction.query<{ part: number; chunk: Buffer }>(
        'fetch 32 from matching_parts',
      )
      for (const { part, chunk } of rows) {
        if (part !== current && chunks.length > 0) {
          yield chunks
          chunks = []
        }
        current = part
        chunks.push(chunk)
      }
      if (rows.length === 0) break
    }
    if (chunks.length > 0) yield chunks
    await this.#transaction.query('close matching_parts')
  }

  #close(part: number): void {
    const length = this.#lengths[part] ?? 0
    if (length === 0) return
    this.#rows.addRow(2)
    this.#rows.addInt16(part)
    this.#rows.addBytes((this.#chunks[part] ?? Buffer.alloc(0)).subarray(0, length))
    this.#lengths[part] = 0
  }
}
