import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { TrustedPeer } from '@isthmus/contract'
import type { PeerSecrets } from '@isthmus/protocol/envelope'
import { TrustError } from './errors.ts'

/** A PKCS #8 private key is these bytes and the raw key behind them (RFC 8410 section 7). */
const pkcs8 = {
  signing: Buffer.from('302e020100300506032b657004220420', 'hex'),
  sealing: Buffer.from('302e020100300506032b656e04220420', 'hex'),
}

const rawKey = /^[A-Za-z0-9_-]{43}$/

/** The content of `secrets/peer-keys.json`. Throws TrustError KEYS_UNREADABLE, which never repeats any of it. */
export function parsePeerSecrets(text: string): PeerSecrets {
  const { signing, sealing } = secretsIn(text)
  if (
    typeof signing === 'string' &&
    rawKey.test(signing) &&
    typeof sealing === 'string' &&
    rawKey.test(sealing)
  ) {
    return { signing, sealing }
  }
  throw new TrustError('KEYS_UNREADABLE', 'peer-keys.json holds no keys of a peer', {
    remedy: 'restore it from the backup, or join the federation anew with new keys',
  })
}

/**
 * Each private key must be the other half of the public key under which the others know this peer; otherwise it would
 * start, and nobody would believe it or could ask it. Throws TrustError KEYS_UNREADABLE.
 */
export function verifyKeysFit(secrets: PeerSecrets, self: TrustedPeer): void {
  const fits =
    publicHalf('signing', secrets) === self.signingKey && publicHalf('sealing', secrets) === self.sealingKey
  if (fits) return
  throw new TrustError(
    'KEYS_UNREADABLE',
    `the private keys of ${self.id} do not fit its public keys in the trust list`,
    {
      remedy: 'restore the keys from the backup, or ask the federation operator to list the present ones',
    },
  )
}

function secretsIn(text: string): { signing?: unknown; sealing?: unknown } {
  try {
    const content: { secrets?: { signing?: unknown; sealing?: unknown } } | null = JSON.parse(text)
    return content?.secrets ?? {}
  } catch {
    // The message of a SyntaxError quotes the text.
    return {}
  }
}

function publicHalf(use: 'signing' | 'sealing', secrets: PeerSecrets): string | undefined {
  const raw = Buffer.from(secrets[use], 'base64url')
  if (raw.length !== 32) return undefined
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8[use], raw]), format: 'der', type: 'pkcs8' })
  return createPublicKey(privateKey).export({ format: 'jwk' }).x
}
