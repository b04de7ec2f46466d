/** The columns that the peer reads; the same list as BatchRequest in the contract. */
export const batchColumns = [
  'full',
  'family',
  'given',
  'birth',
  'sex',
  'nationality',
  'place',
  'document',
] as const

export type BatchColumn = (typeof batchColumns)[number]

export type BatchFault = 'empty' | 'noColumns' | 'tooBig' | 'tooMany' | 'unreadable'

/** A chosen file, read in the browser only to show what will be asked; the peer reads it again and decides. */
export type BatchFile = {
  name: string
  csv: string
  rows: number
  unknownColumns: string[]
  /** Names of the persons by the line of the file on which the row ends, as the peer numbers rows. */
  labels: ReadonlyMap<number, string>
  faults: BatchFault[]
}

const mostBytes = 8_000_000
const mostRows = 10_000

/** Reads bytes of a CSV; never throws, every fault is listed. */
export function toBatchFile(name: string, bytes: Uint8Array): BatchFile {
  const nothing: BatchFile = { name, csv: '', rows: 0, unknownColumns: [], labels: new Map(), faults: [] }
  if (bytes.byteLength > mostBytes) return { ...nothing, faults: ['tooBig'] }
  const csv = findText(bytes)
  if (csv === undefined) return { ...nothing, faults: ['unreadable'] }
  const [header, ...rows] = splitRows(csv)
  const columns = (header?.cells ?? []).map((cell) => cell.trim().toLowerCase())
  const faults: BatchFault[] = []
  if (!hasIdentity(columns)) faults.push('noColumns')
  if (rows.length === 0) faults.push('empty')
  if (rows.length > mostRows) faults.push('tooMany')
  return {
    name,
    csv,
    rows: rows.length,
    unknownColumns: columns.filter((column) => column !== '' && !isBatchColumn(column)),
    labels: new Map(rows.map((row) => [row.line, toLabel(columns, row.cells)])),
    faults,
  }
}

type Row = { line: number; cells: string[] }

/** The rows of a CSV (RFC 4180; semicolon, tab or comma by the first line) that are not blank, each with its last line. */
export function splitRows(csv: string): Row[] {
  const rows: Row[] = []
  let cells: string[] = []
  let line = 1
  for (const { cell, lines, isLast } of cellsOf(csv, toDelimiter(csv))) {
    cells.push(cell)
    line += lines
    if (!isLast) continue
    if (cells.some((text) => text.trim() !== '')) rows.push({ line, cells })
    cells = []
    line += 1
  }
  return rows
}

/** The cells of a CSV with the line ends inside each, and whether it ends its row. */
function* cellsOf(
  csv: string,
  delimiter: string,
): Generator<{ cell: string; lines: number; isLast: boolean }> {
  const cellPattern = new RegExp(
    `(?:"((?:[^"]|"")*)"?)?([^${delimiter}\r\n]*)(${delimiter}|\r\n?|\n|$)`,
    'gy',
  )
  while (cellPattern.lastIndex <= csv.length) {
    const found = cellPattern.exec(csv)
    if (found === null) return
    const [, quoted = '', plain = '', end = ''] = found
    yield {
      cell: quoted.replaceAll('""', '"') + plain,
      lines: quoted.split('\n').length - 1,
      isLast: end !== delimiter,
    }
    if (end === '') return
  }
}

function findText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function toDelimiter(csv: string): string {
  const header = csv.slice(0, csv.search(/[\r\n]|$/))
  return [';', '\t'].find((delimiter) => header.includes(delimiter)) ?? ','
}

function isBatchColumn(column: string): column is BatchColumn {
  return batchColumns.some((known) => known === column)
}

function hasIdentity(columns: readonly string[]): boolean {
  const known = ['family', 'given', 'birth'].filter((column) => columns.includes(column))
  return columns.includes('full') || columns.includes('document') || known.length >= 2
}

function toLabel(columns: readonly string[], cells: readonly string[]): string {
  const read = (column: BatchColumn) => cells[columns.indexOf(column)]?.trim() ?? ''
  const name = read('full') || [read('given'), read('family')].filter((part) => part !== '').join(' ')
  return [name || read('document'), read('birth')].filter((part) => part !== '').join(', ')
}
