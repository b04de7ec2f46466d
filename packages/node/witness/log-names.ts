import { findLogName, type NoteKey, noteTypes, toLogOrigin } from '@isthmus/protocol/log'
import type { KnownPeer, Trust, TrustedKey } from '../trust/index.ts'

/** The peer of the trust list whose log has that origin, this peer too. */
export function findPeerOfLog(trust: Trust, origin: string): KnownPeer | undefined {
  const name = findLogName(origin)
  return name && name.federation === trust.list.federation ? trust.findPeer(name.peerId) : undefined
}

/** Under which name a peer cosigns the logs of others. */
export function witnessNameOf(trust: Trust, peerId: string): string {
  return `${toLogOrigin({ federation: trust.list.federation, peerId, epoch: 1 })}/witness`
}

/** Keys with which a peer may have signed its log at any time, but for revoked ones: whoever stole one may sign anything. */
export function toLogKeys(trust: Trust, peerId: string, origin: string): NoteKey[] {
  const isRevoked = ({ revokedAt }: TrustedKey): boolean => revokedAt !== undefined
  const keys = trust.listEveryKey(peerId, 'log').filter((key) => !isRevoked(key))
  return keys.map(({ raw }) => ({ name: origin, type: noteTypes.ed25519, publicKey: raw }))
}
