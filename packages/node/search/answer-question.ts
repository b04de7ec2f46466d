import type { Organisation, Person, Refusal, SearchAnswer, SearchSubject } from '@isthmus/contract'
import { matchKeysOfSubject } from '@isthmus/protocol/match-keys'
import { prepareSubject } from '@isthmus/protocol/score'
import { assertAskable, SubjectError } from '@isthmus/protocol/subject'
import { type AuditEvent, type AuditLog, commitmentOf } from '../audit-log/index.ts'
import { type Clock, type Logger, mergeByArrival, unlessAborted } from '../platform/index.ts'
import type { Policy } from '../policy/index.ts'
import type { AskedQuestion } from './asked-question.ts'
import { toHits } from './compare-candidates.ts'
import { SearchError } from './errors.ts'
import type { FindCandidates, FoundCandidates, SearchableSource } from './searchable-source.ts'
import type { Detail } from './told-comparison.ts'

/** Live records compared for one subject in one source at most. */
const mostCandidates = 40

export type AnsweringParts = {
  policy: Policy
  auditLog: AuditLog
  commitmentKey: Buffer
  clock: Clock
  logger: Logger
  findCandidates: FindCandidates
  /** Whether a person is, to the letter, the one whose digest the index holds. */
  isUnchanged: (person: Person, digest: bigint) => boolean
  listSources: () => readonly SearchableSource[]
}

/** A question whose sender is known and whose organisation the trust list says it hosts. */
export type BelievedQuestion = {
  question: AskedQuestion
  organisation: Organisation
  correlationId: string
  askingPeer: string
  /** Asked by an officer of this peer at this peer. */
  throughOwnPeer: boolean
}

/**
 * Answers of every source of this peer, as each is ready. Each answer has its durable entry in the audit log before it
 * is yielded (invariant I3), refusals too (I4).
 */
export async function* answerQuestion(
  parts: AnsweringParts,
  believed: BelievedQuestion,
  signal: AbortSignal,
): AsyncGenerator<SearchAnswer> {
  yield* mergeByArrival(
    parts.listSources().map((source) => {
      const detail = detailOf(parts, believed, source)
      return answerFromSource(parts, believed, { source, signal, detail })
    }),
  )
}

type Reading = { source: SearchableSource; signal: AbortSignal }
type Work = Reading & { detail: Detail }

async function* answerFromSource(
  parts: AnsweringParts,
  believed: BelievedQuestion,
  work: Work,
): AsyncGenerator<SearchAnswer> {
  const { question, organisation } = believed
  const decision = parts.policy.mayAnswer({ ...question, organisation }, work.source.policySource)
  const prepared = decision.allowed ? await prepareSubjects(parts, question.subjects, work) : []
  for (const [index, subject] of question.subjects.entries()) {
    if (work.signal.aborted) return
    const answer = decision.allowed
      ? await answerSubject(parts, { subject, index, prepared: prepared[index] }, work)
      : refusedAnswer(work.source, index, decision.refusal)
    await parts.auditLog.append(toEntry(parts, believed, { subject, answer, detail: work.detail }))
    yield answer
  }
}

/** A batch is read line by line and not explained word by word; and the values of a record are its own organisation's. */
function detailOf(
  { policy }: AnsweringParts,
  { question, organisation, throughOwnPeer }: BelievedQuestion,
  { policySource }: SearchableSource,
): Detail {
  if (question.subjects.length > 1) return 'none'
  return policy.mayShowHeld({ ...question, organisation, throughOwnPeer }, policySource).allowed
    ? 'held'
    : 'parts'
}

/** What the index knows of one subject; or why it cannot be asked, or could not be looked up. */
type Prepared = { found: FoundCandidates } | { fault: unknown }

/** Looks all subjects up at once: two statements for a whole question instead of two for each subject. */
async function prepareSubjects(
  parts: AnsweringParts,
  subjects: readonly SearchSubject[],
  { source, signal }: Reading,
): Promise<Prepared[]> {
  const keys = subjects.map(keysOrFault)
  const lookup = parts.findCandidates({
    sourceId: source.entry.id,
    subjects: keys.map((known) => ('keys' in known ? known.keys : [])),
    limit: mostCandidates,
    kind: 'person',
  })
  const found = await unlessAborted(lookup, signal).catch((fault: unknown) => ({ fault }))
  return keys.map((known, index) => {
    if ('fault' in known) return known
    if (found && 'fault' in found) return found
    const ofSubject = found?.[index]
    if (ofSubject) return { found: ofSubject }
    return { fault: new SearchError('SOURCE_NOT_INDEXED', `${source.entry.id} has not been indexed yet`) }
  })
}

function keysOrFault(subject: SearchSubject): { keys: string[] } | { fault: unknown } {
  try {
    assertAskable(subject)
    return { keys: matchKeysOfSubject(subject) }
  } catch (fault) {
    return { fault }
  }
}

