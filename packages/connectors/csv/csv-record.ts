import type { SourceRecord } from '../connector.ts'
import { type ByteRange, toLocator } from '../files/byte-ranges.ts'
import { type SourceFields, setField } from '../source-value.ts'
import type { CsvTable } from './csv-config.ts'
import type { CsvFile } from './csv-file.ts'

export type OpenTable = {
  config: CsvTable
  file: CsvFile
  /** Columns here and in the main file that must be equal, in the same order. */
  child: number[]
  parent: number[]
  /** Column here -> column of the main file. */
  append: [number, number][]
}

export type PlacedRow = { start: number; length: number; fields: string[] }

export type RowsOfRecord<Row> = {
  /** The main row, or the rows of one group. */
  rows: Row[]
  /** Rows of each continuation table. */
  continued: Row[][]
}

export type CsvShape = { main: CsvFile; tables: readonly OpenTable[]; groupBy: string | undefined }

export function toValue({ main, tables, groupBy }: CsvShape, parts: RowsOfRecord<string[]>): SourceFields {
  const fields = [...(parts.rows[0] ?? [])]
  const lists: SourceFields = {}
  tables.forEach((table, at) => {
    const rows = parts.continued[at] ?? []
    if (table.append.length === 0)
      setField(
        lists,
        table.config.name,
        rows.map((row) => table.file.toValue(row)),
      )
    for (const row of rows) appendTexts(fields, { table, row, main })
  })
  const value = groupBy === undefined ? main.toValue(fields) : toGroup(main, groupBy, parts.rows)
  for (const [name, list] of Object.entries(lists)) setField(value, name, list)
  return value
}

function appendTexts(
  fields: string[],
  { table, row, main }: { table: OpenTable; row: string[]; main: CsvFile },
): void {
  for (const [from, to] of table.append) {
    const before = main.toText(fields[to] ?? '') ?? ''
    fields[to] = before + (table.file.toText(row[from] ?? '') ?? '')
  }
}

function toGroup(main: CsvFile, groupBy: string, rows: readonly string[][]): SourceFields {
  const value: SourceFields = {}
  setField(value, groupBy, main.toText(rows[0]?.[main.columns.indexOf(groupBy)] ?? ''))
  setField(
    value,
    'rows',
    rows.map((row) => main.toValue(row)),
  )
  return value
}

export function toJoinedRecord(shape: CsvShape, place: string, parts: RowsOfRecord<PlacedRow>): SourceRecord {
  const toFields = (rows: readonly PlacedRow[]) => rows.map((row) => row.fields)
  const value = toValue(shape, { rows: toFields(parts.rows), continued: parts.continued.map(toFields) })
  return { locator: toLocator(toRanges(parts)), place, value }
}

/** Rows that stand directly behind each other become one range. */
function toRanges(parts: RowsOfRecord<PlacedRow>): ByteRange[] {
  const ranges: ByteRange[] = []
  for (const [file, rows] of [parts.rows, ...parts.continued].entries()) {
    for (const { start, length } of rows) {
      const last = ranges.at(-1)
      if (last?.file === file && last.start + last.length + 1 === start) last.length += length + 1
      else ranges.push({ file, start, length })
    }
  }
  return ranges
}
