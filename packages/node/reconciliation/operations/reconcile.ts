import { randomUUID } from 'node:crypto'
import type { ReconcileEntry, ReconciliationFinding, ReconciliationRun } from '@isthmus/contract'
import type { AuditEvent } from '../../audit-log/index.ts'
import { type Comparison, compareLogs, type LogFinding } from '../compare-logs.ts'
import { ReconciliationError } from '../errors.ts'
import type { ProvenPlaces } from '../prove-places.ts'
import { proveSlice, type Slice } from '../prove-slice.ts'
import { type Asking, askForEntries, askForIds, readOwnEntries, readOwnOf } from '../read-sides.ts'
import {
  marginMs,
  type ReconciliationRoom,
  type Side,
  toleranceMs,
  withPeerName,
} from '../reconciliation-room.ts'
import { findShownLog } from '../settle-places.ts'
import { excusedIn } from '../to-entries.ts'
import type { RunCounts } from '../transactor.ts'

export type ReconcileRequest = { peerId: string; from?: Date; to?: Date; actor?: AuditEvent['actor'] }

/** Longest window of one run. */
const mostMs = 400 * 86_400_000
const usualMs = 86_400_000
/** A run keeps so many findings one by one; the counts are of all. */
const mostFindings = 200
const firstSliceMs = 6 * 3_600_000
const shortestSliceMs = 15 * 60_000
const longestSliceMs = 60 * 86_400_000
const entriesOfSlice = 20_000
const questionLateMs = 2 * 60_000
const messageLateMs = 86_400_000

/**
 * Compares this log with that of another peer, and raises an incident for whatever does not agree. Without a window: from
 * where the last comparison ended until ten minutes ago. Throws ReconciliationError PEER_UNKNOWN, WINDOW_INVALID,
 * RECONCILIATION_RUNNING; a run that has begun and fails is kept as failed.
 */
export async function reconcile(
  room: ReconciliationRoom,
  request: ReconcileRequest,
  signal: AbortSignal,
): Promise<ReconciliationRun> {
  const { peerId, actor } = request
  if (!room.trust.listOtherPeers().some(({ id }) => id === peerId))
    throw new ReconciliationError('PEER_UNKNOWN', 'the trust list has no such other peer', {
      remedy: 'see isthmus peer status',
    })
  const window = await toWindow(room, request)
  const by = actor?.id
  const id = await room.transactor.startRun({ peer: peerId, ...window, at: room.clock(), by })
  const correlationId = randomUUID()
  const about = { correlationId, counterpart: peerId, ...(actor ? { actor } : {}) }
  const detail = { from: window.from.toISOString(), to: window.to.toISOString() }
  await room.auditLog.append({
    ...about,
    event: 'reconciliation.started',
    operation: 'query',
    outcome: 'done',
    detail,
  })
  const counts: RunCounts = {
    compared: 0,
    agreeing: 0,
    missing: 0,
    late: 0,
    contradicting: 0,
    repaired: 0,
    erased: 0,
    proven: 0,
    unproven: 0,
    unfounded: 0,
    findings: [],
  }
  try {
    await compareWindow(room, { peerId, correlationId, signal }, { window, counts })
    await room.transactor.finishRun(id, room.clock(), counts)
    const { findings, ...numbers } = counts
    await room.auditLog.append({
      ...about,
      event: 'reconciliation.ended',
      operation: 'query',
      outcome: 'done',
      detail: numbers,
    })
  } catch (fault) {
    const reason = codeOf(fault)
    await room.transactor.failRun(id, room.clock(), reason)
    await room.auditLog.append({
      ...about,
      event: 'reconciliation.ended',
      operation: 'query',
      outcome: 'failed',
      reason,
    })
  }
  return withPeerName(room, await room.reader.getRun(id))
}

type Window = { from: Date; to: Date }

async function toWindow(room: ReconciliationRoom, { peerId, from, to }: ReconcileRequest): Promise<Window> {
  const now = room.clock().getTime()
  const end = new Date(Math.min(to?.getTime() ?? now, now - toleranceMs))
  const begin = from ?? (await room.reader.findComparedUntil(peerId)) ?? new Date(end.getTime() - usualMs)
  if (begin < end && end.getTime() - begin.getTime() <= mostMs) return { from: begin, to: end }
  throw new ReconciliationError('WINDOW_INVALID', 'there is nothing to compare in this window', {
    remedy: 'what is younger than ten minutes may be under way; give an earlier beginning with --from',
  })
}

/** Slice by slice: longer ones where little was written, shorter ones where much was, so that either fits into memory. */
async function compareWindow(
  room: ReconciliationRoom,
  asking: Asking,
  { window, counts }: { window: Window; counts: RunCounts },
): Promise<void> {
  const log = await findShownLog(room, asking.peerId)
  let length = firstSliceMs
  let from = window.from
  while (from < window.to) {
    const to = new Date(Math.min(from.getTime() + length, window.to.getTime()))
    const { comparison, slice } = await compareSlice(room, asking, { from, to })
    await settle(room, asking, { comparison, counts })
    notePlaces(counts, await proveSlice(room, asking, { slice, log }))
    const isBusy = comparison.compared > entriesOfSlice
    length = isBusy ? Math.max(length / 2, shortestSliceMs) : Math.min(length * 2, longestSliceMs)
    from = to
  }
}

