import { setTimeout as sleep } from 'node:timers/promises'
import type { SearchAnswerEvent } from '@isthmus/contract'
import { describe, expect, it } from 'vitest'
import { markSlow } from './mark-slow.ts'

const source = (sourceId: string) => ({ peerId: 'south', peerName: 'South', sourceId, sourceTitle: sourceId })
const subjects = [{ number: 0, subject: {} }]

function answer(sourceId: string): SearchAnswerEvent {
  return { event: 'answer', subject: 0, answer: { ...source(sourceId), state: 'no-hit', hits: [] } }
}

async function statesOf(
  answers: AsyncIterable<SearchAnswerEvent>,
  expected: string[],
  readingMs = 0,
): Promise<string[]> {
  const states: string[] = []
  for await (const event of markSlow(answers, { expected: expected.map(source), subjects })) {
    states.push(`${event.answer.sourceId} ${event.answer.state}`)
    if (readingMs > 0) await sleep(readingMs)
  }
  return states
}

describe('a source that is silent for two seconds', () => {
  it('is called slow once, and its answer still comes', async () => {
    async function* late(): AsyncGenerator<SearchAnswerEvent> {
      yield answer('quick')
      await sleep(2_300)
      yield answer('late')
    }
    expect(await statesOf(late(), ['quick', 'late'])).toEqual(['quick no-hit', 'late slow', 'late no-hit'])
  })

  it('is never called slow after its answer, however slowly the officer reads', async () => {
    async function* together(): AsyncGenerator<SearchAnswerEvent> {
      yield answer('quick')
      await sleep(1_990)
      for (const id of ['a', 'b', 'c', 'd']) {
        await sleep(4)
        yield answer(id)
      }
    }
    const states = await statesOf(together(), ['quick', 'a', 'b', 'c', 'd'], 15)
    for (const id of ['a', 'b', 'c', 'd']) {
      expect(states.filter((state) => state.startsWith(id)).at(-1)).toBe(`${id} no-hit`)
    }
  })

  it('is not called slow as * once the peer has named one of its sources', async () => {
    async function* partly(): AsyncGenerator<SearchAnswerEvent> {
      yield answer('register')
      await sleep(2_300)
    }
    expect(await statesOf(partly(), ['*'])).toEqual(['register no-hit'])
  })
})

it('does not wait for the two seconds when all have answered', async () => {
  async function* quick(): AsyncGenerator<SearchAnswerEvent> {
    yield answer('quick')
  }
  const startedAt = Date.now()
  expect(await statesOf(quick(), ['quick'])).toEqual(['quick no-hit'])
  expect(Date.now() - startedAt).toBeLessThan(1_000)
})
