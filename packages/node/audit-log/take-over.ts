import type { Purpose } from '@isthmus/contract'
import type { AuditEvent, AuditEventName, AuditOperation } from './audit-event.ts'
import { AuditLogError } from './errors.ts'
import type { GroupCommit, PreparedEntry } from './group-commit.ts'

type FormerRow = {
  seq: bigint
  at: Date
  event: AuditEventName
  operation: AuditOperation
  correlation_id: string
  actor_id: string | null
  actor_role: string | null
  organisation: string | null
  counterpart: string | null
  purpose: Purpose | null
  legal_basis: string | null
  case_reference: string | null
  subject_commitment: Buffer | null
  outcome: AuditEvent['outcome']
  reason: string | null
  detail: NonNullable<AuditEvent['detail']>
}

const batch = 1_000

/**
 * Entries that were written before there was a tree go into it in their order and with their times; then their table
 * goes, in the same transaction. Does nothing when there is none.
 */
export async function takeOverFormerEntries(
  commit: GroupCommit,
  prepare: (event: AuditEvent, at: Date) => PreparedEntry,
): Promise<void> {
  await commit.writeAtOnce(async (transaction, write) => {
    const [table] = await transaction.query<{ name: string | null }>(
      "select to_regclass('audit_log.former_entry')::text as name",
    )
    if (!table?.name) return
    await transaction.query('lock table audit_log.former_entry in access exclusive mode')
    let last = 0n
    let taken = 0
    for (;;) {
      const rows = await transaction.query<FormerRow>(
        'select * from audit_log.former_entry where seq > $1 order by seq limit $2',
        [last, batch],
      )
      if (rows.length === 0) break
      await write(rows.map((row) => prepare(toEvent(row), row.at)))
      last = rows.at(-1)?.seq ?? last
      taken += rows.length
    }
    const [former] = await transaction.query<{ count: bigint }>(
      'select count(*) as count from audit_log.former_entry',
    )
    if (Number(former?.count) !== taken)
      throw new AuditLogError(
        'LOG_DOCTORED',
        `of ${former?.count} former entries ${taken} could be taken over`,
      )
    await transaction.query('drop table audit_log.former_entry')
  })
}

function toEvent(row: FormerRow): AuditEvent {
  const { actor_id: id, actor_role: role, organisation } = row
  return {
    event: row.event,
    operation: row.operation,
    correlationId: row.correlation_id,
    outcome: row.outcome,
    ...(id === null ? {} : { actor: { id, role: role ?? '', organisation: organisation ?? '' } }),
    ...(row.counterpart === null ? {} : { counterpart: row.counterpart }),
    ...(row.purpose === null ? {} : { purpose: row.purpose }),
    ...(row.legal_basis === null ? {} : { legalBasis: row.legal_basis }),
    ...(row.case_reference === null ? {} : { caseReference: row.case_reference }),
    ...(row.subject_commitment === null ? {} : { subjectCommitment: row.subject_commitment }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(Object.keys(row.detail).length === 0 ? {} : { detail: row.detail }),
  }
}
