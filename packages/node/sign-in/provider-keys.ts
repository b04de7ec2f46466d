import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'
import type { Keystore } from '../platform/index.ts'
import { SignInError } from './sign-in-error.ts'

const secretName = 'provider'

/** Signs id and access tokens. */
export const signingAlgorithm = 'ES256'

/** A private P-256 signing key of the embedded provider. */
export type ProviderKey = JWK & { kid: string }

/**
 * The embedded provider's signing key: out of the keystore, generated at the first start.
 * Throws SignInError PROVIDER_KEYS_UNREADABLE.
 */
export async function readOrCreateProviderKey(keystore: Keystore): Promise<ProviderKey> {
  const kept = keystore.find(secretName)
  if (!kept) return createKey(keystore)
  const key = parseKey(kept.toString('utf8'))
  if (key) return key
  throw new SignInError('PROVIDER_KEYS_UNREADABLE', 'the keystore holds no P-256 key of the provider', {
    remedy: 'restore secrets/keystore.json from the backup',
  })
}

async function createKey(keystore: Keystore): Promise<ProviderKey> {
  const pair = await generateKeyPair(signingAlgorithm, { extractable: true })
  const jwk = await exportJWK(pair.privateKey)
  const key = { ...jwk, use: 'sig', alg: signingAlgorithm, kid: await calculateJwkThumbprint(jwk) }
  keystore.put(secretName, Buffer.from(JSON.stringify(key), 'utf8'))
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
