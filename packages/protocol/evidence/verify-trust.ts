import type { OperatorSet, PeerKey, TrustedPeer, TrustList } from '@isthmus/contract'
import { fromBase64Url } from '../bytes/index.ts'
import {
  findLogName,
  type LogKeys,
  type NoteKey,
  type NoteType,
  noteTypes,
  toLogOrigin,
} from '../log/index.ts'
import { parseTrustList, type VerifiedTrustList, verifyPinned, verifySuccessor } from '../trust/index.ts'
import type { Findings } from './finding.ts'
import { type Said, say } from './words/catalogue.ts'

/** A signed trust list as a file. */
export type TrustFile = { place: string; text: string }

/**
 * The trust list in force, the last of a chain of versions. Its operators are those that the reader knows; without them
 * the list can only be measured by the operators that it names itself, and that is said.
 */
export function verifyTrust(
  chain: readonly TrustFile[],
  operators: OperatorSet | undefined,
  findings: Findings,
): TrustList | undefined {
  return verifyTrustChain(chain, operators, findings).at(-1)
}

/** Every version of a chain, oldest first; none when one of them is not to be believed. */
export function verifyTrustChain(
  chain: readonly TrustFile[],
  operators: OperatorSet | undefined,
  findings: Findings,
): TrustList[] {
  const lists: VerifiedTrustList[] = []
  for (const { place, text } of chain) {
    const previous = lists.at(-1)
    const verified = findings.attempt('trust-list', place, () =>
      previous
        ? verifySuccessor(text, previous)
        : verifyPinned(text, operators ?? parseTrustList(text).list.operators),
    )
    if (!verified) return []
    lists.push(verified)
    findings.pass('trust-list', place, sayOf(verified, operators !== undefined))
  }
  if (lists.length === 0) findings.fail('trust-list', 'trust-list.json', say('trust-list-missing'))
  return lists.map(({ list }) => list)
}

function sayOf({ list, signedBy }: VerifiedTrustList, isPinned: boolean): Said {
  const names = signedBy.map((id) => list.operators.keys.find((key) => key.id === id)?.name ?? id)
  const { version, federation, issuedAt } = list
  const values = { version, federation, issuedAt, names }
  return isPinned ? say('trust-list-signed-by-known', values) : say('trust-list-signed', values)
}

/** The name of a peer's first log; one that was begun anew after a restored backup has its number behind it. */
export function originOf(federation: string, peerId: string): string {
  return toLogOrigin({ federation, peerId, epoch: 1 })
}

export function witnessNameOf(federation: string, peerId: string): string {
  return `${originOf(federation, peerId)}/witness`
}

/** The peer that keeps the log of that origin, undefined when the list has none. */
export function findPeerOf(list: TrustList, origin: string): TrustedPeer | undefined {
  const name = findLogName(origin)
  return name?.federation === list.federation ? list.peers.find(({ id }) => id === name.peerId) : undefined
}

/** How many witnesses must have seen a state of a log; two where the list does not say. */
export function requiredWitnesses(list: TrustList): number {
  return list.witnesses?.required ?? 2
}

/** Keys as notes name them, of the log itself and of every peer that may witness it. */
export function logKeysOf(list: TrustList, peer: TrustedPeer, origin: string): LogKeys {
  const named = list.witnesses?.peers ?? []
  const witnesses = list.peers.filter(
    ({ id }) => id !== peer.id && (named.length === 0 || named.includes(id)),
  )
  return {
    origin,
    log: toNoteKeys(peer, 'log', { name: origin, type: noteTypes.ed25519 }),
    witnesses: witnesses.flatMap((witness) =>
      toNoteKeys(witness, 'witness', {
        name: witnessNameOf(list.federation, witness.id),
        type: noteTypes.cosignature,
      }),
    ),
  }
}

function toNoteKeys(
  { keys }: TrustedPeer,
  use: PeerKey['use'],
  note: { name: string; type: NoteType },
): NoteKey[] {
  return keys.flatMap((key) => {
    const publicKey = key.use === use ? fromBase64Url(key.key) : undefined
    return publicKey ? [{ ...note, publicKey }] : []
  })
}

/** The entry of the trust list that a note's key came from, with the peer that holds it. */
export function findListed(
  list: TrustList,
  { publicKey }: NoteKey,
): { peer: TrustedPeer; key: PeerKey } | undefined {
  for (const peer of list.peers) {
    const key = peer.keys.find((one) => isSame(fromBase64Url(one.key), publicKey))
    if (key) return { peer, key }
  }
  return undefined
}

/** Whether the key was in force, and not revoked, at that instant (milliseconds). */
export function isInForce({ validFrom, validTo, revokedAt }: PeerKey, at: number): boolean {
  const isWithin = Date.parse(validFrom) <= at && at < Date.parse(validTo)
  return isWithin && (revokedAt === undefined || at < Date.parse(revokedAt))
}

function isSame(left: Uint8Array | undefined, right: Uint8Array): boolean {
  return left?.length === right.length && left.every((byte, at) => byte === right[at])
}
