import { once } from 'node:events'
import { from as copyFrom } from 'pg-copy-streams'
import { PlatformError, type Transaction } from '../platform/index.ts'

const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const trailer = Buffer.from([0xff, 0xff])

/** Rows in PostgreSQL's binary COPY format, in one buffer that is reused from batch to batch. */
export class CopyRows {
  #buffer: Buffer
  #length = 0
  readonly #flushAt: number

  constructor(flushAt: number) {
    this.#flushAt = flushAt
    this.#buffer = Buffer.allocUnsafe(flushAt + 65_536)
    this.#reset()
  }

  get isFull(): boolean {
    return this.#length >= this.#flushAt
  }

  addRow(fields: number): void {
    this.#reserve(2)
    this.#length = this.#buffer.writeInt16BE(fields, this.#length)
  }

  addInt16(value: number): void {
    this.#reserve(6)
    this.#length = this.#buffer.writeInt32BE(2, this.#length)
    this.#length = this.#buffer.writeInt16BE(value, this.#length)
  }

  addInt32(value: number): void {
    this.#reserve(8)
    this.#length = this.#buffer.writeInt32BE(4, this.#length)
    this.#length = this.#buffer.writeInt32BE(value, this.#length)
  }

  addInt64(value: bigint): void {
    this.#reserve(12)
    this.#length = this.#buffer.writeInt32BE(8, this.#length)
    this.#length = this.#buffer.writeBigInt64BE(value, this.#length)
  }

  addBytes(value: Uint8Array): void {
    this.#reserve(4 + value.byteLength)
    this.#length = this.#buffer.writeInt32BE(value.byteLength, this.#length)
    this.#buffer.set(value, this.#length)
    this.#length += value.byteLength
  }

  addText(value: string): void {
    this.#reserve(4 + value.length * 3)
    const written = this.#buffer.write(value, this.#length + 4, 'utf8')
    this.#buffer.writeInt32BE(written, this.#length)
    this.#length += 4 + written
  }

  /** Sends what has been added to `table` and starts anew. `columns` are in the order of the added fields. */
  async copyTo(transaction: Transaction, table: string, columns: string): Promise<void> {
    if (this.#length === signature.length) return
    this.#reserve(2)
    this.#buffer.set(trailer, this.#length)
    const stream = transaction.client.query(copyFrom(`copy ${table} (${columns}) from stdin (format binary)`))
    stream.end(this.#buffer.subarray(0, this.#length + trailer.length))
    await once(stream, 'finish').catch((cause: Error & { code?: string }) => {
      if (cause.code !== '53100')
        throw new PlatformError('STORE_FAILED', `the database refused rows of ${table} (${cause.code})`)
      throw new PlatformError('DISK_FULL', 'the disk of the database is full', {
        remedy: 'free space on the disk that holds the data folder, then index the source again',
      })
    })
    this.#reset()
  }

  #reset(): void {
    this.#buffer.set(signature)
    this.#length = signature.length
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + bytes))
    this.#buffer.copy(larger, 0, 0, this.#length)
    this.#buffer = larger
  }
}
