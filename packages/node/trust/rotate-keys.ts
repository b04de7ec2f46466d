import { randomUUID } from 'node:crypto'
import type { PeerKey, TrustRequestEntry, TrustRotation } from '@isthmus/contract'
import { type PeerRequest, signTrustRequest } from '@isthmus/protocol/trust'
import type { AuditEvent } from '../audit-log/index.ts'
import { createPeerKey, createSoftwareSigner, type Keystore, type Signer } from '../platform/index.ts'
import type { OwnKeys, SigningUse } from './own-keys.ts'
import { type SendingParts, sendRequest } from './send-request.ts'

export type RotationParts = SendingParts & {
  keystore: Keystore
  ownKeys: Pick<OwnKeys, 'listTokenSigners'>
}

const keyDays = 730
const dayMs = 86_400_000

type NewKey = Pick<PeerKey, 'use' | 'id' | 'key'> & { signer?: Signer }

/**
 * Takes keys of the token that are not listed yet, makes the others in the keystore, and asks the operators to list them, signed by the present key and by the new ones. The
 * present keys stay in use until the list says otherwise. Throws TrustError as `sendTrustRequest`, KEY_MISSING.
 */
export async function rotateKeys(
  parts: RotationParts,
  { uses }: TrustRotation,
  actor: NonNullable<AuditEvent['actor']>,
): Promise<TrustRequestEntry> {
  const { trust, keystore, clock } = parts
  // Without a present key to sign with, no new ones are made.
  const present = trust.signerOf('signing')
  const now = clock()
  const made = uses.map((use) => findNewTokenKey(parts, use) ?? makeKey(keystore, use))
  const signers = made.flatMap(({ signer }) => signer ?? [])
  const request: PeerRequest = {
    federation: trust.list.federation,
    id: randomUUID(),
    kind: 'rotate',
    requestedAt: now.toISOString(),
    peer: trust.self.id,
    keys: made.map(({ use, id, key }) => toListedKey({ use, id, key }, now)),
  }
  return sendRequest(parts, {
    request,
    signed: await signTrustRequest(request, [present, ...signers]),
    actor,
  })
}

export function toListedKey({ use, id, key }: Pick<PeerKey, 'use' | 'id' | 'key'>, now: Date): PeerKey {
  const validTo = new Date(now.getTime() + keyDays * dayMs)
  return { use, id, key, validFrom: now.toISOString(), validTo: validTo.toISOString() }
}

function isSigningUse(use: PeerKey['use']): use is SigningUse {
  return use === 'signing' || use === 'log' || use === 'witness'
}

function findNewTokenKey({ trust, ownKeys }: RotationParts, use: PeerKey['use']): NewKey | undefined {
  if (!isSigningUse(use)) return undefined
  const signer = ownKeys.listTokenSigners?.(use).find(({ keyId }) => !trust.findListedKey(keyId))
  return signer && { use, id: signer.keyId, key: signer.publicKey, signer }
}

function makeKey(keystore: Keystore, use: PeerKey['use']): NewKey {
  const { id, key, privateKey } = createPeerKey(keystore, use)
  return { use, id, key, ...(isSigningUse(use) ? { signer: createSoftwareSigner(privateKey) } : {}) }
}
