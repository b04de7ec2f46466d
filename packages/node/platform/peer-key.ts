import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { PlatformError } from './error.ts'
import type { Keystore } from './keystore.ts'
import { toKeyId } from './signer.ts'

/** What a peer's private keys are for: the names in the trust list, and before the colon in the keystore. */
export type KeyUse = 'signing' | 'sealing' | 'tls' | 'log' | 'witness'

export type PeerKey = {
  use: KeyUse
  id: string
  /** As the trust list has it: the raw public key, for `tls` the SHA-256 of the SubjectPublicKeyInfo; base64url. */
  key: string
  privateKey: KeyObject
}

/** A PKCS #8 private key is these bytes and the raw key behind them (RFC 8410 section 7). */
const pkcs8 = {
  ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  x25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
}

const kinds = {
  signing: 'ed25519',
  log: 'ed25519',
  witness: 'ed25519',
  sealing: 'x25519',
  tls: 'p-256',
} as const

/** Makes a key and keeps it in the keystore as `<use>:<id>`: 32 raw bytes, for `tls` PKCS #8. */
export function createPeerKey(keystore: Keystore, use: KeyUse): PeerKey {
  const key = toPeerKey(use, generatePeerKey(use))
  keystore.put(`${use}:${key.id}`, toSecret(key))
  return key
}

/** All keys of one use that the keystore has. Throws PlatformError KEYSTORE_DAMAGED. */
export function listPeerKeys(keystore: Keystore, use: KeyUse): PeerKey[] {
  return keystore
    .list()
    .filter((name) => name.startsWith(`${use}:`))
    .map((name) => getPeerKey(keystore, use, name.slice(use.length + 1)))
}

/** Throws PlatformError KEYSTORE_DAMAGED when it is missing, or not what its name says. */
export function getPeerKey(keystore: Keystore, use: KeyUse, id: string): PeerKey {
  const secret = keystore.find(`${use}:${id}`)
  const found = secret && parsePeerKey(use, secret)
  if (found?.id === id) return found
  throw new PlatformError('KEYSTORE_DAMAGED', `the keystore has no key ${use}:${id}`, {
    remedy: 'restore secrets/keystore.json from the backup, or make a new key and have the operators list it',
  })
}

/** A private key as it lies in the keystore. Throws PlatformError KEYSTORE_DAMAGED, which never repeats any of it. */
export function parsePeerKey(use: KeyUse, secret: Uint8Array): PeerKey {
  const kind = kinds[use]
  try {
    const der = kind === 'p-256' ? Buffer.from(secret) : Buffer.concat([pkcs8[kind], secret])
    return toPeerKey(use, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
  } catch {
    throw new PlatformError('KEYSTORE_DAMAGED', `a key for ${use} in the keystore is none`, {
      remedy: 'restore secrets/keystore.json from the backup',
    })
  }
}

/** SHA-256 of the SubjectPublicKeyInfo (RFC 7469 section 2.4), base64url. */
export function toTlsPin(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('base64url')
}

/** A fresh private key of the kind that this use has; it lies nowhere yet. */
export function generatePeerKey(use: KeyUse): KeyObject {
  const kind = kinds[use]
  if (kind === 'p-256') return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  return kind === 'ed25519'
    ? generateKeyPairSync('ed25519').privateKey
    : generateKeyPairSync('x25519').privateKey
}

function toPeerKey(use: KeyUse, privateKey: KeyObject): PeerKey {
  const publicKey = createPublicKey(privateKey)
  const key = use === 'tls' ? toTlsPin(publicKey) : (publicKey.export({ format: 'jwk' }).x ?? '')
  return { use, id: toKeyId(key), key, privateKey }
}

function toSecret({ use, privateKey }: PeerKey): Buffer {
  const der = privateKey.export({ format: 'der', type: 'pkcs8' })
  return use === 'tls' ? der : der.subarray(-32)
}
