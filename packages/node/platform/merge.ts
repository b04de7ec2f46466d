/** Items of all iterables in the order in which they arrive. Ends when all have ended; stopping early stops all. */
export async function* mergeByArrival<Item>(iterables: readonly AsyncIterable<Item>[]): AsyncGenerator<Item> {
  const iterators = iterables.map((iterable) => iterable[Symbol.asyncIterator]())
  const waiting = new Map(iterators.map((iterator) => [iterator, nextOf(iterator)]))
  try {
    while (waiting.size > 0) {
      const { iterator, result } = await Promise.race(waiting.values())
      if (result.done) {
        waiting.delete(iterator)
        continue
      }
      waiting.set(iterator, nextOf(iterator))
      yield result.value
    }
  } finally {
    for (const promise of waiting.values()) promise.catch(() => {})
    await Promise.all(iterators.map((iterator) => iterator.return?.()?.catch(() => {})))
  }
}

async function nextOf<Item>(
  iterator: AsyncIterator<Item>,
): Promise<{ iterator: AsyncIterator<Item>; result: IteratorResult<Item> }> {
  return { iterator, result: await iterator.next() }
}
