/**
 * As `canonicalJson` of the protocol, several times as fast: the members are put in order, and the engine writes them.
 * Undefined for the few values that it would write otherwise: member names like array indexes, which the engine moves to
 * the front, and half surrogate pairs. A property test compares the two.
 */
export function findSortedJson(value: object): string | undefined {
  const sorted = sort(value)
  if (sorted === undefined) return undefined
  const json = JSON.stringify(sorted)
  return json.includes('\\ud') ? undefined : json
}

function sort(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map(sort)
    return items.includes(undefined) ? undefined : items
  }
  const copy: Record<string, unknown> = {}
  const names = Object.keys(value)
  if (!isSorted(names)) names.sort(byUnits)
  for (const name of names) {
    if (/^\d/.test(name) || name === '__proto__') return undefined
    const inner = (value as Record<string, unknown>)[name]
    if (inner === undefined) continue
    const sorted = sort(inner)
    if (sorted === undefined) return undefined
    copy[name] = sorted
  }
  return copy
}

function isSorted(names: readonly string[]): boolean {
  return names.every((name, at) => at === 0 || (names[at - 1] ?? '') < name)
}

function byUnits(left: string, right: string): number {
  return left < right ? -1 : 1
}
