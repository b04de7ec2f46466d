import type { OversightAct, OversightSummary } from '@isthmus/contract'

type Group = OversightSummary['groups'][number]
type By = Group['by']

const mostRows = 400
/** A count under this could be one person's doing, and is not told to who only sees counts. */
const fewest = 5

const keyOf: Readonly<Record<Exclude<By, 'source'>, (act: OversightAct) => string | undefined>> = {
  day: ({ at }) => at.slice(0, 10),
  purpose: ({ purpose }) => purpose,
  unit: ({ unit }) => unit,
  outcome: ({ outcome }) => outcome,
  officer: ({ pseudonym }) => pseudonym,
  organisation: ({ organisation }) => organisation,
}

/** Groups of who asks what; `sources` of each act are those which it reached. */
export function groupActs(acts: readonly (OversightAct & { sources: readonly string[] })[]): Group[] {
  const grouped = (Object.keys(keyOf) as Exclude<By, 'source'>[]).map((by) =>
    toGroup(
      by,
      acts.flatMap((act) => keyOf[by](act) ?? []),
    ),
  )
  return [
    ...grouped,
    toGroup(
      'source',
      acts.flatMap(({ sources }) => sources),
    ),
  ]
}

/** What an operator learns: no persons, no units, and no count from which one person could be told. */
export function toRoughGroups(groups: readonly Group[]): Group[] {
  return groups
    .filter(({ by }) => by === 'day' || by === 'purpose' || by === 'source' || by === 'outcome')
    .map(({ by, rows }) => ({
      by,
      rows: rows.map(({ key, count = 0 }) =>
        count < fewest ? { key, fewerThan: fewest } : { key, count: toRough(count) },
      ),
    }))
}

/** Rounded down to five, so that the difference of two counts tells nobody either. */
export function toRough(count: number): number {
  return Math.floor(count / fewest) * fewest
}

function toGroup(by: By, keys: readonly string[]): Group {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  const rows = [...counts].map(([key, count]) => ({ key, count }))
  rows.sort((a, b) =>
    by === 'day' ? b.key.localeCompare(a.key) : b.count - a.count || (a.key < b.key ? -1 : 1),
  )
  return { by, rows: rows.slice(0, mostRows) }
}
