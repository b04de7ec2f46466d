export type Cell = string | number | undefined

/** A table for people: numbers to the right, words to the left. */
export function printTable(head: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const text = (cell: Cell) => (cell === undefined ? '-' : String(cell))
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => text(row[at]).length)))
  const line = (cells: readonly Cell[]) =>
    cells
      .map((cell, at) =>
        typeof cell === 'number' ? text(cell).padStart(widths[at] ?? 0) : text(cell).padEnd(widths[at] ?? 0),
      )
      .join('  ')
  console.log([line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n'))
}