async function answerSubject(
  parts: AnsweringParts,
  asked: { subject: SearchSubject; index: number; prepared: Prepared | undefined },
  { source, signal, detail }: Work,
): Promise<SearchAnswer> {
  const startedAt = parts.clock().getTime()
  const base = { sourceId: source.entry.id, subject: asked.index, ...indexedAtOf(source) }
  try {
    if (!asked.prepared || 'fault' in asked.prepared) throw asked.prepared?.fault
    const { found } = asked.prepared
    const { persons, missing } = await readCandidates(parts, found, { source, signal })
    const hits = toHits(prepareSubject(asked.subject), persons, {
      population: found.population,
      model: found.model,
      detail,
    })
    if (missing > 0 && hits.length === 0) throw replaced(source)
    const tookMs = parts.clock().getTime() - startedAt
    const fault = missing > 0 ? { fault: 'SOURCE_REPLACED' } : {}
    return { ...base, state: hits.length > 0 ? 'hit' : 'no-hit', hits, tookMs, ...fault }
  } catch (fault) {
    if (fault instanceof SubjectError) return refusedAnswer(source, asked.index, toSubjectRefusal(fault))
    parts.logger.warn({ source: source.entry.id, code: toFaultCode(fault) }, 'a source could not answer')
    return {
      ...base,
      state: 'unreachable',
      hits: [],
      fault: toFaultCode(fault),
      tookMs: parts.clock().getTime() - startedAt,
    }
  }
}

/**
 * The candidates as the source holds them now. Where it was replaced since it was indexed, only those that are provably
 * still the ones that were indexed; `missing` says how many are not, so that silence is not taken for absence.
 */
async function readCandidates(
  { isUnchanged }: AnsweringParts,
  { candidates, sourceState }: FoundCandidates,
  { source, signal }: Reading,
): Promise<{ persons: (Person | undefined)[]; missing: number }> {
  if (candidates.length === 0) return { persons: [], missing: 0 }
  const locators = candidates.map(({ locator }) => locator)
  const { persons, isReplaced } = await source.fetchPersons(locators, sourceState, signal)
  if (!isReplaced) return { persons, missing: 0 }
  const proven = persons.filter((person, at) => {
    const digest = candidates[at]?.digest
    return person !== undefined && digest !== undefined && isUnchanged(person, digest)
  })
  return { persons: proven, missing: candidates.length - proven.length }
}

function replaced({ entry }: SearchableSource): SearchError {
  return new SearchError('SOURCE_REPLACED', `source ${entry.id} has been replaced since it was indexed`, {
    remedy: `index it again: isthmus source index ${entry.id}`,
  })
}

function refusedAnswer(source: SearchableSource, subject: number, refusal: Refusal): SearchAnswer {
  return { sourceId: source.entry.id, subject, state: 'refused', hits: [], refusal }
}

export function toSubjectRefusal(fault: SubjectError): Refusal {
  return {
    code: fault.code,
    policy: 'askable-subject',
    text: fault.message,
    unblock: 'Name at least two of family name, given name and date of birth, or a document number.',
  }
}

/** The stable code and nothing else: a message of the own house may name files and tables, which are no peer's business. */
function toFaultCode(fault: unknown): string {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string'
    ? fault.code
    : 'SOURCE_FAILED'
}

function indexedAtOf(source: SearchableSource): { indexedAt?: string } {
  return source.entry.indexedAt ? { indexedAt: source.entry.indexedAt } : {}
}

function toEntry(
  parts: AnsweringParts,
  believed: BelievedQuestion,
  { subject, answer, detail }: { subject: SearchSubject; answer: SearchAnswer; detail: Detail },
): AuditEvent {
  const { question, correlationId } = believed
  const isRefused = answer.state === 'refused'
  return {
    event: isRefused ? 'search.denied' : 'search.answered',
    operation: isRefused ? 'denied' : 'consultation',
    correlationId,
    actor: {
      id: question.actor.pseudonym,
      role: question.actor.role,
      organisation: question.actor.organisation,
    },
    counterpart: believed.askingPeer,
    purpose: question.purpose,
    legalBasis: question.legalBasis,
    caseReference: question.caseReference,
    subjectCommitment: commitmentOf(parts.commitmentKey, correlationId, subject),
    outcome: outcomeOf(answer),
    ...reasonOf(answer),
    detail: {
      source: answer.sourceId,
      subject: answer.subject,
      hits: answer.hits.length,
      ...(answer.hits.length > 0 && detail === 'held' ? { shown: detail } : {}),
    },
  }
}

function reasonOf({ refusal, fault }: SearchAnswer): { reason?: string } {
  const reason = refusal?.code ?? fault
  return reason ? { reason } : {}
}

function outcomeOf(answer: SearchAnswer): AuditEvent['outcome'] {
  if (answer.state === 'hit' || answer.state === 'no-hit' || answer.state === 'refused') return answer.state
  return 'failed'
}
