import type { SourceItem } from '../connector.ts'
import type { RowIndex, RowPlace } from '../files/row-index.ts'
import { limits } from '../limits.ts'
import { type CsvFile, toKey } from './csv-file.ts'
import { type CsvShape, type PlacedRow, toJoinedRecord } from './csv-record.ts'
import type { CsvRow } from './csv-scanner.ts'

const rowsOfOneRecord = 10_000

type Wanted = { key: string; places: RowPlace[] }

/** The records of a few main rows, with the rows that the indexes know for them. Each file is read once, in its order. */
export async function readBatch(
  shape: CsvShape,
  indexes: readonly RowIndex[],
  batch: readonly CsvRow[],
): Promise<SourceItem[]> {
  const group = shape.groupBy === undefined ? undefined : [shape.main.getColumn(shape.groupBy)]
  const [groupIndex] = group === undefined ? [] : indexes
  const tableIndexes = group === undefined ? indexes : indexes.slice(1)
  const grouped = await findGroups(shape.main, batch, { group, index: groupIndex })
  const continued: (PlacedRow[] | undefined)[][] = []
  for (const [at, table] of shape.tables.entries()) {
    const wanted = grouped.map(({ row }) => toWanted(tableIndexes[at], toKey(row.fields, table.parent)))
    continued.push(await readWanted(table.file, table.child, wanted))
  }
  return grouped.map(({ row, rows }, at) => {
    const place = `${shape.main.source.name}, line ${row.line}`
    const lists = continued.map((table) => table[at])
    if (rows === undefined || lists.includes(undefined)) return { rejected: { place, ...tooMany } }
    return { record: toJoinedRecord(shape, place, { rows, continued: lists.map((list) => list ?? []) }) }
  })
}

const tooMany = {
  reason: `more than ${rowsOfOneRecord} rows, or more than 16 MiB, share its key`,
  remedy: 'Check the columns by which the rows are joined.',
}

type Group = { group: number[] | undefined; index: RowIndex | undefined }

/** Rows as they are; or, grouped, each row that is the first of its group, with all rows of the group. */
async function findGroups(
  main: CsvFile,
  batch: readonly CsvRow[],
  { group, index }: Group,
): Promise<{ row: CsvRow; rows: PlacedRow[] | undefined }[]> {
  if (group === undefined || index === undefined) return batch.map((row) => ({ row, rows: [row] }))
  const found: { row: CsvRow; places: RowPlace[] }[] = []
  for (const row of batch) {
    const places = index.find(toKey(row.fields, group))
    if (await isFirst(main, group, { row, places })) found.push({ row, places })
  }
  const wanted = found.map(({ row, places }) => ({ key: toKey(row.fields, group), places }))
  const rows = await readWanted(main, group, wanted)
  return found.map(({ row }, at) => ({ row, rows: rows[at] }))
}

/** Whether no earlier row has the same key. An earlier place may be of another key with the same hash. */
async function isFirst(
  main: CsvFile,
  group: readonly number[],
  { row, places }: { row: CsvRow; places: RowPlace[] },
): Promise<boolean> {
  const key = toKey(row.fields, group)
  for (const place of places) {
    if (place.start >= row.start) return true
    const [rows] = await main.readRows([{ file: 0, start: place.start, length: place.length }])
    if (rows?.[0] !== undefined && toKey(rows[0], group) === key) return false
  }
  return true
}

function toWanted(index: RowIndex | undefined, key: string): Wanted {
  return { key, places: key === '' ? [] : (index?.find(key) ?? []) }
}

/** For each key the rows at its places that indeed have it; undefined where they are too many. */
async function readWanted(
  file: CsvFile,
  columns: readonly number[],
  wanted: readonly Wanted[],
): Promise<(PlacedRow[] | undefined)[]> {
  const bounded = wanted.map(({ places }) => (isBounded(places) ? places : []))
  const ranges = bounded.flat().map(({ start, length }) => ({ file: 0, start, length }))
  const read = await file.readRows(ranges)
  let at = 0
  return wanted.map(({ key, places }, which) => {
    if (!isBounded(places)) return undefined
    const rows: PlacedRow[] = []
    for (const { start, length } of bounded[which] ?? []) {
      const fields = read[at++]?.[0]
      if (fields !== undefined && toKey(fields, columns) === key) rows.push({ start, length, fields })
    }
    return rows
  })
}

function isBounded(places: readonly RowPlace[]): boolean {
  if (places.length > rowsOfOneRecord) return false
  return places.reduce((sum, { length }) => sum + length, 0) <= limits.record
}
