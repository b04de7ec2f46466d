import type { SearchAnswerEvent } from '@isthmus/contract'

/** Sources whose state is named one by one; a search of a federation with more says only the counts of the others. */
const mostSources = 100

/** What a source is said to have ended in when a batch found it in several states: the first of these. */
const telling = ['hit', 'unreachable', 'slow', 'refused', 'no-hit'] as const

/** The last state of every source on every subject. */
export class StateTally {
  readonly #states = new Map<string, { source: string; state: string; hits: number }>()

  count({ subject, answer }: SearchAnswerEvent): void {
    const { peerId, sourceId, state, hits } = answer
    // The peer has named its sources after all; `*` stood for them.
    if (sourceId !== '*') this.#states.delete(`${peerId}/* ${subject}`)
    const source = `${peerId}/${sourceId}`
    this.#states.set(`${source} ${subject}`, { source, state, hits: hits.length })
  }

  get hits(): number {
    return [...this.#states.values()].reduce((sum, { hits }) => sum + hits, 0)
  }

  toCounts(): Record<string, number> {
    const counts: Record<string, number> = {}
    for (const { state } of this.#states.values()) counts[state] = (counts[state] ?? 0) + 1
    return counts
  }

  /** `peer/source` and the state in which it ended, so that the logs of both sides can be compared. */
  toSources(): Record<string, string> {
    const states = new Map<string, Set<string>>()
    for (const { source, state } of this.#states.values()) {
      const ofSource = states.get(source) ?? new Set()
      if (states.size < mostSources || states.has(source)) states.set(source, ofSource.add(state))
    }
    return Object.fromEntries(
      [...states].map(([source, some]) => [
        source,
        telling.find((state) => some.has(state)) ?? 'unreachable',
      ]),
    )
  }
}
