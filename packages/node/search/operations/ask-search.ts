import { randomUUID } from 'node:crypto'
import type {
  ActorStatement,
  BatchRequest,
  Organisation,
  RejectedRow,
  SearchEvent,
  SearchRequest,
  SearchSubject,
  WatchedNameKind,
} from '@isthmus/contract'
import { assertAskable, SubjectError } from '@isthmus/protocol/subject'
import { type AuditEvent, type AuditLog, commitmentOf } from '../../audit-log/index.ts'
import { toSubjectRefusal } from '../answer-question.ts'
import {
  askFederation,
  type ExpectedSource,
  type FederationParts,
  type NumberedSubject,
} from '../ask-federation.ts'
import { SearchError } from '../errors.ts'
import { StateTally } from '../state-tally.ts'
import { parseBatch, type SubjectBatch } from '../subject-batch.ts'

/** Who asks, as the own peer knows the officer: `id` stays here, peers learn the pseudonym. */
export type AskingOfficer = { id: string; statement: ActorStatement; organisation: Organisation }

export type AskParts = FederationParts & {
  auditLog: AuditLog
  commitmentKey: Buffer
  /** What the searched name is to whoever asks; compared in memory, and nothing but the kind is kept. */
  findWatchedKind?: (officerId: string, subject: SearchSubject) => WatchedNameKind | undefined
}

/** A question that may be asked; it leaves when its answers are read. */
export type Asked = (signal: AbortSignal) => AsyncGenerator<SearchEvent>

type Stated = Pick<SearchRequest, 'purpose' | 'legalBasis' | 'caseReference'>
type Asker = { officer: AskingOfficer; stated: Stated }
type Asking = Asker & {
  subjects: readonly NumberedSubject[]
  rejectedRows?: RejectedRow[]
}

/**
 * search.ask: one subject. The policy has been asked before (guards); here it is only whether the subject can be asked.
 * Throws SearchError SEARCH_REFUSED, which has its entry too (invariant I4).
 */
export async function askSearch(
  parts: AskParts,
  officer: AskingOfficer,
  request: SearchRequest,
): Promise<Asked> {
  const { subject, ...stated } = request
  try {
    assertAskable(subject)
  } catch (fault) {
    if (!(fault instanceof SubjectError)) throw fault
    await parts.auditLog.append(toRefusedEntry({ officer, stated }, { reason: fault.code }))
    throw new SearchError('SEARCH_REFUSED', fault.message, { refusal: toSubjectRefusal(fault) })
  }
  return (signal) => ask(parts, { officer, stated, subjects: [{ number: 0, subject }] }, signal)
}

/**
 * search.batch: the rows of a CSV; rows that cannot be asked are named in the first event. What is refused, file or rows,
 * has its entry (invariant I4). Throws SearchError BATCH_UNREADABLE, BATCH_TOO_LONG.
 */
export async function askBatch(
  parts: AskParts,
  officer: AskingOfficer,
  request: BatchRequest,
): Promise<Asked> {
  const { csv, ...stated } = request
  const batch = await readBatch(parts, { officer, stated }, csv)
  return (signal) => ask(parts, { officer, stated, ...batch }, signal)
}

async function readBatch(parts: AskParts, asker: Asker, csv: string): Promise<SubjectBatch> {
  try {
    return parseBatch(csv)
  } catch (fault) {
    if (!(fault instanceof SearchError)) throw fault
    const detail = { characters: csv.length }
    await parts.auditLog.append(toRefusedEntry(asker, { reason: fault.code, detail }))
    throw fault
  }
}

