/** Two clusters that may become one, and what speaks for it. */
export type Entry = { readonly value: number; readonly a: number; readonly b: number }

/** A binary heap: the entry of the largest value first, of equal values the one of the smallest numbers. */
export type Heap = Entry[]

export function pushEntry(heap: Heap, entry: Entry): void {
  let at = heap.length
  heap.push(entry)
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = heap[parent]
    if (above === undefined || !isBefore(entry, above)) break
    heap[at] = above
    at = parent
  }
  heap[at] = entry
}

export function popLargest(heap: Heap): Entry | undefined {
  const largest = heap[0]
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return largest
  let at = 0
  for (;;) {
    let below = 2 * at + 1
    const left = heap[below]
    if (left === undefined) break
    const right = heap[below + 1]
    let child = left
    if (right !== undefined && isBefore(right, left)) {
      child = right
      below++
    }
    if (!isBefore(child, last)) break
    heap[at] = child
    at = below
  }
  heap[at] = last
  return largest
}

function isBefore(one: Entry, other: Entry): boolean {
  if (one.value !== other.value) return one.value > other.value
  return one.a !== other.a ? one.a < other.a : one.b < other.b
}
