import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { PeerKey, TrustList } from '@isthmus/contract'
import { createSoftwareSigner, generatePeerKey, toKeyId, toTlsPin } from '@isthmus/node/platform'
import { type OwnKeys, Trust } from '@isthmus/node/trust'
import { createDocumentSigner, listHash, toPayload } from '@isthmus/protocol/trust'

const uses = ['signing', 'sealing', 'tls', 'log', 'witness'] as const satisfies readonly PeerKey['use'][]

export type TestKeys = { keys: PeerKey[]; ownKeys: OwnKeys }

type Validity = { validFrom?: string; validTo?: string }

/** Fresh keys of a peer that lie in memory only, one for each use unless told otherwise. */
export function createTestKeys(validity: Validity = {}, wanted: readonly PeerKey['use'][] = uses): TestKeys {
  return joinTestKeys(wanted.map((use) => createTestKey(use, validity)))
}

/** Several sets of keys of one peer as one. */
export function joinTestKeys(parts: readonly TestKeys[]): TestKeys {
  const find = <Found>(look: (ownKeys: OwnKeys) => Found | undefined): Found | undefined =>
    parts.map(({ ownKeys }) => look(ownKeys)).find((found) => found !== undefined)
  return {
    keys: parts.flatMap(({ keys }) => keys),
    ownKeys: {
      findSigner: (use, keyId) => find((ownKeys) => ownKeys.findSigner(use, keyId)),
      findPrivateKey: (use, keyId) => find((ownKeys) => ownKeys.findPrivateKey(use, keyId)),
    },
  }
}

/** A Trust under this list, as if its operators had signed it. */
export function toTestTrust(
  list: TrustList,
  peer: { id: string; ownKeys: OwnKeys },
  clock: () => Date,
): Trust {
  const verified = { list, hash: listHash(toPayload(list)), text: '', signedBy: [] }
  return new Trust(verified, { peerId: peer.id, ownKeys: peer.ownKeys, clock })
}

/** One operator who alone is the quorum. */
export function createTestOperators(): {
  operators: TrustList['operators']
  signer: ReturnType<typeof createDocumentSigner>
} {
  const { privateKey } = generateKeyPairSync('ed25519')
  const signer = createDocumentSigner(Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url'))
  return {
    operators: { quorum: 1, keys: [{ id: signer.keyId, name: 'Operator', key: signer.publicKey }] },
    signer,
  }
}

function createTestKey(use: PeerKey['use'], validity: Validity): TestKeys {
  const privateKey = generatePeerKey(use)
  const publicKey = createPublicKey(privateKey)
  const key = use === 'tls' ? toTlsPin(publicKey) : (publicKey.export({ format: 'jwk' }).x ?? '')
  const id = toKeyId(key)
  const { validFrom = '2020-01-01T00:00:00Z', validTo = '2099-01-01T00:00:00Z' } = validity
  const findPrivateKey: OwnKeys['findPrivateKey'] = (wantedUse, wantedId) =>
    wantedUse === use && wantedId === id ? privateKey : undefined
  return {
    keys: [{ use, id, key, validFrom, validTo }],
    ownKeys: {
      findPrivateKey,
      findSigner: (wantedUse, wantedId) => {
        const found = findPrivateKey(wantedUse, wantedId)
        return found && createSoftwareSigner(found)
      },
    },
  }
}
