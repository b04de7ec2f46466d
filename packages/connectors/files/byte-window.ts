import type { FileHandle } from 'node:fs/promises'
import { limits } from '../limits.ts'
import { toCancelled, toFileError } from './file-fault.ts'

type Opened = { handle: FileHandle; name: string; verify: () => Promise<void> }

/** How often during a pass the original is looked at again. */
const verifyEvery = 64 * 1024 * 1024

/** A moving view of a file: what was not consumed stays, and grows when more is needed. */
export class ByteWindow {
  /** Good until the next `advance`. */
  bytes: Buffer = Buffer.alloc(0)
  /** Offset of the first byte in the file. */
  start = 0
  atEnd = false
  #store = Buffer.allocUnsafeSlow(limits.block)
  #unverified = 0
  readonly #opened: Opened
  readonly #signal: AbortSignal

  constructor(opened: Opened, signal: AbortSignal) {
    this.#opened = opened
    this.#signal = signal
  }

  /** Drops the first `consumed` bytes and reads on. False when everything was consumed and the file has ended. */
  async advance(consumed: number): Promise<boolean> {
    if (this.#signal.aborted) throw toCancelled(this.#opened.name)
    const kept = this.bytes.length - consumed
    this.start += consumed
    if (this.atEnd) {
      this.bytes = this.bytes.subarray(consumed)
      return kept > 0
    }
    this.#keep(consumed, kept)
    const read = await this.#read(kept)
    this.bytes = this.#store.subarray(0, kept + read)
    return this.bytes.length > 0
  }

  #keep(consumed: number, kept: number): void {
    if (kept * 2 <= this.#store.length) {
      this.#store.copyWithin(0, consumed, consumed + kept)
      return
    }
    const larger = Buffer.allocUnsafeSlow(this.#store.length * 2)
    this.#store.copy(larger, 0, consumed, consumed + kept)
    this.#store = larger
  }

  async #read(kept: number): Promise<number> {
    let filled = kept
    try {
      while (filled < this.#store.length) {
        const room = this.#store.length - filled
        const position = this.start + filled
        const { bytesRead } = await this.#opened.handle.read(this.#store, filled, room, position)
        filled += bytesRead
        this.atEnd = bytesRead === 0
        if (bytesRead === room || this.atEnd) break
      }
    } catch (error) {
      throw toFileError(error, this.#opened.name)
    }
    this.#unverified += filled - kept
    if (this.atEnd || this.#unverified >= verifyEvery) {
      this.#unverified = 0
      await this.#opened.verify()
    }
    return filled - kept
  }
}
