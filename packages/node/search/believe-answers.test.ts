import type { SearchAnswer } from '@isthmus/contract'
import { describe, expect, it } from 'vitest'
import { believeAnswers } from './believe-answers.ts'

const answer = (sourceId: string, subject = 0): SearchAnswer => ({
  sourceId,
  subject,
  state: 'no-hit',
  hits: [],
})

async function believe(payloads: readonly unknown[], sourceIds = new Set<string>()): Promise<unknown[]> {
  async function* said(): AsyncGenerator<unknown> {
    yield* payloads
  }
  const believed: unknown[] = []
  for await (const one of believeAnswers(said(), { peerId: 'south', subjects: 2, sourceIds }))
    believed.push(one)
  return believed
}

const sources = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => answer(`source-${from + n}`))

describe('the answers of another peer', () => {
  it('are believed when each source answers once on each subject', async () => {
    const answers = [answer('register', 0), answer('register', 1), answer('other', 0)]
    expect(await believe(answers)).toEqual(answers)
    expect(await believe(sources(0, 64))).toHaveLength(64)
  })

  it.each([
    ['name a source twice on one subject', [answer('register'), answer('register')]],
    ['are about a subject that was not asked', [answer('register', 2)]],
    ['name invented sources without end', sources(0, 65)],
    ['name a source as none can be called', [answer('Register\n1')]],
    ['are no answers', [{ hits: [] }]],
  ])('are not believed when they %s', async (_what, answers) => {
    await expect(believe(answers)).rejects.toMatchObject({ code: 'ANSWER_NOT_BELIEVED' })
  })

  it('may not name other sources in each part of a batch either', async () => {
    const sourceIds = new Set<string>()
    await believe(sources(0, 40), sourceIds)
    await believe(sources(0, 40), sourceIds)
    await expect(believe(sources(40, 80), sourceIds)).rejects.toMatchObject({ code: 'ANSWER_NOT_BELIEVED' })
  })
})
