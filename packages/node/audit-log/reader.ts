import type { PastSearch, Purpose } from '@isthmus/contract'
import type { Queries } from '../platform/index.ts'

export class AuditLogReader {
  readonly #queries: Queries

  constructor(queries: Queries) {
    this.#queries = queries
  }

  async countEntries(): Promise<number> {
    const [row] = await this.#queries.query<{ count: bigint }>(
      'select coalesce(max(seq), 0) as count from audit_log.entry',
    )
    return Number(row?.count ?? 0)
  }

  /** The officer's own searches, newest first, one for each correlation id; `before` is a sequence number. */
  async listSearches(
    actorId: string,
    page: { before?: bigint; size: number },
  ): Promise<{ searches: PastSearch[]; next?: string }> {
    const rows = await this.#queries.query<PastSearchRow>(
      `select a.correlation_id, min(a.seq) as seq, min(a.at) as at, min(a.purpose) as purpose,
              min(a.legal_basis) as legal_basis, min(a.case_reference) as case_reference, count(*)::int as subjects,
              (select c.detail from audit_log.entry c
                where c.correlation_id = a.correlation_id and c.event = 'search.completed' order by c.seq desc limit 1) as detail
         from audit_log.entry a
        where a.actor_id = $1 and a.event = 'search.asked' and a.seq < $2
        group by a.correlation_id
        order by min(a.seq) desc
        limit $3`,
      [actorId, (page.before ?? 2n ** 62n).toString(), page.size],
      'audit-log-list-searches',
    )
    const last = rows.at(-1)
    return {
      searches: rows.map(toPastSearch),
      ...(last && rows.length === page.size ? { next: String(last.seq) } : {}),
    }
  }
}

type PastSearchRow = {
  correlation_id: string
  seq: bigint
  at: Date
  purpose: Purpose
  legal_basis: string
  case_reference: string
  subjects: number
  detail: { states?: Record<string, number> } | null
}

function toPastSearch(row: PastSearchRow): PastSearch {
  return {
    correlationId: row.correlation_id,
    askedAt: row.at.toISOString(),
    purpose: row.purpose,
    legalBasis: row.legal_basis,
    caseReference: row.case_reference,
    subjects: row.subjects,
    states: row.detail?.states ?? {},
  }
}
