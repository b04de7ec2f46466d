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
import { say } from './words/catalogue.ts'

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
    findings.fail('checkpoint-signed', place, say('log-unknown'))
    return undefined
  }
  const keys = logKeysOf(list, peer, parseCheckpoint(note).origin)
  const opened = findings.attempt('checkpoint-signed', place, () => openCheckpoint(note, keys))
  if (!opened) return undefined
  const { checkpoint } = opened
  findings.pass(
    'checkpoint-signed',
    place,
    say('checkpoint-signed', {
      name: peer.name,
      key: shortId(list, opened.signedBy),
      origin: checkpoint.origin,
      size: checkpoint.size,
    }),
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
      findings.fail('witness', place, say('witness-key-not-in-force', { name: listed.peer.name, at: when }))
      continue
    }
    seen.set(listed.peer.id, at.getTime())
    findings.pass(
      'witness',
      place,
      say('witness-saw', { name: listed.peer.name, at: when, key: listed.key.id }),
    )
  }
  const said = say('witnesses-counted', { count: seen.size, required })
  findings.add(seen.size >= required, 'witnesses-enough', { place, said })
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
  findings.fail('log-key', place, say('log-key-not-in-force', { at: new Date(at).toISOString() }))
}

/** A line that nobody can verify may be a cosignature that was doctored. */
function failUnknownLines(
  note: string,
  { place, known }: { place: string; known: readonly NoteKey[] },
  findings: Findings,
): void {
  parseNote(note).signatures.forEach(({ name, keyId }, line) => {
    const isKnown = known.some((key) => key.name === name && equalBytes(noteKeyId(key), keyId))
    if (!isKnown) findings.fail('signature-unknown', place, say('signature-line-unknown', { line: line + 1 }))
  })
}

function shortId(list: TrustList, key: NoteKey): string {
  return findListed(list, key)?.key.id ?? key.name
}
