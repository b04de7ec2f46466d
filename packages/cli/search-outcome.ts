import type { SearchEvent, SourceState } from '@isthmus/contract'
import type { Outcome } from './exit-code.ts'

/** What a stream of search events amounts to. */
export class SearchOutcome {
  /** Latest state of each source and subject: a slow source may answer again. */
  readonly #states = new Map<string, SourceState['state']>()
  #isDone = false
  rejectedRows = 0

  add(event: SearchEvent): void {
    if (event.event === 'done') this.#isDone = true
    if (event.event === 'asked') {
      this.rejectedRows = event.rejectedRows?.length ?? 0
      // A batch names its sources once; whether each has answered each row, its answers tell.
      if (event.subjects === 1) for (const source of event.sources) this.#set(0, source)
    }
    if (event.event === 'answer') this.#set(event.subject, event.answer)
  }

  count(...states: SourceState['state'][]): number {
    return [...this.#states.values()].filter((state) => states.includes(state)).length
  }

  get size(): number {
    return this.#states.size
  }

  /** A hit is a hit whoever else was silent; "no hit" is said only when nobody is missing. */
  get value(): Outcome {
    if (this.count('hit') > 0) return 'hit'
    if (!this.#isDone || this.count('asking', 'slow', 'unreachable') > 0) return 'incomplete'
    if (this.size > 0 && this.count('refused') === this.size) return 'refused'
    return 'noHit'
  }

  #set(subject: number, source: SourceState): void {
    if (source.sourceId === '*') this.#forgetAsked(subject, source.peerId)
    else this.#states.delete(keyOf(subject, source.peerId, '*'))
    this.#states.set(keyOf(subject, source.peerId, source.sourceId), source.state)
  }

  /** An answer for a whole peer stands in place of its sources that were only asked. */
  #forgetAsked(subject: number, peerId: string): void {
    const prefix = keyOf(subject, peerId, '').slice(0, -'""]'.length)
    for (const [key, state] of this.#states)
      if (state === 'asking' && key.startsWith(prefix)) this.#states.delete(key)
  }
}

function keyOf(subject: number, peerId: string, sourceId: string): string {
  return JSON.stringify([subject, peerId, sourceId])
}
