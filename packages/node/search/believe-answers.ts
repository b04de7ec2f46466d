import { type Hit, hasShape, type SearchAnswer, type SearchSubject } from '@isthmus/contract'
import { ExchangeError } from '../exchange/index.ts'
import { askedFormsOf, believeHit } from './believe-hit.ts'

/** Sources for which one peer may answer in one search. */
const mostSources = 64

/**
 * The answers of another peer as far as it may give them: in the form of the contract, each source once on each subject
 * that was asked, few sources, and hits whose explanation adds up and holds no value of a record; a peer that was taken
 * over must not drown the others. `sourceIds` grows with what is heard. Throws ExchangeError ANSWER_NOT_BELIEVED.
 */
export async function* believeAnswers(
  payloads: AsyncIterable<unknown>,
  asked: { peerId: string; subjects: readonly SearchSubject[]; sourceIds: Set<string> },
): AsyncGenerator<SearchAnswer> {
  const { peerId, subjects, sourceIds } = asked
  const heard = new Set<string>()
  for await (const payload of payloads) {
    if (!hasShape('SearchAnswer', payload)) throw notBelieved(peerId, 'it is not as the contract says')
    const { sourceId, subject } = payload
    const about = subjects[subject]
    if (!about) throw notBelieved(peerId, 'it is about a subject that was not asked')
    if (heard.has(`${sourceId} ${subject}`)) throw notBelieved(peerId, 'a source answered twice')
    heard.add(`${sourceId} ${subject}`)
    sourceIds.add(sourceId)
    if (sourceIds.size > mostSources) throw notBelieved(peerId, `it names more than ${mostSources} sources`)
    yield payload.hits.length === 0 ? payload : { ...payload, hits: believeHits(peerId, payload.hits, about) }
  }
}

function believeHits(peerId: string, hits: readonly Hit[], about: SearchSubject): Hit[] {
  const asked = askedFormsOf(about)
  return hits.map((hit) => {
    const believed = believeHit(hit, asked)
    if ('fault' in believed) throw notBelieved(peerId, believed.fault)
    return believed.hit
  })
}

function notBelieved(peerId: string, reason: string): ExchangeError {
  return new ExchangeError('ANSWER_NOT_BELIEVED', `an answer of ${peerId} is not to be believed: ${reason}`)
}
