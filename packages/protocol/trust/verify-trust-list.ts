import type { OperatorSet, TrustList } from '@isthmus/contract'
import { TrustListError } from './errors.ts'
import { findRevocationUndone, isRevocationOnly } from './revocations.ts'
import { verifySignatures } from './signed-document.ts'
import { assertOperators, type OpenedTrustList, parseTrustList } from './trust-list.ts'

/** A list that a quorum signed. `signedBy` has the ids of the operators' keys whose signatures counted. */
export type VerifiedTrustList = { list: TrustList; hash: string; text: string; signedBy: readonly string[] }

/** What a list is measured by: operators that are known beforehand, or the version before it. */
export type Anchor = { pinned: OperatorSet } | { previous: VerifiedTrustList }

export type AtTime = { now: Date; graceMs?: number }

/** How long an expired list is still believed, so that a federation outlives a week without its operators. */
export const defaultGraceMs = 7 * 86_400_000

const clockSkewMs = 5 * 60_000

/**
 * The list in `text`, when a quorum of the anchor's operators signed it and it is in force at `now`.
 *
 * Throws TrustListError, in this order: TRUST_LIST_UNREADABLE; TRUST_LIST_OTHER_FEDERATION; TRUST_LIST_SIGNATURE_WRONG
 * when a signature that names an operator is not that operator's; TRUST_LIST_QUORUM_MISSED; then against the version
 * before TRUST_LIST_ROLLED_BACK, _FORKED, _GAP and _REVOCATION_UNDONE; then TRUST_LIST_FROM_THE_FUTURE and _EXPIRED.
 */
export function verifyTrustList(text: string, anchor: Anchor, time: AtTime): VerifiedTrustList {
  const verified =
    'pinned' in anchor ? verifyPinned(text, anchor.pinned) : verifySuccessor(text, anchor.previous)
  verifyInForce(verified.list, time)
  return verified
}

/** As `verifyTrustList` with the version before as anchor, but whatever the time: for the middle of a chain. */
export function verifySuccessor(text: string, previous: VerifiedTrustList): VerifiedTrustList {
  const opened = parseTrustList(text)
  if (opened.hash === previous.hash) return previous
  const { list } = opened
  if (list.federation !== previous.list.federation)
    throw fault('TRUST_LIST_OTHER_FEDERATION', list, `is of the federation ${list.federation}`)
  const signedBy = verifySuccessorQuorum(opened, previous.list)
  verifyOrder(list, previous)
  const undone = findRevocationUndone(previous.list, list)
  if (undone) throw fault('TRUST_LIST_REVOCATION_UNDONE', list, `takes back that key ${undone.id} is revoked`)
  return { list, hash: opened.hash, text: opened.text, signedBy }
}

/** Every list of a chain, oldest first, each the successor of the one before; the last is in force. Throws as above. */
export function verifyChain(
  texts: readonly string[],
  pinned: OperatorSet,
  time: AtTime,
): VerifiedTrustList[] {
  const chain: VerifiedTrustList[] = []
  for (const text of texts) {
    const previous = chain.at(-1)
    chain.push(previous ? verifySuccessor(text, previous) : verifyPinned(text, pinned))
  }
  const last = chain.at(-1)
  if (!last) throw new TrustListError('TRUST_LIST_UNREADABLE', 'there is no trust list in the chain')
  verifyInForce(last.list, time)
  return chain
}

/** A list that a quorum of operators signed who are known beforehand, whatever its version and the time. */
export function verifyPinned(text: string, pinned: OperatorSet): VerifiedTrustList {
  assertOperators(pinned)
  const opened = parseTrustList(text)
  const signedBy = countSignatures(opened, pinned)
  assertQuorum(opened.list, signedBy.length, pinned.quorum)
  return { list: opened.list, hash: opened.hash, text: opened.text, signedBy }
}

/**
 * Whether a quorum of these operators, or of those whom the list itself names, signed it. An emergency list has fewer
 * signatures: it means nothing without the versions before it, which whoever hands it on has to hand on, too.
 */
