import { createHash } from 'node:crypto'
import type { Anomaly, OversightAct } from '@isthmus/contract'

/** One question of an officer of this peer, however many subjects it had. */
export type AskedQuestion = {
  id: string
  at: Date
  pseudonym: string
  unit?: string | undefined
  subjects: number
  /** Undefined while nothing is known of its end. */
  hasHit?: boolean | undefined
  watched: ReadonlyMap<NonNullable<OversightAct['watched']>, number>
}

export type FoundAnomaly = Omit<Anomaly, 'state' | 'note' | 'handledAt' | 'handledBy'>

/** The rules, in numbers that anybody can look up: each is a reason to look, none is a proof. */
export const anomalyRules = {
  /** So many single questions of one officer within the time are a series. */
  seriesQuestions: 20,
  seriesMs: 10 * 60_000,
  /** So many in a row without any hit, each soon after the one before, are one too. */
  streakQuestions: 12,
  streakGapMs: 5 * 60_000,
  /** So many within an hour in which this officer hardly ever asks. */
  burstQuestions: 5,
  /** An officer's habits are known after so many questions on so many days before. */
  habitQuestions: 20,
  habitDays: 5,
  /** Hours with less than this share of the questions before are unusual. */
  unusualShare: 0.02,
} as const

const hourMs = 3_600_000
const mostEntries = 50

/** Patterns in the questions of one window, by officer, kind and day (UTC); the latest first. */
export function findAnomalies(questions: readonly AskedQuestion[]): FoundAnomaly[] {
  const byOfficer = Map.groupBy(questions, ({ pseudonym }) => pseudonym)
  const found = [...byOfficer.values()].flatMap((own) => {
    const sorted = own.toSorted((a, b) => a.at.getTime() - b.at.getTime())
    return [...findSeries(sorted), ...findBursts(sorted), ...findWatched(sorted)]
  })
  return found.toSorted((a, b) => (a.lastAt < b.lastAt ? 1 : -1))
}

/** Stable for one officer, kind and day, whatever window is looked at. */
export function anomalyIdOf({ kind, pseudonym, on }: Pick<Anomaly, 'kind' | 'pseudonym' | 'on'>): string {
  return createHash('sha256')
    .update(`isthmus anomaly 1\n${kind}\n${pseudonym}\n${on}`)
    .digest('hex')
    .slice(0, 16)
}

/**
 * Probing: many questions in a short time, or one miss after the other, as of somebody who varies a name until something
 * answers. Commitments to subjects differ by correlation id on purpose, so nothing is said of how alike they were.
 */
function findSeries(questions: readonly AskedQuestion[]): FoundAnomaly[] {
  const single = questions.filter(({ subjects }) => subjects === 1)
  const inSeries = new Set([...inFastSeries(single), ...inMissStreak(single)])
  return byDay(single.filter((question) => inSeries.has(question))).map((day) =>
    toAnomaly('probing-series', day, {
      questions: day.length,
      misses: day.filter(({ hasHit }) => hasHit === false).length,
      minutes: Math.ceil(spanOf(day) / 60_000),
    }),
  )
}

function inFastSeries(questions: readonly AskedQuestion[]): AskedQuestion[] {
  const { seriesQuestions, seriesMs } = anomalyRules
  const found = new Set<AskedQuestion>()
  for (let last = seriesQuestions - 1; last < questions.length; last += 1) {
    const series = questions.slice(last - seriesQuestions + 1, last + 1)
    if (spanOf(series) <= seriesMs) for (const question of series) found.add(question)
  }
  return [...found]
}

function inMissStreak(questions: readonly AskedQuestion[]): AskedQuestion[] {
  const { streakQuestions, streakGapMs } = anomalyRules
  const found: AskedQuestion[] = []
  let streak: AskedQuestion[] = []
  const end = (): void => {
    if (streak.length >= streakQuestions) found.push(...streak)
    streak = []
  }
  for (const question of questions) {
    const before = streak.at(-1)
    if (before && question.at.getTime() - before.at.getTime() > streakGapMs) end()
    if (question.hasHit === false) streak.push(question)
    else end()
  }
  end()
  return found
}

function findBursts(questions: readonly AskedQuestion[]): FoundAnomaly[] {
  const days = byDay(questions)
  return days.flatMap((day, at) => {
    const before = days.slice(0, at)
    const habit = before.flat()
    if (before.length < anomalyRules.habitDays || habit.length < anomalyRules.habitQuestions) return []
    const unusual = day.filter(({ at: asked }) => shareOfHour(habit, asked) < anomalyRules.unusualShare)
    const burst = unusual.filter((question) => countAround(unusual, question) >= anomalyRules.burstQuestions)
    if (burst.length === 0) return []
    const hour = burst[0]?.at.getUTCHours() ?? 0
    return [toAnomaly('night-burst', burst, { questions: burst.length, hour, before: habit.length })]
  })
}

/** How much of what this officer asked before was asked in that hour of the day or the hours beside it. */
function shareOfHour(habit: readonly AskedQuestion[], asked: Date): number {
  const near = habit.filter(({ at }) => {
    const apart = Math.abs(at.getUTCHours() - asked.getUTCHours())
    return Math.min(apart, 24 - apart) <= 1
  })
  return near.length / habit.length
}

function countAround(questions: readonly AskedQuestion[], { at }: AskedQuestion): number {
  return questions.filter((other) => Math.abs(other.at.getTime() - at.getTime()) <= hourMs).length
}

function findWatched(questions: readonly AskedQuestion[]): FoundAnomaly[] {
  return (['own-name', 'protected-name', 'colleague'] as const).flatMap((kind) =>
    byDay(questions.filter(({ watched }) => watched.has(kind))).map((day) =>
      toAnomaly(kind, day, {
        questions: day.length,
        subjects: day.reduce((sum, { watched }) => sum + (watched.get(kind) ?? 0), 0),
      }),
    ),
  )
}

function byDay(questions: readonly AskedQuestion[]): AskedQuestion[][] {
  return [...Map.groupBy(questions, ({ at }) => at.toISOString().slice(0, 10)).values()]
}

function toAnomaly(
  kind: Anomaly['kind'],
  questions: readonly AskedQuestion[],
  figures: Anomaly['figures'],
): FoundAnomaly {
  const [first] = questions
  const last = questions.at(-1)
  if (!first || !last) throw new RangeError('an anomaly of no question')
  const named = { kind, pseudonym: first.pseudonym, on: first.at.toISOString().slice(0, 10) }
  return {
    ...named,
    id: anomalyIdOf(named),
    firstAt: first.at.toISOString(),
    lastAt: last.at.toISOString(),
    count: questions.length,
    figures,
    entries: questions.slice(0, mostEntries).map(({ id }) => id),
    ...(first.unit ? { unit: first.unit } : {}),
  }
}

function spanOf(questions: readonly AskedQuestion[]): number {
  return (questions.at(-1)?.at.getTime() ?? 0) - (questions[0]?.at.getTime() ?? 0)
}
