import { toPlainText, toWidth, widthOf } from './plain-text.ts'

export type Column<Row> = {
  title: string
  /** Outside text is welcome: the table makes it plain. */
  cell: (row: Row) => string | number | undefined
  align?: 'right'
  /** Widest the column may be. */
  most?: number
}

const gap = '  '

/** Rows under column titles, every line short enough for the terminal. */
export function toTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  terminalWidth: number,
): string {
  const cells = rows.map((row) => columns.map((column) => toPlainText(String(column.cell(row) ?? ''))))
  const natural = columns.map((column, index) =>
    Math.min(
      column.most ?? 60,
      Math.max(widthOf(column.title), ...cells.map((line) => widthOf(line[index] ?? ''))),
    ),
  )
  const widths = fit(natural, terminalWidth - gap.length * (columns.length - 1))
  const toLine = (line: readonly string[]) =>
    line
      .map((text, index) => pad(text, widths[index] ?? 0, columns[index]?.align))
      .join(gap)
      .trimEnd()
  const rule = widths.map((width) => '\u2500'.repeat(width))
  return [columns.map((column) => column.title), rule, ...cells].map(toLine).join('\n')
}

function fit(widths: number[], room: number): number[] {
  const fitted = [...widths]
  const least = 6
  while (fitted.reduce((sum, width) => sum + width, 0) > room) {
    const widest = fitted.indexOf(Math.max(...fitted))
    if ((fitted[widest] ?? 0) <= least) break
    fitted[widest] = (fitted[widest] ?? 0) - 1
  }
  return fitted
}

function pad(text: string, width: number, align: 'right' | undefined): string {
  const shown = toWidth(text, width)
  const space = ' '.repeat(Math.max(0, width - widthOf(shown)))
  return align === 'right' ? space + shown : shown + space
}
