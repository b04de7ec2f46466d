import { describe, expect, it } from 'vitest'
import { type AskedQuestion, findAnomalies } from './index.ts'

const monday = Date.parse('2026-11-02T00:00:00Z')
const hourMs = 3_600_000
const dayMs = 86_400_000
let number = 0

function question(at: number, change: Partial<AskedQuestion> = {}): AskedQuestion {
  number += 1
  const watched = new Map()
  return { id: `e${number}`, at: new Date(at), pseudonym: 'a', subjects: 1, hasHit: true, watched, ...change }
}

const series = (count: number, from: number, apartMs: number, change: Partial<AskedQuestion> = {}) =>
  Array.from({ length: count }, (_, n) => question(from + n * apartMs, change))

const kindsOf = (questions: AskedQuestion[]) => findAnomalies(questions).map(({ kind }) => kind)

describe('a probing series', () => {
  it('is twenty single questions within ten minutes, and not nineteen, nor twenty in an hour', () => {
    const [found] = findAnomalies(series(20, monday, 25_000))
    expect(found).toMatchObject({
      kind: 'probing-series',
      pseudonym: 'a',
      on: '2026-11-02',
      count: 20,
      figures: { questions: 20, misses: 0, minutes: 8 },
    })
    expect(kindsOf(series(19, monday, 25_000))).toEqual([])
    expect(kindsOf(series(20, monday, 180_000))).toEqual([])
  })

  it('is twelve misses one after the other, and a hit or a pause ends it', () => {
    const misses = (count: number, from = monday) => series(count, from, 240_000, { hasHit: false })
    expect(kindsOf(misses(12))).toEqual(['probing-series'])
    expect(kindsOf(misses(11))).toEqual([])
    expect(
      kindsOf([...misses(6), question(monday + 6 * 240_000), ...misses(6, monday + 7 * 240_000)]),
    ).toEqual([])
    expect(kindsOf([...misses(6), ...misses(6, monday + 6 * 240_000 + hourMs)])).toEqual([])
  })

  it('is not a batch, nor what several officers ask', () => {
    expect(kindsOf(series(30, monday, 10_000, { subjects: 500 }))).toEqual([])
    const shared = series(30, monday, 10_000).map((one, n) => ({ ...one, pseudonym: n % 2 ? 'a' : 'b' }))
    expect(kindsOf(shared)).toEqual([])
  })
})

describe('a night burst', () => {
  const habit = Array.from({ length: 6 }, (_, day) =>
    series(5, monday + day * dayMs + 9 * hourMs, hourMs),
  ).flat()
  const night = monday + 7 * dayMs + 2 * hourMs

  it('is five questions within an hour in which this officer hardly ever asks', () => {
    expect(findAnomalies([...habit, ...series(5, night, 300_000)])).toMatchObject([
      { kind: 'night-burst', on: '2026-11-09', figures: { questions: 5, hour: 2, before: 30 } },
    ])
    expect(kindsOf([...habit, ...series(4, night, 300_000)])).toEqual([])
  })

  it('is measured against the own habits: of who always asks at night it is none, nor of who is new', () => {
    const nightShift = habit.map((one) => ({ ...one, at: new Date(one.at.getTime() - 8 * hourMs) }))
    expect(kindsOf([...nightShift, ...series(5, night, 300_000)])).toEqual([])
    expect(kindsOf(series(5, night, 300_000))).toEqual([])
  })
})

it('a watched name is an anomaly of its own kind for each day, with how many subjects had one', () => {
  const own = question(monday, { watched: new Map([['own-name', 1]]) })
  const colleagues = question(monday + hourMs, { subjects: 3, watched: new Map([['colleague', 2]]) })
  const nextDay = question(monday + dayMs, { watched: new Map([['own-name', 1]]) })
  expect(findAnomalies([own, colleagues, nextDay])).toMatchObject([
    { kind: 'own-name', on: '2026-11-03', count: 1 },
    { kind: 'colleague', on: '2026-11-02', figures: { questions: 1, subjects: 2 } },
    { kind: 'own-name', on: '2026-11-02', entries: [own.id] },
  ])
})

it('an anomaly has the same id whatever window it is found in', () => {
  const questions = series(20, monday, 25_000)
  const wider = [...series(3, monday - dayMs, hourMs), ...questions]
  expect(findAnomalies(wider).map(({ id }) => id)).toEqual(findAnomalies(questions).map(({ id }) => id))
})
