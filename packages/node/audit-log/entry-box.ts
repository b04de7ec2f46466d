import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from 'node:crypto'
import type { LogEntry } from '@isthmus/contract'
import { canonicalJson, LogError, saltBytes } from '@isthmus/protocol/log'
import { findSortedJson } from './sorted-json.ts'

/** A readable entry, what the tree keeps of it, and what opens that (salt and JSON). */
export type CommittedEntry = { opening: Buffer; leaf: Buffer; leafHash: Buffer }

const prefix = Buffer.from('isthmus entry 1\n')
const nonceBytes = 12
const tagBytes = 16

/**
 * Seals readable entries (AES-256-GCM, the index as associated data) and makes actor tags, under two keys derived from
 * the peer's `audit-log` key. Who has the database without the key reads neither, and cannot try names against a tag.
 */
export class EntryBox {
  readonly #sealKey: KeyObject
  readonly #tagKey: Buffer
  readonly #tags = new Map<string, Buffer>()
  readonly #random = Buffer.alloc(65_536)
  #used = this.#random.length

  constructor(key: Buffer) {
    this.#sealKey = createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'isthmus log seal 1', 32)))
    this.#tagKey = Buffer.from(hkdfSync('sha256', key, '', 'isthmus log actor 1', 32))
  }

  commit(entry: LogEntry): CommittedEntry {
    const json = toJson(entry)
    const whole = Buffer.allocUnsafe(prefix.length + saltBytes + Buffer.byteLength(json))
    whole.set(prefix)
    whole.set(this.#takeRandom(saltBytes), prefix.length)
    whole.write(json, prefix.length + saltBytes)
    const leaf = sha256(whole)
    return { opening: whole.subarray(prefix.length), leaf, leafHash: leafHashOf(leaf) }
  }

  seal(index: number, opening: Buffer): Buffer {
    const nonce = Buffer.from(this.#takeRandom(nonceBytes))
    const cipher = createCipheriv('aes-256-gcm', this.#sealKey, nonce)
    cipher.setAAD(indexBytes(index))
    return Buffer.concat([nonce, cipher.update(opening), cipher.final(), cipher.getAuthTag()])
  }

  /** The opening of a sealed entry; undefined when it was not sealed at this index under this key. */
  findOpening(index: number, sealed: Buffer): Buffer | undefined {
    if (sealed.length < nonceBytes + saltBytes + tagBytes) return undefined
    const decipher = createDecipheriv('aes-256-gcm', this.#sealKey, sealed.subarray(0, nonceBytes))
    decipher.setAAD(indexBytes(index))
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
    try {
      const clear = decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes))
      // GCM has nothing left to give: this throws when the tag is wrong.
      decipher.final()
      return clear
    } catch {
      return undefined
    }
  }

  tagOf(actorId: string): Buffer {
    const known = this.#tags.get(actorId)
    if (known) return known
    const tag = createHmac('sha256', this.#tagKey).update(actorId).digest()
    if (this.#tags.size >= 10_000) this.#tags.clear()
    this.#tags.set(actorId, tag)
    return tag
  }

  #takeRandom(bytes: number): Buffer {
    if (this.#used + bytes > this.#random.length) {
      randomFillSync(this.#random)
      this.#used = 0
    }
    this.#used += bytes
    return this.#random.subarray(this.#used - bytes, this.#used)
  }
}

/** The commitment that an opening opens. */
export function leafOfOpening(opening: Buffer): Buffer {
  return sha256(Buffer.concat([prefix, opening]))
}

export function saltOf(opening: Buffer): Buffer {
  return opening.subarray(0, saltBytes)
}

export function entryOf(opening: Buffer): LogEntry {
  return JSON.parse(opening.toString('utf8', saltBytes)) as LogEntry
}

/** As `leafHash` of the protocol, by node:crypto. */
export function leafHashOf(leaf: Uint8Array): Buffer {
  leafBlock.set(leaf, 1)
  return sha256(leafBlock)
}

// Hashing is synchronous, so one block of memory does for all.
const leafBlock = Buffer.alloc(33, 0)

function sha256(data: Uint8Array): Buffer {
  return hash('sha256', data, 'buffer')
}

/** Half a surrogate pair, as a browser may send it, must not keep an act out of the log. */
function toJson(entry: LogEntry): string {
  const sorted = findSortedJson(entry)
  if (sorted !== undefined) return sorted
  try {
    return canonicalJson(entry)
  } catch (fault) {
    if (!(fault instanceof LogError)) throw fault
    const wellFormed = JSON.parse(
      JSON.stringify(entry, (_, value: unknown) =>
        typeof value === 'string' ? value.toWellFormed() : value,
      ),
    ) as LogEntry
    return canonicalJson(wellFormed)
  }
}

function indexBytes(index: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(index))
  return bytes
}
