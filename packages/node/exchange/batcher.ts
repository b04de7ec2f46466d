/** What one item asks of the batch it is in. */
type Waiting<Item, Result> = {
  item: Item
  done: (result: Result) => void
  failed: (fault: unknown) => void
}

export type BatcherOptions<Item, Result> = {
  /** Writes all items or none; results in the order of the items. */
  write: (items: readonly Item[]) => Promise<readonly Result[]>
  mostItems: number
  /** Whether one item may be at fault, so that the others of its batch are tried again without it. */
  mayBeOfOne: (fault: unknown) => boolean
}

/** Gathers what comes while a batch is being written into the next one; one batch at a time, in the order of arrival. */
export class Batcher<Item, Result> {
  readonly #options: BatcherOptions<Item, Result>
  #waiting: Waiting<Item, Result>[] = []
  #isWriting = false

  constructor(options: BatcherOptions<Item, Result>) {
    this.#options = options
  }

  get size(): number {
    return this.#waiting.length
  }

  add(item: Item): Promise<Result> {
    return new Promise((done, failed) => {
      this.#waiting.push({ item, done, failed })
      if (!this.#isWriting) void this.#writeAll()
    })
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true
    // What arrives in the same turn goes along with the first.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      await this.#write(this.#waiting.splice(0, this.#options.mostItems))
    }
    this.#isWriting = false
  }

  async #write(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#options.write(batch.map(({ item }) => item))
      for (const [at, { done }] of batch.entries()) done(results[at] as Result)
    } catch (fault) {
      if (batch.length > 1 && this.#options.mayBeOfOne(fault)) {
        for (const waiting of batch) await this.#write([waiting])
        return
      }
      for (const { failed } of batch) failed(fault)
    }
  }
}
