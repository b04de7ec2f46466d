import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'
import { SignInError } from './sign-in-error.ts'

const fileName = 'sign-in-provider-keys.json'

/** Signs id and access tokens. */
export const signingAlgorithm = 'ES256'

/** A private P-256 signing key of the embedded provider. */
export type ProviderKey = JWK & { kid: string }

/**
 * The embedded provider's signing key: read from `folder`, or generated at the first start and kept there (0600).
 * Throws SignInError PROVIDER_KEYS_UNREADABLE.
 */
export async function loadProviderKey(folder: string): Promise<ProviderKey> {
  const file = join(folder, fileName)
  return readKey(file) ?? (await generateKey(file, folder))
}

async function generateKey(file: string, folder: string): Promise<ProviderKey> {
  const pair = await generateKeyPair(signingAlgorithm, { extractable: true })
  const jwk = await exportJWK(pair.privateKey)
  const key = { ...jwk, use: 'sig', alg: signingAlgorithm, kid: await calculateJwkThumbprint(jwk) }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, JSON.stringify(key), { mode: 0o600, flag: 'wx' })
  try {
    // A link is made whole or not at all: a crash leaves no half key, and of two starts the first one's key stays.
    linkSync(draft, file)
    return key
  } catch (fault) {
    const kept = readKey(file)
    if (kept) return kept
    throw unreadable(file, 'cannot be written', fault)
  } finally {
    rmSync(draft, { force: true })
  }
}

function readKey(file: string): ProviderKey | undefined {
  let text: string
  try {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600)
    text = readFileSync(file, 'utf8')
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw unreadable(file, 'cannot be read', fault)
  }
  const key = parseKey(text)
  if (!key) throw unreadable(file, 'holds no P-256 private key')
  return key
}

function parseKey(text: string): ProviderKey | undefined {
  try {
    const key: Partial<ProviderKey> = JSON.parse(text)
    const isWhole = key.kty === 'EC' && key.crv === 'P-256' && key.x && key.y && key.d && key.kid
    return isWhole ? (key as ProviderKey) : undefined
  } catch {
    return undefined
  }
}

function unreadable(file: string, reason: string, cause?: unknown): SignInError {
  return new SignInError('PROVIDER_KEYS_UNREADABLE', `${file} ${reason}`, {
    cause,
    remedy:
      'give the peer its own folder for secrets, or delete the file to have a new key made (everyone signs in again)',
  })
}
