import type {
  AssuranceLevel,
  Hit,
  SearchAnswer,
  SearchAnswerEvent,
  SearchSubject,
  SourceState,
} from '@isthmus/contract'
import type { ExchangeError, PeerClient } from '../exchange/index.ts'
import { type Clock, mergeByArrival } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import { type AnsweringParts, answerQuestion } from './answer-question.ts'
import type { AskedQuestion } from './asked-question.ts'
import { believeAnswers } from './believe-answers.ts'
import { markSlow } from './mark-slow.ts'
import { toEvent } from './search-event.ts'
import type { SourceDirectory } from './source-directory.ts'

/** Subjects that one message to a peer carries; a batch is cut into such chunks. */
const subjectsPerQuestion = 50

/** A peer that has not answered a message by then is given up; an outage never holds an officer longer. */
const answerDeadlineMs = 10_000

/** Messages in a row that a peer may leave unanswered; then the rest of a batch does not wait for it. */
const silencesBorne = 2

export type FederationParts = {
  trust: Trust
  peerClient: PeerClient
  directory: SourceDirectory
  answering: AnsweringParts
  clock: Clock
  /** How sure this peer is of its officers. */
  assuranceLevel: AssuranceLevel
}

/** One line of a batch, or the only subject of a single search. */
export type NumberedSubject = { number: number; line?: number; subject: SearchSubject }

export type FederatedQuestion = Omit<AskedQuestion, 'subjects'> & {
  correlationId: string
  subjects: readonly NumberedSubject[]
}

/** A source that a peer is expected to answer from; `*` stands for all of a peer that never told its catalogue. */
export type ExpectedSource = Pick<SourceState, 'peerId' | 'peerName' | 'sourceId' | 'sourceTitle'> & {
  contact?: string
}

/** `sourceIds`: sources for which the peer has answered so far, over all chunks. */
type PeerQuestion = { peerId: string; chunk: Chunk; sourceIds: Set<string> }

type Chunk = { subjects: readonly NumberedSubject[]; question: AskedQuestion; correlationId: string }

/** Answers of all sources of all peers on all subjects, as they arrive. One slow or dead peer delays no other. */
export function askFederation(
  parts: FederationParts,
  question: FederatedQuestion,
  signal: AbortSignal,
): AsyncGenerator<SearchAnswerEvent> {
  const peerIds = [parts.trust.self.id, ...parts.trust.listOtherPeers().map((peer) => peer.id)]
  return mergeByArrival(peerIds.map((peerId) => askOnePeer(parts, { peerId, question }, signal)))
}

async function* askOnePeer(
  parts: FederationParts,
  { peerId, question }: { peerId: string; question: FederatedQuestion },
  signal: AbortSignal,
): AsyncGenerator<SearchAnswerEvent> {
  const expected = parts.directory.listExpected(peerId)
  const sourceIds = new Set<string>()
  let silences = 0
  for (const chunk of toChunks(question)) {
    if (signal.aborted) return
    if (silences >= silencesBorne) {
      yield* unansweredOf({ chunk, expected, answered: new Set(), fault: 'PEER_GIVEN_UP' })
      continue
    }
    let isHeard = false
    const heard = (): void => {
      isHeard = true
    }
    yield* markSlow(askChunk(parts, { peerId, chunk, sourceIds, expected, heard }, signal), {
      expected,
      subjects: chunk.subjects,
    })
    silences = isHeard ? 0 : silences + 1
  }
}

async function* askChunk(
  parts: FederationParts,
  { expected, heard, ...asked }: PeerQuestion & { expected: readonly ExpectedSource[]; heard: () => void },
  signal: AbortSignal,
): AsyncGenerator<SearchAnswerEvent> {
  const { peerId, chunk } = asked
  const startedAt = parts.clock().getTime()
  const answered = new Set<string>()
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(answerDeadlineMs)])
  let fault: string | undefined
  try {
    for await (const answer of answersOf(parts, asked, deadline)) {
      const subject = chunk.subjects[answer.subject]
      if (!subject) continue
      heard()
      answered.add(`${answer.sourceId} ${answer.subject}`)
      yield toEvent(
        subject,
        toSourceState(parts, { peerId, answer, tookMs: parts.clock().getTime() - startedAt }),
      )
    }
    if (deadline.aborted) fault = 'PEER_TOO_SLOW'
    else heard()
  } catch (cause) {
    fault = toFaultCode(cause)
  }
  if (signal.aborted) return
  yield* unansweredOf({ chunk, expected, answered, ...(fault ? { fault } : {}) })
}

