import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { mergeByArrival } from './merge.ts'

async function* after(ms: number, ...items: string[]): AsyncGenerator<string> {
  for (const item of items) {
    await sleep(ms)
    yield item
  }
}

async function* failing(ms: number, words: string): AsyncGenerator<string> {
  yield* after(ms)
  await sleep(ms)
  throw new RangeError(words)
}

async function collect(items: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = []
  for await (const item of items) all.push(item)
  return all
}

it('yields what comes first, first', async () => {
  expect(await collect(mergeByArrival([after(40, 'late'), after(5, 'a', 'b')]))).toEqual(['a', 'b', 'late'])
})

it('ends at once when there is nothing to merge', async () => {
  expect(await collect(mergeByArrival([]))).toEqual([])
})

it('stops every source when the reader stops', async () => {
  let isStopped = false
  async function* endless(): AsyncGenerator<string> {
    try {
      for (;;) {
        await sleep(1)
        yield 'x'
      }
    } finally {
      isStopped = true
    }
  }
  for await (const _ of mergeByArrival([endless()])) break
  expect(isStopped).toBe(true)
})

it('passes a fault on', async () => {
  await expect(collect(mergeByArrival([failing(1, 'broken'), after(1, 'x')]))).rejects.toThrow('broken')
})

it('lets nobody starve who has something to say', async () => {
  async function* eager(): AsyncGenerator<string> {
    for (let n = 0; n < 1_000; n += 1) yield 'eager'
  }
  const items = await collect(mergeByArrival([eager(), eager(), after(0, 'patient')]))
  expect(items).toHaveLength(2_001)
  async function* once(): AsyncGenerator<string> {
    yield 'once'
  }
  expect((await collect(mergeByArrival([eager(), once()]))).indexOf('once')).toBeLessThan(3)
})

it('leaves no rejection unheard when it is stopped before a fault arrives', async () => {
  for await (const _ of mergeByArrival([after(0, 'x'), failing(5, 'nobody listens any more')])) break
  await sleep(20)
})
