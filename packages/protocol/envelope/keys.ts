import { generateKeyPairSync } from 'node:crypto'

/** A peer's private keys as former versions kept them in its secrets folder: raw 32-byte values, base64url. */
export type PeerSecrets = { signing: string; sealing: string }

/** The public halves: raw 32-byte values, base64url. */
export type PeerPublicKeys = { signingKey: string; sealingKey: string }

export async function generatePeerKeys(): Promise<{ secrets: PeerSecrets; publicKeys: PeerPublicKeys }> {
  const signing = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const sealing = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' })
  return {
    secrets: { signing: textOf(signing.d), sealing: textOf(sealing.d) },
    publicKeys: { signingKey: textOf(signing.x), sealingKey: textOf(sealing.x) },
  }
}

function textOf(part: string | undefined): string {
  if (part === undefined) throw new TypeError('a generated key lacks a part')
  return part
}
