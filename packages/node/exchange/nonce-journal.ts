import { hash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { longestSignatureMs, toleratedSkewMs } from '@isthmus/protocol/http-signature'
import { toStoreError, writeWhole } from '../platform/index.ts'

/** When a nonce is forgotten, 8 bytes, and the first 16 of SHA-256 over its sender and itself. */
const recordBytes = 24

/** One file for each such time; longer than any signature is good, so that two of them hold all that is remembered. */
const spanMs = longestSignatureMs + 3 * toleratedSkewMs

const ended = 'ended'

export type NonceJournalOptions = {
  folder: string
  now: Date
  /** Another one after each start of the machine. */
  bootId: string
}

/**
 * Nonces that a process before this one has accepted, and those of this one for the next. A record is with the kernel
 * before the message is believed, so the death of the process loses none; the death of the machine may.
 */
export class NonceJournal {
  readonly #folder: string
  readonly #known = new Map<string, number>()
  /** False when the machine died since: what was noted last may not have reached the disk. */
  readonly isWhole: boolean
  #lastUntil = 0
  #open: { span: number; file: number } | undefined

  /** Throws PlatformError DISK_FULL, STORE_FAILED. */
  constructor({ folder, now, bootId }: NonceJournalOptions) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const state = join(folder, 'state')
    const before = existsSync(state) ? readFileSync(state, 'utf8') : ended
    this.isWhole = before === ended || before === bootId
    this.#read(now.getTime())
    writeWhole(state, bootId)
  }

  has(from: string, nonce: string, now: number): boolean {
    if (this.#known.size === 0) return false
    if (now <= this.#lastUntil) return this.#known.has(toTag(from, nonce).toString('latin1'))
    this.#known.clear()
    return false
  }

  /** Throws PlatformError DISK_FULL, STORE_FAILED: a nonce that cannot be noted must not be believed. */
  note({ from, nonce, until }: { from: string; nonce: string; until: number }, now: number): void {
    const record = Buffer.allocUnsafe(recordBytes)
    record.writeDoubleBE(until, 0)
    toTag(from, nonce).copy(record, 8)
    try {
      const file = this.#fileAt(now)
      if (writeSync(file, record) === recordBytes) return
      cutTorn(file)
    } catch (cause) {
      throw toStoreError(cause, this.#folder)
    }
    throw toStoreError(new Error('ENOSPC: a record was cut off'), this.#folder)
  }

  /** What was noted is on the disk, and the next start knows that nothing is missing. */
  close(): void {
    if (this.#open) {
      fdatasyncSync(this.#open.file)
      closeSync(this.#open.file)
      this.#open = undefined
    }
    writeWhole(join(this.#folder, 'state'), ended)
  }

  #fileAt(now: number): number {
    const span = Math.floor(now / spanMs)
    if (this.#open?.span === span) return this.#open.file
    if (this.#open) {
      fdatasyncSync(this.#open.file)
      closeSync(this.#open.file)
    }
    const file = openSync(join(this.#folder, `${span}.seen`), 'a', 0o600)
    this.#open = { span, file }
    cutTorn(file)
    this.#removeBefore(span - 1)
    return file
  }

  #read(now: number): void {
    for (const { name } of this.#listFiles()) {
      const bytes = readFileSync(join(this.#folder, name))
      // A record that a full disk has cut off was not believed.
      for (let at = 0; at + recordBytes <= bytes.length; at += recordBytes) {
        const until = bytes.readDoubleBE(at)
        if (!(until >= now)) continue
        this.#known.set(bytes.toString('latin1', at + 8, at + recordBytes), until)
        this.#lastUntil = Math.max(this.#lastUntil, until)
      }
    }
    this.#removeBefore(Math.floor(now / spanMs) - 1)
  }

  #removeBefore(span: number): void {
    for (const file of this.#listFiles())
      if (file.span < span) rmSync(join(this.#folder, file.name), { force: true })
  }

  #listFiles(): { name: string; span: number }[] {
    return readdirSync(this.#folder)
      .filter((name) => /^[0-9]{1,12}\.seen$/.test(name))
      .map((name) => ({ name, span: Number(name.slice(0, -'.seen'.length)) }))
  }
}

/** What follows half a record would be read wrongly. */
function cutTorn(file: number): void {
  const { size } = fstatSync(file)
  if (size % recordBytes !== 0) ftruncateSync(file, size - (size % recordBytes))
}

function toTag(from: string, nonce: string): Buffer {
  return hash('sha256', `${from}\n${nonce}`, 'buffer').subarray(0, 16)
}
