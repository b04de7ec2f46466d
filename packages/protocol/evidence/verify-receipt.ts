import { hasShape, type LogProof, type Receipt, type TrustList } from '@isthmus/contract'
import { ed25519 } from '@noble/curves/ed25519.js'
import { equalBytes, fromBase64Url } from '../bytes/index.ts'
import type { ListedKey } from '../http-signature/index.ts'
import { entryCommitment, leafHash, verifyInclusion } from '../log/index.ts'
import { verifyReceipt } from '../proof/index.ts'
import type { Findings } from './finding.ts'
import { type VerifiedCheckpoint, verifyCheckpoint } from './verify-checkpoint.ts'
import { type Said, say } from './words/catalogue.ts'

/** Strict RFC 8032, in any browser. */
export function verifyEd25519(publicKey: string, data: Uint8Array, signature: Uint8Array): boolean {
  const key = fromBase64Url(publicKey)
  if (key?.length !== 32) return false
  try {
    return ed25519.verify(signature, data, key, { zip215: false })
  } catch {
    return false
  }
}

/** The keys of a peer in the trust list, none when it has no such peer. */
export function keysOf(list: TrustList, peerId: string): readonly ListedKey[] {
  return list.peers.find(({ id }) => id === peerId)?.keys ?? []
}

export function nameOf(list: TrustList, peerId: string): string {
  return list.peers.find(({ id }) => id === peerId)?.name ?? peerId
}

type At = { place: string; list: TrustList }

/** That the receiver signed for a message; says nothing of the log yet. */
export function verifyReceiptFile(
  value: unknown,
  { place, list }: At,
  findings: Findings,
): Receipt | undefined {
  if (!hasShape('Receipt', value)) {
    findings.fail('receipt', place, say('receipt-missing'))
    return undefined
  }
  const { from, to, messageId, correlationId, digest } = value
  const keys = keysOf(list, to)
  const receipt = findings.attempt('receipt', place, () =>
    verifyReceipt(
      value,
      { from, to, messageId, correlationId, digest, keys, verifyEd25519 },
      Date.parse(value.receivedAt),
    ),
  )
  if (!receipt) return undefined
  findings.pass('receipt', place, sayReceipt(receipt, list))
  return receipt
}

export function sayReceipt(receipt: Receipt, list: TrustList): Said {
  const { from, to, messageId, receivedAt, keyId, log } = receipt
  return say('receipt-signed', {
    to: nameOf(list, to),
    from: nameOf(list, from),
    messageId,
    at: receivedAt,
    key: keyId,
    origin: log.origin,
    index: log.index,
  })
}

/** An entry that is proven to be in a log, and what it says where that is known. */
export type ProvenEntry = { proof: LogProof; verified: VerifiedCheckpoint }

/** That an entry stands in a log whose state the log signed and witnesses have seen. */
export function verifyLogProof(
  value: unknown,
  { place, list }: At,
  findings: Findings,
): ProvenEntry | undefined {
  if (!hasShape('LogProof', value)) {
    findings.fail('inclusion', place, say('proof-missing'))
    return undefined
  }
  const verified = verifyCheckpoint(value.checkpoint, { place, list }, findings)
  if (!verified) return undefined
  const { checkpoint, peerName } = verified
  if (checkpoint.origin !== value.origin) {
    findings.fail('inclusion', place, say('proof-of-two-logs'))
    return undefined
  }
  const isIn = findings.attempt('inclusion', place, () => {
    const path = value.path.map(toHash)
    verifyInclusion({ ...checkpoint, index: value.index, leafHash: toHash(value.leafHash), path })
    return true
  })
  if (!isIn) return undefined
  findings.pass(
    'inclusion',
    place,
    say('entry-included', { index: value.index, name: peerName, size: checkpoint.size }),
  )
  return verifyOpening(value, place, findings) ? { proof: value, verified } : undefined
}

function verifyOpening(
  { opening, index, leafHash: hash }: LogProof,
  place: string,
  findings: Findings,
): boolean {
  if (!opening) return true
  const leaf = findings.attempt('opening', place, () => entryCommitment(toHash(opening.salt), opening.entry))
  const isOpen = leaf !== undefined && equalBytes(leafHash(leaf), toHash(hash))
  findings.add(isOpen, 'opening', {
    place,
    said: isOpen
      ? say('entry-opened', { index, event: opening.entry.event, at: opening.entry.at })
      : say('entry-opened-wrong', { index }),
  })
  return isOpen
}

/** That the entry of the proof is the one that the receipt names, and speaks of the same message. */
export function verifyReceiptLogged(
  receipt: Receipt,
  { proof }: ProvenEntry,
  { place, findings }: { place: string; findings: Findings },
): void {
  const { origin, index, leafHash } = receipt.log
  const exchange = proof.opening?.entry.exchange
  const isEntry = origin === proof.origin && index === proof.index && leafHash === proof.leafHash
  const isMessage =
    !exchange || (exchange.messageId === receipt.messageId && exchange.digest === receipt.digest)
  findings.add(isEntry && isMessage, 'receipt-logged', {
    place,
    said: !isEntry
      ? say('receipt-other-entry')
      : !isMessage
        ? say('receipt-other-message')
        : exchange
          ? say('receipt-logged-same-message')
          : say('receipt-logged'),
  })
}

function toHash(text: string): Uint8Array {
  return fromBase64Url(text) ?? new Uint8Array(0)
}
