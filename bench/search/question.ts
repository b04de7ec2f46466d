import type { SearchRequest } from '@isthmus/contract'
import type { RunningPeer } from '@isthmus/testbed/federation'
import { askAs } from '@isthmus/testbed/peer-api'
import { toPerson, toSubject } from '../synthetic/index.ts'
import { officerId } from './bench-plan.ts'

/** Milliseconds from the question to its first answer, to the answers of all peers but the excused, and to the end. */
export type Asked = { firstMs: number; allMs: number; hits: number; answers: Record<string, number> }

export type Ask = (turn: number) => Promise<Asked>

const stated = {
  purpose: 'criminal-investigation',
  legalBasis: 'Directive (EU) 2016/680, article 8 (synthetic)',
  caseReference: 'BENCH-1',
} as const satisfies Partial<SearchRequest>

/** Asks through the API of one peer about a person that some source holds, as a browser does. */
export async function openQuestions(
  peer: RunningPeer,
  { persons, peers, excused = [] }: { persons: number; peers: number; excused?: readonly string[] },
): Promise<Ask> {
  const question = await askAs(peer, officerId)
  return async (turn) => {
    const subject = toSubject(toPerson((turn * 7919) % persons), turn)
    const outcome: Asked = { firstMs: Number.NaN, allMs: Number.NaN, hits: 0, answers: {} }
    const startedAt = performance.now()
    const enough = new AbortController()
    const heard = new Set<string>()
    for await (const event of question({ ...stated, subject }, enough.signal)) {
      if (event.event === 'done') break
      if (event.event !== 'answer') continue
      const { peerId, state, hits, refusal } = event.answer
      // A refusal is quick and would make every figure look better.
      if (refusal) throw new Error(`${peerId} refused: ${refusal.code} (${refusal.policy}). ${refusal.text}`)
      outcome.answers[state] = (outcome.answers[state] ?? 0) + 1
      outcome.hits += hits.length
      if (heard.size === 0) outcome.firstMs = performance.now() - startedAt
      heard.add(peerId)
      if (heard.size < peers - excused.length) continue
      outcome.allMs = performance.now() - startedAt
      // The end of the stream is awaited too, unless a peer is known not to answer.
      if (excused.length > 0) break
    }
    enough.abort()
    return outcome
  }
}
