import type { PeerKey, TrustList } from '@isthmus/contract'
import { createPeerKey, listPeerKeys } from '@isthmus/node/platform'
import { openPeerKeystore } from '../federation-keys.ts'

const uses = ['signing', 'sealing', 'tls', 'log', 'witness'] as const satisfies readonly PeerKey['use'][]
const organisation = { kind: 'police', regime: 'LED', country: 'GR' } as const

/** `listedPort` is where the others look for it. */
export type ListedExchange = { id: string; folder: string; listedPort: number }

/** A list of these peers with the keys of their keystores, which are made where they are missing. */
export function toExchangeList(peers: readonly ListedExchange[]): TrustList {
  return {
    federation: 'exchange',
    version: 1,
    issuedAt: '2026-01-01T00:00:00Z',
    expiresAt: '2099-01-01T00:00:00Z',
    operators: { quorum: 1, keys: [] },
    organisations: peers.map(({ id }) => ({
      ...organisation,
      id: `police-${id}`,
      name: id,
      contact: 'operator@example.eu',
    })),
    peers: peers.map(({ id, folder, listedPort }) => ({
      id,
      name: id,
      address: `https://127.0.0.1:${listedPort}`,
      owner: `police-${id}`,
      hosts: [`police-${id}`],
      keys: toListedKeys(folder),
    })),
  }
}

function toListedKeys(folder: string): PeerKey[] {
  const keystore = openPeerKeystore(folder)
  return uses.map((use) => {
    const { id, key } = listPeerKeys(keystore, use)[0] ?? createPeerKey(keystore, use)
    return { use, id, key, validFrom: '2026-01-01T00:00:00Z', validTo: '2099-01-01T00:00:00Z' }
  })
}
