import type { TrustList } from '@isthmus/contract'
import { equalBytes } from '../bytes/index.ts'
import {
  type Checkpoint,
  type NoteKey,
  noteKeyId,
  type OpenedCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
} from '../log/index.ts'
import type { Findings } from './finding.ts'
import { findListed, findPeerOf, isInForce, logKeysOf, requiredWitnesses } from './verify-trust.ts'

/** Which peer's log it is, in words, and when the first of enough witnesses had seen it. */
export type VerifiedCheckpoint = { checkpoint: Checkpoint; peerName: string; witnessedAt: number | undefined }

/** A checkpoint with the keys of the trust list: signed by the log, cosigned by as many witnesses as the list wants. */
export function verifyCheckpoint(
  note: string,
  { place, list }: { place: string; list: TrustList },
  findings: Findings,
): VerifiedCheckpoint | undefined {
  const peer = findings.attempt('checkpoint-signed', place, () =>
    findPeerOf(list, parseCheckpoint(note).origin),
  )
  if (!peer) {
    findings.fail('checkpoint-signed', place, 'The trust list has no peer that keeps this log.')
    return undefined
  }
  const keys = logKeysOf(list, peer)
  const opened = findings.attempt('checkpoint-signed', place, () => openCheckpoint(note, keys))
  if (!opened) return undefined
  const { checkpoint } = opened
  findings.pass(
    'checkpoint-signed',
    place,
    `${peer.name} signed with its log key ${shortId(list, opened.signedBy)} that its log ${checkpoint.origin} has ` +
      `${checkpoint.size} entries.`,
  )
  failUnknownLines(note, { place, known: [...keys.log, ...keys.witnesses] }, findings)
  const witnessedAt = verifyWitnesses(opened, { place, list }, findings)
  verifyLogKey(opened, { place, list, at: witnessedAt ?? Date.parse(list.issuedAt) }, findings)
  return { checkpoint, peerName: peer.name, witnessedAt }
}

/** The instant at which the last of the required witnesses had seen it, milliseconds; undefined when too few have. */
function verifyWitnesses(
  { cosignatures }: OpenedCheckpoint,
  { place, list }: { place: string; list: TrustList },
  findings: Findings,
): number | undefined {
  const required = requiredWitnesses(list)
  const seen = new Map<string, number>()
  for (const { key, at } of cosignatures) {
    const listed = findListed(list, key)
    if (!listed) continue
    const when = at.toISOString()
    if (!isInForce(listed.key, at.getTime())) {
      findings.fail(
        'witness',
        place,
        `${listed.peer.name} cosigned at ${when} with a key that was not in force then.`,
      )
      continue
    }
    seen.set(listed.peer.id, at.getTime())
    findings.pass(
      'witness',
      place,
      `${listed.peer.name} witnessed this state of the log at ${when} (key ${listed.key.id}).`,
    )
  }
  const sentence = `${seen.size} peers witnessed this state of the log; ${required} are wanted.`
  findings.add(seen.size >= required, 'witnesses-enough', { place, sentence })
  return seen.size >= required
    ? [...seen.values()].sort((a, b) => a - b)[Math.max(0, required - 1)]
    : undefined
}

function verifyLogKey(
  { signedBy }: OpenedCheckpoint,
  { place, list, at }: { place: string; list: TrustList; at: number },
  findings: Findings,
): void {
  const listed = findListed(list, signedBy)
  if (listed && isInForce(listed.key, at)) return
  findings.fail('log-key', place, `The log's key was not in force at ${new Date(at).toISOString()}.`)
}

/** A line that nobody can verify may be a cosignature that was doctored. */
function failUnknownLines(
  note: string,
  { place, known }: { place: string; known: readonly NoteKey[] },
  findings: Findings,
): void {
  parseNote(note).signatures.forEach(({ name, keyId }, line) => {
    const isKnown = known.some((key) => key.name === name && equalBytes(noteKeyId(key), keyId))
    if (!isKnown)
      findings.fail(
        'signature-unknown',
        place,
        `Signature line ${line + 1} is of a key that the trust list does not have.`,
      )
  })
}

function shortId(list: TrustList, key: NoteKey): string {
  return findListed(list, key)?.key.id ?? key.name
}
