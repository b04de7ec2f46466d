import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/** The secret under which this peer keeps its hit index. Without it the index says nothing about anybody. */
export type IndexKey = KeyObject

/** `secret`: at least 32 random bytes of this peer. Throws RangeError when it is shorter. */
export function toIndexKey(secret: Uint8Array): IndexKey {
  if (secret.byteLength < 32) throw new RangeError('the index key has fewer than 32 bytes')
  return createSecretKey(secret)
}

/** First 8 bytes, big-endian, of HMAC-SHA256(indexKey, matchKey) after RFC 2104. */
export function toToken(indexKey: IndexKey, matchKey: string): bigint {
  return createHmac('sha256', indexKey).update(matchKey, 'utf8').digest().readBigInt64BE(0)
}

const mostRemembered = 1 << 16

/**
 * The tokens of match keys for the length of one build: of the keys of a large source, most have come before. Holds clear
 * keys, so it must not outlive the build.
 */
export class TokenMemory {
  readonly #indexKey: IndexKey
  #recent = new Map<string, bigint>()
  #former = new Map<string, bigint>()

  constructor(indexKey: IndexKey) {
    this.#indexKey = indexKey
  }

  getToken(matchKey: string): bigint {
    const known = this.#recent.get(matchKey)
    if (known !== undefined) return known
    const token = this.#former.get(matchKey) ?? toToken(this.#indexKey, matchKey)
    if (this.#recent.size === mostRemembered) {
      this.#former = this.#recent
      this.#recent = new Map()
    }
    this.#recent.set(matchKey, token)
    return token
  }
}

// A match key never holds NUL, so that no reference or record can be taken for one.

export function toReferenceToken(indexKey: IndexKey, reference: string): bigint {
  return toToken(indexKey, `\0reference\0${reference}`)
}

/** Differs when anything of the record differs; says nothing else about it. */
export function toDigest(indexKey: IndexKey, record: object): bigint {
  return toToken(indexKey, `\0record\0${toCanonicalJson(record)}`)
}

/** Fields in the order of their names; undefined ones are left out. */
function toCanonicalJson(value: unknown): string {
  if (typeof value === 'string') return toJsonText(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += text === '' ? toCanonicalJson(item) : `,${toCanonicalJson(item)}`
    return `[${text}]`
  }
  for (const [name, field] of Object.entries(value).sort(byName)) {
    if (field === undefined) continue
    text += `${text === '' ? '' : ','}${toJsonText(name)}:${toCanonicalJson(field)}`
  }
  return `{${text}}`
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1
}

/** As JSON.stringify, which is slow for the many short texts that need no escape. */
function toJsonText(text: string): string {
  return /^[ !#-[\]-\ud7ff]*$/.test(text) ? `"${text}"` : JSON.stringify(text)
}
