import type { OversightAct } from '@isthmus/contract'
import type { AskedQuestion } from './find-anomalies.ts'

/** The questions behind the entries of officers: one for each correlation id, with its end where it is known. */
export function toQuestions(acts: readonly OversightAct[]): AskedQuestion[] {
  const ended = new Map(
    acts
      .filter(({ event, reason }) => event === 'search.completed' && reason === undefined)
      .map(({ correlationId, outcome }) => [correlationId, outcome === 'hit']),
  )
  const asked = acts.filter(({ event, pseudonym }) => event === 'search.asked' && pseudonym !== undefined)
  return [...Map.groupBy(asked, ({ correlationId }) => correlationId)].flatMap(
    ([correlationId, subjects]) => {
      const first = subjects.reduce((earliest, one) => (one.at < earliest.at ? one : earliest))
      if (first.pseudonym === undefined) return []
      const watched = new Map<NonNullable<OversightAct['watched']>, number>()
      for (const { watched: kind } of subjects) if (kind) watched.set(kind, (watched.get(kind) ?? 0) + 1)
      return [
        {
          id: first.id,
          at: new Date(first.at),
          pseudonym: first.pseudonym,
          unit: first.unit,
          subjects: subjects.length,
          hasHit: ended.get(correlationId),
          watched,
        },
      ]
    },
  )
}
