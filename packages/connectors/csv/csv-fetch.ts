import type { SourceRecord } from '../connector.ts'
import { type ByteRange, findRanges, toLocator } from '../files/byte-ranges.ts'
import { toCancelled } from '../files/file-fault.ts'
import { type CsvShape, toValue } from './csv-record.ts'

/** The records at these locators; each file is read once, in its order. */
export async function fetchCsvRecords(
  shape: CsvShape,
  locators: readonly string[],
  signal: AbortSignal,
): Promise<(SourceRecord | undefined)[]> {
  const files = [shape.main, ...shape.tables.map((table) => table.file)]
  const wanted = locators.map((locator) => findRanges(locator) ?? [])
  const found = new Map<ByteRange, string[][]>()
  for (const [at, file] of files.entries()) {
    if (signal.aborted) throw toCancelled(file.source.name)
    await file.source.verifyUnchanged()
    const ranges = wanted.flat().filter((range) => range.file === at)
    const rows = await file.readRows(ranges)
    ranges.forEach((range, which) => {
      const parsed = rows[which]
      if (parsed !== undefined) found.set(range, parsed)
    })
  }
  return wanted.map((ranges) => toRecord(shape, ranges, found))
}

function toRecord(
  shape: CsvShape,
  ranges: readonly ByteRange[],
  found: ReadonlyMap<ByteRange, string[][]>,
): SourceRecord | undefined {
  const [first] = ranges
  if (first?.file !== 0 || !ranges.every((range) => found.has(range))) return undefined
  const rowsOf = (file: number) =>
    ranges.filter((range) => range.file === file).flatMap((range) => found.get(range) ?? [])
  const rows = rowsOf(0)
  if (rows.length === 0 || (shape.groupBy === undefined && rows.length > 1)) return undefined
  const place = `${shape.main.source.name}, bytes ${first.start} to ${first.start + first.length}`
  const value = toValue(shape, { rows, continued: shape.tables.map((_table, at) => rowsOf(at + 1)) })
  return { locator: toLocator(ranges), place, value }
}