export function isSignedByQuorum(text: string, operators?: OperatorSet): boolean {
  try {
    return verifyPinned(text, operators ?? parseTrustList(text).list.operators) !== undefined
  } catch {
    return false
  }
}

/** Throws TrustListError TRUST_LIST_FROM_THE_FUTURE, and TRUST_LIST_EXPIRED once the grace is over too. */
export function verifyInForce(list: TrustList, { now, graceMs = defaultGraceMs }: AtTime): void {
  if (Date.parse(list.issuedAt) > now.getTime() + clockSkewMs)
    throw fault('TRUST_LIST_FROM_THE_FUTURE', list, `was issued at ${list.issuedAt}, which is yet to come`)
  if (validityOf(list, { now, graceMs }) === 'expired')
    throw fault('TRUST_LIST_EXPIRED', list, `expired at ${list.expiresAt}, and its grace is over`)
}

/** `in-grace`: expired, but still believed, because the operators may be away. */
export function validityOf(
  list: Pick<TrustList, 'expiresAt'>,
  { now, graceMs = defaultGraceMs }: AtTime,
): 'in-force' | 'in-grace' | 'expired' {
  const expiresAt = Date.parse(list.expiresAt)
  if (now.getTime() < expiresAt) return 'in-force'
  // A date that cannot be read is no date in the future.
  return now.getTime() < expiresAt + graceMs ? 'in-grace' : 'expired'
}

function verifySuccessorQuorum(opened: OpenedTrustList, previous: TrustList): string[] {
  const { list } = opened
  const signedBy = countSignatures(opened, previous.operators)
  const hasNewOperators = !isSameSet(previous.operators, list.operators)
  const { quorum, emergencyQuorum = quorum } = previous.operators
  const isEmergency = !hasNewOperators && isRevocationOnly(previous, list)
  assertQuorum(list, signedBy.length, isEmergency ? emergencyQuorum : quorum)
  if (!hasNewOperators) return signedBy
  const ownSignedBy = countSignatures(opened, list.operators)
  assertQuorum(list, ownSignedBy.length, list.operators.quorum)
  return [...new Set([...signedBy, ...ownSignedBy])]
}

function countSignatures({ document, list }: OpenedTrustList, { keys }: OperatorSet): string[] {
  const { signedBy, wrong } = verifySignatures(document, keys)
  const [forged] = wrong
  if (forged !== undefined)
    throw fault(
      'TRUST_LIST_SIGNATURE_WRONG',
      list,
      `has a signature of ${forged} which that operator did not make`,
    )
  return [...signedBy]
}

function assertQuorum(list: TrustList, count: number, quorum: number): void {
  if (count < quorum)
    throw fault('TRUST_LIST_QUORUM_MISSED', list, `is signed by ${count} operators where ${quorum} must sign`)
}

function verifyOrder(list: TrustList, previous: VerifiedTrustList): void {
  const { version, issuedAt } = previous.list
  if (list.version < version) throw fault('TRUST_LIST_ROLLED_BACK', list, `is older than version ${version}`)
  if (list.version === version) throw fault('TRUST_LIST_FORKED', list, 'exists twice, with different content')
  if (list.version > version + 1)
    throw fault('TRUST_LIST_GAP', list, `cannot be measured by version ${version}; those between are missing`)
  if (list.previous !== previous.hash)
    throw fault('TRUST_LIST_FORKED', list, `follows another version ${version} than this one`)
  if (Date.parse(list.issuedAt) < Date.parse(issuedAt))
    throw fault('TRUST_LIST_ROLLED_BACK', list, 'was issued before the version that it follows')
}

function isSameSet(left: OperatorSet, right: OperatorSet): boolean {
  const ids = ({ keys }: OperatorSet): string => JSON.stringify(keys.map(({ id }) => id).sort())
  return (
    left.quorum === right.quorum && left.emergencyQuorum === right.emergencyQuorum && ids(left) === ids(right)
  )
}

function fault(code: TrustListError['code'], { version }: TrustList, what: string): TrustListError {
  return new TrustListError(code, `version ${version} of the trust list ${what}`)
}
