import type { Link } from './cluster-links.ts'

/** The links in groups that have no record in common, so that each group can be looked at on its own. */
export function* splitLinks(links: readonly Link[]): Generator<Link[]> {
  const { numbers, parents } = joinRecords(links)
  const heads = new Int32Array(parents.length).fill(-1)
  const next = new Int32Array(links.length)
  for (let at = links.length - 1; at >= 0; at--) {
    const root = findRoot(parents, numbers.get(links[at]?.a ?? 0) ?? 0)
    next[at] = heads[root] ?? -1
    heads[root] = at
  }
  for (let root = 0; root < heads.length; root++) {
    const group: Link[] = []
    for (let at = heads[root] ?? -1; at >= 0; at = next[at] ?? -1) {
      const link = links[at]
      if (link !== undefined) group.push(link)
    }
    if (group.length > 0) yield group
  }
}

function joinRecords(links: readonly Link[]): { numbers: Map<number, number>; parents: Int32Array } {
  const numbers = new Map<number, number>()
  for (const { a, b } of links) {
    if (!numbers.has(a)) numbers.set(a, numbers.size)
    if (!numbers.has(b)) numbers.set(b, numbers.size)
  }
  const parents = Int32Array.from({ length: numbers.size }, (_, at) => at)
  for (const { a, b } of links) {
    const one = findRoot(parents, numbers.get(a) ?? 0)
    parents[one] = findRoot(parents, numbers.get(b) ?? 0)
  }
  return { numbers, parents }
}

function findRoot(parents: Int32Array, from: number): number {
  let at = from
  for (;;) {
    const above = parents[at] ?? at
    if (above === at) return at
    parents[at] = parents[above] ?? above
    at = above
  }
}
