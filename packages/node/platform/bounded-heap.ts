/**
 * Options under which a peer and its intake runs are started. V8 takes what it may before it collects: without bounds a
 * peer grows to twice the memory it needs.
 */
export const boundedHeap = ['--max-semi-space-size=8', '--max-old-space-size=256'] as const
