import type { Comparison, Hit, SearchAnswer } from '@isthmus/contract'
import { prepareSubject } from '@isthmus/protocol/score'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { believeAnswers } from './believe-answers.ts'

const answer = (sourceId: string, subject = 0): SearchAnswer => ({
  sourceId,
  subject,
  state: 'no-hit',
  hits: [],
})

const subjects = [{ family: 'Ιωάννου', given: 'Ελένη', birth: '1962' }, { full: 'Jane Roe' }]

async function believe(payloads: readonly unknown[], sourceIds = new Set<string>()): Promise<unknown[]> {
  async function* said(): AsyncGenerator<unknown> {
    yield* payloads
  }
  const believed: unknown[] = []
  for await (const one of believeAnswers(said(), { peerId: 'south', subjects, sourceIds })) believed.push(one)
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

describe('the hits of another peer', () => {
  const own = prepareSubject(subjects[0] ?? {}).profile.names[0]?.shown ?? ''
  const [word = ''] = own.split(' ')
  const birth: Comparison = { field: 'birth', level: 'year-only', bits: 5, asked: '1962' }
  const name: Comparison = {
    field: 'name',
    level: 'very-close',
    bits: 14.11,
    asked: own,
    parts: [
      { level: 'very-close', bits: 15.01, asked: word },
      { level: 'missing', bits: -0.9 },
    ],
  }
  const answerWith = (change: Partial<Comparison> & { held?: string }, score = 19.11): SearchAnswer => {
    const hit: Hit = {
      reference: 'R-1',
      score,
      prior: -9.97,
      probability: 0.99,
      band: 'strong',
      comparisons: [{ ...name, ...change }, birth],
    }
    return { ...answer('register'), state: 'hit', hits: [hit] }
  }

  it('are believed when parts, comparisons and score add up to the hundredth', async () => {
    expect(own).not.toBe('')
    expect(await believe([answerWith({})])).toEqual([answerWith({})])
  })

  it.each([
    ['their comparisons do not add up to the score', answerWith({}, 19.12)],
    ['their parts do not add up to the comparison', answerWith({ parts: [{ level: 'exact', bits: 14.1 }] })],
    ['they tell what a record holds', answerWith({ held: 'ioannou eleni' })],
    [
      'a part tells what a record holds',
      answerWith({ parts: [{ level: 'very-close', bits: 14.11, held: 'ioannou' }] }),
    ],
    [
      'a part has a level that nobody knows',
      answerWith({ parts: [{ level: 'sure' as 'exact', bits: 14.11 }] }),
    ],
  ])('are not believed when %s', async (_what, said) => {
    await expect(believe([said])).rejects.toMatchObject({ code: 'ANSWER_NOT_BELIEVED' })
  })

  it('lose words that stand in the place of the question but are not of it', async () => {
    const parts: Comparison['parts'] = [
      { level: 'very-close', bits: 15.01, asked: 'trafficker' },
      { level: 'missing', bits: -0.9, asked: word },
    ]
    const [believed] = await believe([answerWith({ asked: 'born 1962-03-04 in Kos', parts })])
    expect(JSON.stringify(believed)).not.toMatch(/trafficker|Kos/)
    expect(believed).toMatchObject({
      hits: [{ comparisons: [{ level: 'very-close', parts: [{ bits: 15.01 }, { asked: word }] }, birth] }],
    })
  })

  it('show nothing as asked but what this peer makes of the question, whatever is said', async () => {
    const said = fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom(own, word, `${word} ${word}`, ''))
    await fc.assert(
      fc.asyncProperty(said, said, async (form, ofPart) => {
        const parts: Comparison['parts'] = [{ level: 'exact', bits: 14.11, asked: ofPart }]
        const [believed] = await believe([answerWith({ asked: form, parts })])
        const shown = [...JSON.stringify(believed).matchAll(/"asked":"([^"]*)"/g)].map(([, text]) => text)
        for (const text of shown) expect(['1962', own, word, `${word} ${word}`]).toContain(text)
      }),
    )
  })
})
