import type { ReconciliationRun } from '@isthmus/contract'
import type { Queries } from '../platform/index.ts'
import type { StatedPlace } from './prove-places.ts'

export type StoredRun = Omit<ReconciliationRun, 'peerName'>

const mostRuns = 100

export class ReconciliationReader {
  readonly #queries: Queries

  constructor(queries: Queries) {
    this.#queries = queries
  }

  /** The latest first. */
  async listRuns(): Promise<StoredRun[]> {
    const rows = await this.#queries.query<RunRow>(
      'select * from reconciliation.run order by id desc limit $1',
      [mostRuns],
    )
    return rows.map(toRun)
  }

  async getRun(id: number): Promise<StoredRun> {
    const [row] = await this.#queries.query<RunRow>('select * from reconciliation.run where id = $1', [id])
    if (!row) throw new RangeError('a reconciliation that began is not there')
    return toRun(row)
  }

  /** Until when this log has been compared with that of the peer. */
  async findComparedUntil(peerId: string): Promise<Date | undefined> {
    const [row] = await this.#queries.query<{ until: Date | null }>(
      `select max(to_at) as until from reconciliation.run where peer = $1 and state = 'done'`,
      [peerId],
    )
    return row?.until ?? undefined
  }

  /** Places that the log of the peer has not shown yet, the oldest first. */
  async listOpen(peerId: string, most: number): Promise<StatedPlace[]> {
    const rows = await this.#queries.query<OpenRow>(
      `select origin, index, leaf_hash, message_id, correlation_id, at from reconciliation.open_place
        where peer = $1 order by at limit $2`,
      [peerId, most],
    )
    return rows.map(({ origin, index, leaf_hash, message_id, correlation_id, at }) => ({
      ...{ index: Number(index), leafHash: leaf_hash, correlationId: correlation_id, leg: 'question', at },
      ...(origin === '' ? {} : { origin }),
      ...(message_id === null ? {} : { messageId: message_id }),
    }))
  }
}

type OpenRow = {
  origin: string
  index: bigint
  leaf_hash: string
  message_id: string | null
  correlation_id: string
  at: Date
}

type RunRow = {
  id: bigint
  peer: string
  from_at: Date
  to_at: Date
  started_at: Date
  ended_at: Date | null
  state: StoredRun['state']
  compared: bigint
  agreeing: bigint
  missing: bigint
  late: bigint
  contradicting: bigint
  repaired: bigint
  erased: bigint
  proven: bigint
  unproven: bigint
  unfounded: bigint
  findings: NonNullable<StoredRun['findings']>
  fault: string | null
}

function toRun(row: RunRow): StoredRun {
  return {
    id: `c${row.id}`,
    peerId: row.peer,
    from: row.from_at.toISOString(),
    to: row.to_at.toISOString(),
    startedAt: row.started_at.toISOString(),
    state: row.state,
    compared: Number(row.compared),
    agreeing: Number(row.agreeing),
    missing: Number(row.missing),
    late: Number(row.late),
    contradicting: Number(row.contradicting),
    repaired: Number(row.repaired),
    erased: Number(row.erased),
    proven: Number(row.proven),
    unproven: Number(row.unproven),
    unfounded: Number(row.unfounded),
    findings: row.findings,
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    ...(row.fault ? { fault: row.fault } : {}),
  }
}