async function compareSlice(
  room: ReconciliationRoom,
  asking: Asking,
  slice: Window,
): Promise<{ comparison: Comparison; slice: Slice }> {
  const wide = {
    from: new Date(slice.from.getTime() - marginMs),
    to: new Date(slice.to.getTime() + marginMs),
  }
  const own = toSide(await readOwnEntries(room, asking.peerId, wide))
  const other = toSide(await askForEntries(room, asking, wide))
  const options = { ...slice, lateMs: lateMsOf }
  const first = compareLogs(own, other, options)
  const isMissing = first.findings.filter(({ kind }) => kind === 'missing-here' || kind === 'missing-there')
  const compared = { ...slice, own, other }
  if (isMissing.length === 0) return { comparison: first, slice: compared }
  await widen(room, asking, { own, other, missing: isMissing, slice })
  return { comparison: compareLogs(own, other, options), slice: compared }
}

/** A message may have been on its way for days: its other half is looked for by its correlation id before it is missed. */
async function widen(
  room: ReconciliationRoom,
  asking: Asking,
  { own, other, missing, slice }: { own: Side; other: Side; missing: readonly LogFinding[]; slice: Window },
): Promise<void> {
  const idsOf = (kind: LogFinding['kind']): string[] => [
    ...new Set(missing.filter((finding) => finding.kind === kind).map(({ correlationId }) => correlationId)),
  ]
  for (const id of idsOf('missing-here')) add(own, await readOwnOf(room, asking.peerId, id))
  const elsewhere = idsOf('missing-there')
  if (elsewhere.length > 0) add(other, await askForIds(room, asking, elsewhere))
  for (const { messageId, kind } of missing) {
    if (kind !== 'missing-there' || messageId === undefined) continue
    const message = await room.outboxReader.findMessage(messageId)
    // Delivered after this slice: the other half belongs to a later one.
    if (message?.settledAt && message.settledAt >= slice.to) own.excused.add(messageId)
  }
}

function toSide(entries: ReconcileEntry[]): Side {
  return { entries, excused: excusedIn(entries) }
}

function add(side: Side, entries: readonly ReconcileEntry[]): void {
  const known = new Set(side.entries.map(({ index }) => index))
  const fresh = entries.filter(({ index }) => !known.has(index))
  side.entries.push(...fresh)
  for (const id of excusedIn(fresh)) side.excused.add(id)
}

function lateMsOf(kind: string): number {
  return kind.endsWith('.ask') ? questionLateMs : messageLateMs
}

/** Counts, repairs what the own log lacks, and raises incidents. */
async function settle(
  room: ReconciliationRoom,
  asking: Asking,
  { comparison, counts }: { comparison: Comparison; counts: RunCounts },
): Promise<void> {
  counts.compared += comparison.compared
  counts.agreeing += comparison.agreeing
  counts.erased += comparison.erased
  const shown: ReconciliationFinding[] = [...counts.findings]
  for (const { there, ...finding } of comparison.findings) {
    const isRepaired = there !== undefined && (await repair(room, asking, there))
    const kind = finding.kind.startsWith('missing') ? 'missing' : finding.kind
    if (kind === 'missing' || kind === 'late' || kind === 'contradicting') counts[kind] += 1
    if (isRepaired) counts.repaired += 1
    if (shown.length < mostFindings) shown.push({ ...finding, ...(isRepaired ? { isRepaired } : {}) })
    room.incidents.raise({
      kind: `reconciliation-${kind === 'late' || kind === 'contradicting' ? kind : 'missing'}`,
      counterpart: asking.peerId,
      correlationId: finding.correlationId,
      detail: {
        ...{ finding: finding.kind, isRepaired },
        ...(finding.messageId === undefined ? {} : { messageId: finding.messageId }),
      },
    })
  }
  counts.findings = shown
}

function notePlaces(counts: RunCounts, { proven, open, unfounded }: ProvenPlaces): void {
  counts.proven += proven.length
  counts.unproven += open.length
  counts.unfounded += unfounded.length
  const found = unfounded.map(({ correlationId, messageId, at }) => ({
    ...{ kind: 'unfounded' as const, correlationId, at: at.toISOString() },
    ...(messageId === undefined ? {} : { messageId }),
  }))
  counts.findings = [...counts.findings, ...found].slice(0, mostFindings)
}

/**
 * This log lacks its half of a message: it was killed between two writes, or restored from a backup. What the other peer has
 * stated, in a signed answer under the correlation id of this comparison, is entered as what it is. A message that was only
 * sent to this peer and never received is not entered: it was not received, and its sender sends it again.
 */
async function repair(room: ReconciliationRoom, asking: Asking, there: ReconcileEntry): Promise<boolean> {
  const { messageId, correlationId, kind, leg, digest, index, leafHash } = there
  const isReceivedHere = there.direction === 'sent'
  if (digest === undefined || messageId === undefined || kind === undefined) return false
  if (isReceivedHere && leg === 'question') return false
  await room.auditLog.append({
    event: 'reconciliation.repaired',
    operation: 'alteration',
    correlationId,
    counterpart: asking.peerId,
    outcome: 'done',
    reason: 'STATED_BY_COUNTERPART',
    exchange: {
      messageId,
      kind,
      counterpart: asking.peerId,
      direction: isReceivedHere ? 'received' : 'sent',
      digest,
    },
    detail: { leg, statedUnder: asking.correlationId, theirIndex: index, theirLeafHash: leafHash },
  })
  return true
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code).slice(0, 60) : 'FAULT'
}
