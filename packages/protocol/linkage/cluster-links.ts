import { type Heap, popLargest, pushEntry } from './merge-heap.ts'
import { splitLinks } from './split-links.ts'

/** Two records, by any whole numbers, and log2 of the odds that they are one person: 0 bits mean even odds. */
export type Link = {
  readonly a: number
  readonly b: number
  readonly bits: number
  /** What somebody decided: it holds whatever the bits say, and of two tellings of one pair `different` holds. */
  readonly judged?: 'same' | 'different' | undefined
}

export type ClusterOptions = {
  /** What two records count that were never compared, because nothing spoke for them. */
  readonly unseen?: number
  /** Bits of a pair are cut to this range, so that no single pair decides over a whole cluster. */
  readonly most?: number
  readonly least?: number
  /** Mean bits between two clusters from which on they become one. */
  readonly join?: number
  /**
   * The source of a record, where that source holds nobody twice: no cluster gets two of its records. Undefined: the
   * record's source may hold people twice.
   */
  readonly sideOf?: (record: number) => number | undefined
}

/** Between two clusters: bits of the pairs that were compared, how many these are, and what was judged of any of them. */
type Edge = { sum: number; count: number; judged: Link['judged'] }
type Cluster = { records: number[]; sides: Set<number>; edges: Map<number, Edge> }
type Bounds = Required<Omit<ClusterOptions, 'sideOf'>>

const usual: Bounds = { unseen: -1, most: 20, least: -5, join: 0 }

/**
 * Groups of records of one person, two records or more each, by average linkage: the two clusters whose records speak
 * most for each other on average become one, again and again. Unlike chains of links, one wrong link does not join two
 * people, and a poor record still goes where most of the others know it. What was judged to be one person comes together
 * first; two records that were judged different never come into one group. Deterministic; time about n log n in links.
 */
export function clusterLinks(links: Iterable<Link>, options: ClusterOptions = {}): number[][] {
  const bounds = { ...usual, ...options }
  const found: number[][] = []
  for (const group of splitLinks([...links])) {
    const [only] = group
    if (group.length === 1 && only !== undefined) {
      if (
        only.a !== only.b &&
        toValue(only.bits, only.judged) > bounds.join &&
        !isSameSide(only, options.sideOf)
      )
        found.push(only.a < only.b ? [only.a, only.b] : [only.b, only.a])
    } else found.push(...clusterGroup(group, bounds, options.sideOf))
  }
  return found.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

function isSameSide({ a, b }: Link, sideOf: ClusterOptions['sideOf']): boolean {
  const side = sideOf?.(a)
  return side !== undefined && side === sideOf?.(b)
}

function clusterGroup(links: readonly Link[], bounds: Bounds, sideOf: ClusterOptions['sideOf']): number[][] {
  const clusters = toClusters(links, bounds, sideOf)
  const heap: Heap = []
  for (const [own, { edges }] of clusters)
    for (const other of edges.keys()) if (own < other) offer(clusters, heap, { one: own, other, bounds })
  for (let next = popLargest(heap); next !== undefined; next = popLargest(heap)) {
    const one = clusters.get(next.a)
    const other = clusters.get(next.b)
    // Offers that were made before one of the two grew are out of date; a newer one stands in the heap if they may join.
    if (one === undefined || other === undefined || sharesSide(one, other)) continue
    if (toMean(one, other, bounds) !== next.value) continue
    const [kept, gone] = one.edges.size >= other.edges.size ? [next.a, next.b] : [next.b, next.a]
    merge(clusters, kept, gone)
    for (const neighbour of clusters.get(kept)?.edges.keys() ?? [])
      offer(clusters, heap, { one: kept, other: neighbour, bounds })
  }
  return [...clusters.values()]
    .filter(({ records }) => records.length > 1)
    .map(({ records }) => records.sort((a, b) => a - b))
}

function toClusters(
  links: Iterable<Link>,
  { most, least }: Bounds,
  sideOf: ClusterOptions['sideOf'],
): Map<number, Cluster> {
  const clusters = new Map<number, Cluster>()
  const of = (record: number): Cluster => {
    const known = clusters.get(record)
    if (known !== undefined) return known
    const side = sideOf?.(record)
    const made = { records: [record], sides: new Set(side === undefined ? [] : [side]), edges: new Map() }
    clusters.set(record, made)
    return made
  }
  for (const { a, b, bits, judged } of links) {
    if (a === b) continue
    const cut = Math.max(least, Math.min(most, bits))
    const known = of(a).edges.get(b)
    // The same pair may be told twice, as by two match keys: the better telling counts.
    const edge = {
      sum: Math.max(cut, known?.sum ?? cut),
      count: 1,
      judged: toJudged(known?.judged, judged),
    }
    of(a).edges.set(b, edge)
    of(b).edges.set(a, edge)
  }
  return clusters
}

type Offer = { one: number; other: number; bounds: Bounds }

function offer(clusters: ReadonlyMap<number, Cluster>, heap: Heap, { one, other, bounds }: Offer): void {
  const first = clusters.get(one)
  const second = clusters.get(other)
  if (first === undefined || second === undefined || sharesSide(first, second)) return
  const value = toMean(first, second, bounds)
  if (value > bounds.join) pushEntry(heap, { value, a: Math.min(one, other), b: Math.max(one, other) })
}

function sharesSide(one: Cluster, other: Cluster): boolean {
  for (const side of one.sides) if (other.sides.has(side)) return true
  return false
}

/** Mean bits over all pairs of the two clusters' records, unless some of them were judged. */
function toMean(one: Cluster, other: Cluster, { unseen }: Bounds): number {
  const edge = one.edges.get(firstOf(other))
  if (edge === undefined) return Number.NEGATIVE_INFINITY
  const pairs = one.records.length * other.records.length
  return toValue((edge.sum + unseen * (pairs - edge.count)) / pairs, edge.judged)
}

/** What was judged is beyond any bits. */
function toValue(bits: number, judged: Link['judged']): number {
  if (judged === undefined) return bits
  return judged === 'same' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
}

function toJudged(one: Link['judged'], other: Link['judged']): Link['judged'] {
  return one === 'different' || other === 'different' ? 'different' : (one ?? other)
}

/** A cluster goes by the number of its first record. */
function firstOf({ records }: Cluster): number {
  return records[0] ?? 0
}

function merge(clusters: Map<number, Cluster>, kept: number, gone: number): void {
  const into = clusters.get(kept)
  const from = clusters.get(gone)
  if (into === undefined || from === undefined) return
  clusters.delete(gone)
  into.edges.delete(gone)
  for (const [neighbour, edge] of from.edges) {
    if (neighbour === kept) continue
    const known = into.edges.get(neighbour)
    const joined = {
      sum: edge.sum + (known?.sum ?? 0),
      count: edge.count + (known?.count ?? 0),
      judged: toJudged(edge.judged, known?.judged),
    }
    const edges = clusters.get(neighbour)?.edges
    edges?.delete(gone)
    edges?.set(kept, joined)
    into.edges.set(neighbour, joined)
  }
  for (const record of from.records) into.records.push(record)
  for (const side of from.sides) into.sides.add(side)
}
