import { hasShape, parse, type SearchAnswer } from '@isthmus/contract'
import type { Asker } from '../../exchange/index.ts'
import type { Trust } from '../../trust/index.ts'
import { type AnsweringParts, answerQuestion } from '../answer-question.ts'
import { toAskedQuestion } from '../asked-question.ts'
import { SearchError } from '../errors.ts'

/**
 * search.ask of another peer. Who asks, as which organisation and why, is in the statement that the sender has signed;
 * `exchange` has verified it, and that the trust list places the organisation at the sender.
 */
export async function* answerSearch(
  parts: AnsweringParts & { trust: Trust },
  received: { content: unknown; asker: Asker },
  signal: AbortSignal,
): AsyncGenerator<SearchAnswer> {
  const { peerId, correlationId, statement } = received.asker
  const deny = (reason: string): Promise<unknown> =>
    parts.auditLog.append({
      event: 'search.denied',
      operation: 'denied',
      correlationId,
      counterpart: peerId,
      outcome: 'refused',
      reason,
    })
  if (!hasShape('SearchQuestion', received.content)) await deny('CONTRACT_VIOLATED')
  const content = parse('SearchQuestion', received.content)
  const organisation = statement && parts.trust.findHosted(peerId, statement.organisation)
  if (!organisation) {
    await deny('ORGANISATION_NOT_HOSTED')
    throw new SearchError('SEARCH_REFUSED', `${peerId} spoke for an organisation which it does not host`)
  }
  const question = toAskedQuestion(content, statement)
  yield* answerQuestion(
    parts,
    { question, organisation, correlationId, askingPeer: peerId, throughOwnPeer: false },
    signal,
  )
}
