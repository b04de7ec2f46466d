import type { ReconcileEntry } from '@isthmus/contract'

/**
 * Entries whose readable part was lawfully erased. What is left of them (correlation id, direction, digest, time) still says
 * whether the other log has the same message; of a message that broke off there is no digest, and it excuses the other half.
 */
export class ErasedEntries {
  readonly #byExchange: Map<string, ReconcileEntry[]>
  readonly #matched = new Set<number>()

  constructor(entries: readonly ReconcileEntry[]) {
    this.#byExchange = Map.groupBy(
      entries.filter(({ isErased }) => isErased),
      ({ correlationId }) => correlationId,
    )
  }

  /** Whether one of these is the other half of a message with these digests; it is no other message's any more. */
  takeHalfOf(halves: readonly ReconcileEntry[]): ReconcileEntry | undefined {
    const [first] = halves
    const digests = new Set(halves.flatMap(({ digest }) => digest ?? []))
    const found = this.#of(first?.correlationId).find(
      ({ digest, direction, index }) =>
        digest !== undefined &&
        digests.has(digest) &&
        direction !== first?.direction &&
        !this.#matched.has(index),
    )
    if (found) this.#matched.add(found.index)
    return found
  }

  mark({ index }: ReconcileEntry): void {
    this.#matched.add(index)
  }

  excuses(correlationId: string): boolean {
    return this.#of(correlationId).some(({ digest }) => digest === undefined)
  }

  /**
   * Those that no other half was found for. A message that was sent again left several entries, of which one arrived: the
   * others are not listed once that is matched.
   */
  listAlone(): ReconcileEntry[] {
    return [...this.#byExchange.values()].flatMap((entries) =>
      entries.filter(({ digest, direction, index }) => {
        if (digest === undefined || this.#matched.has(index)) return false
        return !entries.some((other) => other.direction === direction && this.#matched.has(other.index))
      }),
    )
  }

  #of(correlationId: string | undefined): readonly ReconcileEntry[] {
    return (correlationId !== undefined && this.#byExchange.get(correlationId)) || []
  }
}
