import type { IndexRun, SourceEntry } from '@isthmus/contract'
import type { Queries } from '../platform/index.ts'
import { IntakeError } from './errors.ts'

/** A connected source with what its answering run found. */
export type StoredSource = Pick<SourceEntry, 'state' | 'persons' | 'things' | 'completeness'> & {
  id: string
  /** YAML, as reviewed */
  mapping: string
  connector: { kind: string; [option: string]: unknown }
  rejected: number
  indexedAt?: string
}

export class IntakeReader {
  readonly #queries: Queries

  constructor(queries: Queries) {
    this.#queries = queries
  }

  async listSources(): Promise<StoredSource[]> {
    const rows = await this.#queries.query<SourceRow>(
      `select s.id, s.mapping, s.connector, a.persons, a.things, a.rejected, a.completeness, a.ended_at,
              (select r.state from intake.run r where r.source_id = s.id order by r.id desc limit 1) as latest
         from intake.source s
         left join intake.run a on a.source_id = s.id and a.state = 'answering'
        order by s.id`,
    )
    return rows.map(toStoredSource)
  }

  async getSource(id: string): Promise<StoredSource> {
    const source = (await this.listSources()).find((stored) => stored.id === id)
    if (source) return source
    throw new IntakeError('SOURCE_NOT_FOUND', `no source ${id} is connected to this peer`, {
      remedy: 'see isthmus source list',
    })
  }

  async getLatestRun(sourceId: string): Promise<IndexRun> {
    const [row] = await this.#queries.query<RunRow>(
      'select * from intake.run where source_id = $1 order by id desc limit 1',
      [sourceId],
    )
    if (!row)
      throw new IntakeError('RUN_NOT_FOUND', `source ${sourceId} has not been indexed yet`, {
        remedy: `isthmus source index ${sourceId}`,
      })
    const rejections = await this.#queries.query<{ place: string; reason: string; remedy: string | null }>(
      'select place, reason, remedy from intake.rejection where run_id = $1 order by number',
      [row.id],
    )
    return toIndexRun(row, rejections)
  }
}

type SourceRow = {
  id: string
  mapping: string
  connector: StoredSource['connector']
  persons: bigint | null
  things: bigint | null
  rejected: bigint | null
  completeness: Record<string, number> | null
  ended_at: Date | null
  latest: IndexRun['state'] | null
}

type RunRow = {
  id: bigint
  source_id: string
  state: IndexRun['state']
  started_at: Date
  ended_at: Date | null
  persons: bigint
  things: bigint
  rejected: bigint
  added: bigint
  changed: bigint
  deleted: bigint
  completeness: Record<string, number>
  faults: Record<string, number>
  fault: string | null
}

function toStoredSource(row: SourceRow): StoredSource {
  return {
    id: row.id,
    mapping: row.mapping,
    connector: row.connector,
    state: stateOf(row),
    persons: Number(row.persons ?? 0),
    things: Number(row.things ?? 0),
    rejected: Number(row.rejected ?? 0),
    completeness: row.completeness ?? {},
    ...(row.ended_at ? { indexedAt: row.ended_at.toISOString() } : {}),
  }
}

/** A source goes on answering while and after a later run is under way or fails. */
function stateOf({ latest, ended_at }: SourceRow): SourceEntry['state'] {
  if (latest === null) return 'connected'
  if (ended_at !== null) return 'answering'
  return latest === 'running' ? 'indexing' : 'faulty'
}

function toIndexRun(
  row: RunRow,
  rejections: readonly { place: string; reason: string; remedy: string | null }[],
): IndexRun {
  return {
    id: Number(row.id),
    sourceId: row.source_id,
    state: row.state,
    startedAt: row.started_at.toISOString(),
    persons: Number(row.persons),
    things: Number(row.things),
    rejected: Number(row.rejected),
    added: Number(row.added),
    changed: Number(row.changed),
    deleted: Number(row.deleted),
    completeness: row.completeness,
    faults: row.faults,
    rejections: rejections.map(({ place, reason, remedy }) => ({
      place,
      reason,
      ...(remedy ? { remedy } : {}),
    })),
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    ...(row.fault ? { fault: row.fault } : {}),
  }
}
