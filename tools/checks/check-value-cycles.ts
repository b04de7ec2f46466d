import type { Check, Module } from './source-tree.ts'

/** Groups of modules that import each other at load time; types and lazy imports are no cycle. */
export const checkValueCycles: Check = {
  name: 'value cycles',
  run: ({ modules }) =>
    findCycles(toGraph(modules)).map((cycle) => ({
      place: cycle[0] ?? '',
      fault: `imports itself by way of ${[...cycle.slice(1), cycle[0]].join(' -> ')}`,
      remedy: 'move what both need into a file of its own, or use "import type"',
    })),
}

type Graph = ReadonlyMap<string, readonly string[]>

function toGraph(modules: Module[]): Graph {
  const known = new Set(modules.map(({ path }) => path))
  return new Map(
    modules.map(({ path, imports }) => {
      const values = imports.filter(({ isType, isDynamic }) => !isType && !isDynamic)
      return [path, values.flatMap(({ target }) => (target && known.has(target) ? [target] : []))]
    }),
  )
}

/** One cycle for each first way back that a depth-first walk meets. */
function findCycles(graph: Graph): string[][] {
  const cycles: string[][] = []
  const done = new Set<string>()
  const path: string[] = []
  const visit = (node: string): void => {
    const at = path.indexOf(node)
    if (at >= 0) cycles.push(path.slice(at))
    if (at >= 0 || done.has(node)) return
    path.push(node)
    for (const next of graph.get(node) ?? []) visit(next)
    path.pop()
    done.add(node)
  }
  for (const node of graph.keys()) visit(node)
  return cycles
}