function answersOf(
  parts: FederationParts,
  asked: PeerQuestion,
  signal: AbortSignal,
): AsyncIterable<SearchAnswer> {
  const { peerId, chunk } = asked
  if (peerId !== parts.trust.self.id) return remoteAnswers(parts, asked, signal)
  const organisation = parts.trust.findHosted(peerId, chunk.question.actor.organisation)
  if (!organisation)
    throw new RangeError('the officer acts for an organisation which this peer does not host')
  const believed = {
    question: chunk.question,
    organisation,
    correlationId: chunk.correlationId,
    askingPeer: peerId,
    throughOwnPeer: true,
  }
  return answerQuestion(parts.answering, believed, signal)
}

function remoteAnswers(
  parts: FederationParts,
  { peerId, chunk, sourceIds }: PeerQuestion,
  signal: AbortSignal,
): AsyncIterable<SearchAnswer> {
  const { subjects, actor, ...grounds } = chunk.question
  const message = {
    kind: 'search.ask' as const,
    correlationId: chunk.correlationId,
    content: { subjects },
    person: { ...actor, ...grounds, assuranceLevel: parts.assuranceLevel },
  }
  const payloads = parts.peerClient.ask(peerId, message, signal)
  return believeAnswers(payloads, { peerId, subjects: chunk.question.subjects, sourceIds })
}

/**
 * Sources that were expected and said nothing: the officer must see that they are missing, not that there is no hit.
 * A peer that ended in order has named all its sources, so nothing is missing of `*`.
 */
function* unansweredOf(missing: {
  chunk: Chunk
  expected: readonly ExpectedSource[]
  answered: ReadonlySet<string>
  fault?: string
}): Generator<SearchAnswerEvent> {
  const { fault = 'SOURCE_SILENT' } = missing
  const state = fault === 'PEER_TOO_SLOW' ? 'slow' : 'unreachable'
  for (const source of missing.expected) {
    if (source.sourceId === '*' && missing.fault === undefined) continue
    for (const [index, subject] of missing.chunk.subjects.entries()) {
      if (missing.answered.has(`${source.sourceId} ${index}`)) continue
      yield toEvent(subject, { ...source, state, hits: [], fault })
    }
  }
}

function toChunks(question: FederatedQuestion): Chunk[] {
  const { correlationId, subjects, ...stated } = question
  const chunks: Chunk[] = []
  for (let from = 0; from < subjects.length; from += subjectsPerQuestion) {
    const some = subjects.slice(from, from + subjectsPerQuestion)
    chunks.push({
      subjects: some,
      correlationId,
      question: { ...stated, subjects: some.map(({ subject }) => subject) },
    })
  }
  return chunks
}

function toSourceState(
  parts: FederationParts,
  { peerId, answer, tookMs }: { peerId: string; answer: SearchAnswer; tookMs: number },
): SourceState {
  parts.directory.noteSource(peerId, answer.sourceId)
  const source = parts.directory.describe(peerId, answer.sourceId)
  const hits: Hit[] = answer.hits
  return {
    ...source,
    state: answer.state,
    hits,
    tookMs,
    ...(answer.refusal ? { refusal: answer.refusal } : {}),
    ...(answer.fault ? { fault: answer.fault } : {}),
    ...(answer.indexedAt ? { indexedAt: answer.indexedAt } : {}),
  }
}

function toFaultCode(cause: unknown): string {
  const code = (cause as Partial<ExchangeError> | undefined)?.code
  return typeof code === 'string' ? code : 'ANSWER_NOT_BELIEVED'
}
