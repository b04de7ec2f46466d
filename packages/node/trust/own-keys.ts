import type { KeyObject } from 'node:crypto'
import type { PeerKey } from '@isthmus/contract'
import { createSoftwareSigner, type Keystore, listPeerKeys, type Signer } from '../platform/index.ts'

/** Uses of Ed25519 keys. */
export type SigningUse = Extract<PeerKey['use'], 'signing' | 'log' | 'witness'>

/** The private halves that this peer holds, wherever they lie. */
export type OwnKeys = {
  findSigner: (use: SigningUse, keyId: string) => Signer | undefined
  /** Sealing and TLS keys; of a signing key only as long as it does not lie in hardware. */
  findPrivateKey: (use: PeerKey['use'], keyId: string) => KeyObject | undefined
  /** The keys of a token for one use; they were made there, and are listed like any other. */
  listTokenSigners?: (use: SigningUse) => Signer[]
}

/** The keys of a keystore, where they are called `<use>:<id>`. */
export function toOwnKeys(keystore: Keystore): OwnKeys {
  const findPrivateKey: OwnKeys['findPrivateKey'] = (use, keyId) =>
    listPeerKeys(keystore, use).find(({ id }) => id === keyId)?.privateKey
  return {
    findPrivateKey,
    findSigner: (use, keyId) => {
      const privateKey = findPrivateKey(use, keyId)
      return privateKey && createSoftwareSigner(privateKey)
    },
  }
}
