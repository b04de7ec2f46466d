import { hasShape, parse, type SearchAnswer } from '@isthmus/contract'
import type { Asker } from '../../exchange/index.ts'
import type { Trust } from '../../trust/index.ts'
import { type AnsweringParts, answerQuestion } from '../answer-question.ts'
import { SearchError } from '../errors.ts'

/** search.ask of another peer. The sender is untrusted beyond its signature: it may speak only for organisations it hosts. */
export async function* answerSearch(
  parts: AnsweringParts & { trust: Trust },
  received: { payload: unknown; asker: Asker },
  signal: AbortSignal,
): AsyncGenerator<SearchAnswer> {
  const { peerId, correlationId } = received.asker
  const deny = (reason: string): Promise<void> =>
    parts.auditLog.append({
      event: 'search.denied',
      operation: 'denied',
      correlationId,
      counterpart: peerId,
      outcome: 'refused',
      reason,
    })
  if (!hasShape('SearchQuestion', received.payload)) await deny('CONTRACT_VIOLATED')
  const question = parse('SearchQuestion', received.payload)
  const organisation = parts.trust.findHosted(peerId, question.actor.organisation)
  if (!organisation) {
    await deny('ORGANISATION_NOT_HOSTED')
    throw new SearchError('SEARCH_REFUSED', `${peerId} spoke for an organisation which it does not host`)
  }
  const believed = { question, organisation, correlationId, askingPeer: peerId, throughOwnPeer: false }
  yield* answerQuestion(parts, believed, signal)
}
