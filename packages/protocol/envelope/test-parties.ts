import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto'
import type { Statement } from '@isthmus/contract'
import type { ListedKey } from '../http-signature/index.ts'

/** Bytes that look random and are the same each time. */
export function fixedBytes(name: string, size: number): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at * 32 < size; at += 1) {
    parts.push(createHash('sha256').update(`isthmus exchange vectors 2\n${name}\n${at}`).digest())
  }
  return Buffer.concat(parts).subarray(0, size)
}

const algorithms = {
  signing: { crv: 'Ed25519', prefix: '302e020100300506032b657004220420' },
  log: { crv: 'Ed25519', prefix: '302e020100300506032b657004220420' },
  sealing: { crv: 'X25519', prefix: '302e020100300506032b656e04220420' },
} as const

export type PartyKey = ListedKey & { privateKey: string }

export const validity = { validFrom: '2026-01-01T00:00:00.000Z', validTo: '2027-01-01T00:00:00.000Z' }

/** A key of a fixed name; `privateKey` is raw, base64url. */
function keyOf(name: string, use: keyof typeof algorithms, change: Partial<ListedKey> = {}): PartyKey {
  const raw = fixedBytes(`key ${name}`, 32)
  const key = toKeyObject(use, raw).export({ format: 'jwk' }).x ?? ''
  const id = createHash('sha256').update(Buffer.from(key, 'base64url')).digest('base64url').slice(0, 16)
  return { use, id, key, ...validity, ...change, privateKey: raw.toString('base64url') }
}

function toKeyObject(use: keyof typeof algorithms, raw: Buffer): KeyObject {
  const key = Buffer.concat([Buffer.from(algorithms[use].prefix, 'hex'), raw])
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}

export const keys = {
  north: keyOf('north signing', 'signing'),
  northNext: keyOf('north signing, the next one', 'signing', { validFrom: '2026-11-01T00:00:00.000Z' }),
  northRevoked: keyOf('north signing, revoked', 'signing', { revokedAt: '2026-11-22T08:00:00.000Z' }),
  northEnded: keyOf('north signing, ended', 'signing', { validTo: '2026-11-01T00:00:00.000Z' }),
  northLater: keyOf('north signing, later', 'signing', { validFrom: '2026-12-01T00:00:00.000Z' }),
  northLog: keyOf('north log', 'log'),
  northSealing: keyOf('north sealing', 'sealing'),
  south: keyOf('south signing', 'signing'),
  southRevoked: keyOf('south signing, revoked', 'signing', { revokedAt: '2026-11-22T08:00:00.000Z' }),
  southSealing: keyOf('south sealing', 'sealing'),
  west: keyOf('west signing', 'signing'),
  stranger: keyOf('stranger signing', 'signing'),
  strangerSealing: keyOf('stranger sealing', 'sealing'),
}

export type VectorPeer = { id: string; address: string; hosts: string[]; keys: ListedKey[] }

/** What the trust list says of the peers of the vectors. */
export const peers: readonly VectorPeer[] = [
  {
    id: 'north',
    address: 'https://north.example:8444',
    hosts: ['police-north'],
    keys: [
      keys.north,
      keys.northNext,
      keys.northRevoked,
      keys.northEnded,
      keys.northLater,
      keys.northLog,
      keys.northSealing,
    ].map(toListed),
  },
  {
    id: 'south',
    address: 'https://south.example:8444',
    hosts: ['police-south'],
    keys: [keys.south, keys.southRevoked, keys.southSealing].map(toListed),
  },
  {
    id: 'west',
    address: 'https://west.example:8444',
    hosts: ['police-west'],
    keys: [toListed(keys.west)],
  },
]

function toListed({ privateKey: _, ...listed }: PartyKey): ListedKey {
  return listed
}

export function signerOf(key: PartyKey): { keyId: string; sign: (data: Uint8Array) => Buffer } {
  const object = toKeyObject('signing', Buffer.from(key.privateKey, 'base64url'))
  return { keyId: key.id, sign: (data) => sign(null, data, object) }
}

export const now = '2026-11-23T12:00:00.000Z'
export const correlationId = '6f1c1f0e-4f3a-4d3c-9a55-0d9f3c6a7b10'
export const otherCorrelationId = '11111111-4f3a-4d3c-9a55-0d9f3c6a7b11'
export const messageId = '0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b'

/** That instant, shifted by seconds. */
export function at(seconds: number): string {
  return new Date(Date.parse(now) + seconds * 1000).toISOString()
}

export const statement: Statement = {
  pseudonym: 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4',
  role: 'officer',
  organisation: 'police-north',
  assuranceLevel: 'substantial',
  purpose: 'criminal-investigation',
  legalBasis: 'Act 1, article 2',
  caseReference: 'C-1',
  correlationId,
  issuedAt: at(-10),
  expiresAt: at(290),
}