async function* ask(parts: AskParts, asking: Asking, signal: AbortSignal): AsyncGenerator<SearchEvent> {
  const correlationId = randomUUID()
  const startedAt = parts.clock().getTime()
  // The entry is durable before the question leaves: a crash may lose an answer, never the fact that it was asked.
  const [, sources] = await Promise.all([
    parts.auditLog.append(
      ...asking.subjects.map((subject) => toAskedEntry(parts, asking, { correlationId, subject })),
      ...toRejectedEntries(asking, correlationId),
    ),
    listExpected(parts),
  ])
  const tally = new StateTally()
  let ending: 'ASKER_LEFT' | 'SEARCH_FAILED' | undefined = 'ASKER_LEFT'
  try {
    yield toAskedEvent(asking, { correlationId, sources })
    const question = {
      correlationId,
      actor: asking.officer.statement,
      ...asking.stated,
      subjects: asking.subjects,
    }
    for await (const event of askFederation(parts, question, signal)) {
      tally.count(event)
      yield event
    }
    if (!signal.aborted) ending = undefined
  } catch (fault) {
    ending = 'SEARCH_FAILED'
    throw fault
  } finally {
    await parts.auditLog.append(
      toCompletedEntry(asking, { correlationId, tally, ...(ending ? { ending } : {}) }),
    )
  }
  yield { event: 'done', hits: tally.hits, tookMs: parts.clock().getTime() - startedAt }
}

function toAskedEvent(
  asking: Asking,
  { correlationId, sources }: { correlationId: string; sources: readonly ExpectedSource[] },
): SearchEvent {
  return {
    event: 'asked',
    correlationId,
    subjects: asking.subjects.length,
    sources: sources.map((source) => ({ ...source, state: 'asking' as const, hits: [] })),
    ...(asking.rejectedRows?.length ? { rejectedRows: asking.rejectedRows } : {}),
  }
}

async function listExpected(parts: AskParts): Promise<ExpectedSource[]> {
  await parts.directory.ready()
  const peers = [parts.trust.self, ...parts.trust.listOtherPeers()]
  return peers.flatMap((peer) => parts.directory.listExpected(peer.id))
}

function toAskedEntry(
  parts: AskParts,
  { officer, stated }: Asking,
  { correlationId, subject }: { correlationId: string; subject: NumberedSubject },
): AuditEvent {
  const watched = parts.findWatchedKind?.(officer.id, subject.subject)
  return {
    event: 'search.asked',
    operation: 'consultation',
    correlationId,
    actor: toActor(officer),
    ...stated,
    subjectCommitment: commitmentOf(parts.commitmentKey, correlationId, subject.subject),
    outcome: 'done',
    detail: { subject: subject.number, ...(watched ? { watched } : {}) },
  }
}

function toRefusedEntry(
  { officer, stated }: Asker,
  refused: { reason: string; correlationId?: string; detail?: Record<string, number> },
): AuditEvent {
  return {
    event: 'search.refused',
    operation: 'denied',
    correlationId: randomUUID(),
    actor: toActor(officer),
    ...stated,
    outcome: 'refused',
    ...refused,
  }
}

/** One entry for all rows of a batch that cannot be asked; what they hold is not to be logged. */
function toRejectedEntries(asking: Asking, correlationId: string): AuditEvent[] {
  const rows = asking.rejectedRows?.length ?? 0
  if (rows === 0) return []
  const detail = { rows, subjects: asking.subjects.length }
  return [toRefusedEntry(asking, { reason: 'ROWS_REJECTED', correlationId, detail })]
}

function toActor({ id, statement, organisation }: AskingOfficer): NonNullable<AuditEvent['actor']> {
  const { role, unit } = statement
  return { id, role, organisation: organisation.id, ...(unit ? { unit } : {}) }
}

function toCompletedEntry(
  { officer, stated, subjects }: Asking,
  { correlationId, tally, ending }: { correlationId: string; tally: StateTally; ending?: string },
): AuditEvent {
  return {
    event: 'search.completed',
    operation: 'consultation',
    correlationId,
    actor: toActor(officer),
    ...stated,
    outcome: tally.hits > 0 ? 'hit' : 'no-hit',
    ...(ending ? { reason: ending } : {}),
    detail: {
      states: tally.toCounts(),
      sources: tally.toSources(),
      hits: tally.hits,
      subjects: subjects.length,
    },
  }
}
