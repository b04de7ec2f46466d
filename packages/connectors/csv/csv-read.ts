import type { SourceItem } from '../connector.ts'
import { RowIndex } from '../files/row-index.ts'
import { KeySet } from '../key-set.ts'
import { type CsvFile, toKey } from './csv-file.ts'
import { readBatch } from './csv-join.ts'
import type { CsvShape } from './csv-record.ts'
import type { CsvFault, CsvRow } from './csv-scanner.ts'

export type CsvPass = { key: number | undefined; landing: string; signal: AbortSignal }

const batchRows = 256
const noKey = { reason: 'the row has no key', remedy: 'Fill the column that is configured as key.' }

/** Every record of the file: a row, a row with its continuation rows, or a group of rows. */
export async function* readCsvRecords(shape: CsvShape, pass: CsvPass): AsyncGenerator<SourceItem> {
  if (shape.groupBy === undefined && shape.tables.length === 0) {
    yield* readRows(shape.main, pass)
    return
  }
  const indexes: RowIndex[] = []
  try {
    for (const { file, columns } of toIndexed(shape)) {
      const index = new RowIndex(pass.landing)
      indexes.push(index)
      for await (const fault of file.fillIndex(index, columns, pass.signal)) yield toRejected(file, fault)
    }
    yield* readJoined(shape, indexes, pass)
  } finally {
    for (const index of indexes) index[Symbol.dispose]()
  }
}

function toIndexed({ main, tables, groupBy }: CsvShape): { file: CsvFile; columns: number[] }[] {
  const continued = tables.map(({ file, child }) => ({ file, columns: child }))
  return groupBy === undefined
    ? continued
    : [{ file: main, columns: [main.getColumn(groupBy)] }, ...continued]
}

async function* readRows(main: CsvFile, pass: CsvPass): AsyncGenerator<SourceItem> {
  const findRepetition = toKeyCheck(pass.key)
  for await (const block of main.rows(pass.signal)) {
    for (const row of block) {
      if (!('fields' in row)) {
        yield toRejected(main, row)
        continue
      }
      const repetition = findRepetition(row)
      if (repetition !== undefined) {
        yield toRejected(main, repetition)
        continue
      }
      const place = `${main.source.name}, line ${row.line}`
      yield { record: { locator: `${row.start}+${row.length}`, place, value: main.toValue(row.fields) } }
    }
  }
}

async function* readJoined(
  shape: CsvShape,
  indexes: readonly RowIndex[],
  pass: CsvPass,
): AsyncGenerator<SourceItem> {
  const { main, groupBy } = shape
  const findRepetition = toKeyCheck(pass.key)
  const group = groupBy === undefined ? undefined : [main.getColumn(groupBy)]
  let lastGroup: string | undefined
  for await (const block of main.rows(pass.signal)) {
    let batch: CsvRow[] = []
    for (const row of block) {
      if (!('fields' in row)) {
        if (group === undefined) yield toRejected(main, row) // grouped rows were reported while they were indexed
        continue
      }
      const repetition = findRepetition(row)
      if (repetition !== undefined) yield toRejected(main, repetition)
      const key = group === undefined ? undefined : toKey(row.fields, group)
      if (repetition !== undefined || (key !== undefined && key === lastGroup)) continue
      lastGroup = key
      if (key?.trim() === '') {
        yield toRejected(main, { line: row.line, ...noKey })
        continue
      }
      batch.push(row)
      if (batch.length < batchRows) continue
      yield* await readBatch(shape, indexes, batch)
      batch = []
    }
    yield* await readBatch(shape, indexes, batch)
  }
}

function toKeyCheck(key: number | undefined): (row: CsvRow) => CsvFault | undefined {
  if (key === undefined) return () => undefined
  const seen = new KeySet()
  return (row) => {
    const text = row.fields[key] ?? ''
    if (text.trim() === '')
      return { line: row.line, reason: 'the row has no key', remedy: 'Fill the key column.' }
    if (seen.add(text)) return undefined
    return {
      line: row.line,
      reason: 'an earlier row has the same key',
      remedy: 'Keep one row for each key, or use groupBy.',
    }
  }
}

function toRejected(file: CsvFile, { line, reason, remedy }: CsvFault): SourceItem {
  return { rejected: { place: `${file.source.name}, line ${line}`, reason, remedy } }
}
