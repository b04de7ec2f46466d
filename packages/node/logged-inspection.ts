import { randomUUID } from 'node:crypto'
import type { SourceDraft, SourcePreview } from '@isthmus/contract'
import { type AuditEvent, type AuditLog, placeCommitmentOf } from './audit-log/index.ts'
import { toProblem } from './platform/index.ts'

type Inspection = { actor: NonNullable<AuditEvent['actor']>; draft: SourceDraft }

/**
 * Runs `look`, which shows clear values of records, between two entries: that it begins, and how it ended. A draft can
 * name any place, so the place is logged as a keyed hash: equal for equal places, and without a word of the path.
 */
export async function loggedInspection(
  parts: { auditLog: AuditLog; commitmentKey: Buffer },
  { actor, draft }: Inspection,
  look: () => Promise<SourcePreview>,
): Promise<SourcePreview> {
  const { kind } = draft.connector
  const place = placeCommitmentOf(parts.commitmentKey, draft.connector)
  const entry = { operation: 'consultation', correlationId: randomUUID(), actor } as const
  await parts.auditLog.append({
    ...entry,
    event: 'source.opened',
    outcome: 'done',
    detail: { kind, place },
  })
  try {
    const preview = await look()
    const detail = { kind, place, records: preview.records.length }
    await parts.auditLog.append({ ...entry, event: 'source.inspected', outcome: 'done', detail })
    return preview
  } catch (fault) {
    const ending = endingOf(fault)
    await parts.auditLog.append({ ...entry, event: 'source.inspected', ...ending, detail: { kind, place } })
    throw fault
  }
}

/** A source that could not be read has failed; whatever was wrong with the draft was refused. */
function endingOf(fault: unknown): { outcome: 'refused' | 'failed'; reason: string } {
  const { status, code } = toProblem(fault instanceof Error ? fault : new Error('unforeseen'))
  const isOfSource = status >= 500 || /^SOURCE_(UNREACHABLE|MALFORMED|REPLACED|TOO_LARGE)$/.test(code)
  return { outcome: isOfSource ? 'failed' : 'refused', reason: code }
}
