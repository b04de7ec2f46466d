type Arrival<Item> = { iterator: AsyncIterator<Item>; result: IteratorResult<Item> } | { fault: unknown }

/** Items of all iterables in the order in which they arrive. Ends when all have ended; stopping early stops all. */
export async function* mergeByArrival<Item>(iterables: readonly AsyncIterable<Item>[]): AsyncGenerator<Item> {
  const iterators = iterables.map((iterable) => iterable[Symbol.asyncIterator]())
  const arrived: Arrival<Item>[] = []
  let wake = (): void => {}
  const arrive = (arrival: Arrival<Item>): void => {
    arrived.push(arrival)
    wake()
  }
  const ask = (iterator: AsyncIterator<Item>): void => {
    iterator.next().then(
      (result) => arrive({ iterator, result }),
      (fault: unknown) => arrive({ fault }),
    )
  }
  iterators.forEach(ask)
  try {
    for (let open = iterators.length; open > 0; ) {
      const arrival = arrived.shift()
      if (!arrival) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      if ('fault' in arrival) throw arrival.fault
      if (arrival.result.done) {
        open -= 1
        continue
      }
      ask(arrival.iterator)
      yield arrival.result.value
    }
  } finally {
    await Promise.all(iterators.map((iterator) => iterator.return?.()?.catch(() => {})))
  }
}
