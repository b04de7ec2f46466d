import { type ConnectorContext, ConnectorError } from '../connector.ts'
import type { ByteRange } from '../files/byte-ranges.ts'
import type { RowIndex } from '../files/row-index.ts'
import { SourceFile } from '../files/source-file.ts'
import { type SourceFields, setField } from '../source-value.ts'
import { type CsvDialect, findRows } from './csv-block.ts'
import type { CsvConfig } from './csv-config.ts'
import { type CsvFault, type CsvRow, CsvScanner } from './csv-scanner.ts'

export type CsvLayout = { file: string; header?: true | string[] | undefined; skipLines?: number | undefined }

/** One CSV file: its columns, its rows in order, and its rows by position. */
export class CsvFile {
  readonly source: SourceFile
  readonly columns: readonly string[]
  readonly #config: CsvConfig
  readonly #bodyLine: number
  readonly #nullText: string | undefined

  private constructor(source: SourceFile, config: CsvConfig, header: Header) {
    this.source = source
    this.columns = toDistinct(header.columns)
    this.#config = config
    this.#bodyLine = header.bodyLine
    this.#nullText = config.nullText?.trim()
  }

  static async open(layout: CsvLayout, config: CsvConfig, context: ConnectorContext): Promise<CsvFile> {
    const { encoding, maxBytes } = config
    const source = await SourceFile.open(layout.file, { encoding, maxBytes }, context)
    try {
      const header = await readHeader(source, layout, config)
      assertDelimited(source.name, header, config)
      return new CsvFile(source, config, header)
    } catch (error) {
      await source[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Position of a column, or CONFIG_INVALID that names the columns there are. */
  getColumn(name: string): number {
    const at = this.columns.indexOf(name)
    if (at !== -1) return at
    throw new ConnectorError('CONFIG_INVALID', {
      place: this.source.name,
      reason: `the file has no column "${name}"`,
      remedy: `Its columns are: ${this.columns.join(', ').slice(0, 1000)}.`,
    })
  }

  /** Rows and faults, block by block; header and skipped lines left out. */
  async *rows(signal: AbortSignal): AsyncGenerator<Iterable<CsvRow | CsvFault>> {
    const scanner = new CsvScanner(toDialect(this.#config))
    scanner.skipLines = this.#bodyLine - 1
    scanner.width = this.columns.length
    yield* scanner.blocks(this.source.window(signal))
  }

  /** Notes where the rows of each key stand; yields the rows that cannot be read. */
  async *fillIndex(
    index: RowIndex,
    columns: readonly number[],
    signal: AbortSignal,
  ): AsyncGenerator<CsvFault> {
    for await (const block of this.rows(signal)) {
      for (const row of block) {
        if ('fields' in row) index.add(toKey(row.fields, columns), row)
        else yield row
      }
    }
    index.seal()
  }

  /** The rows at each of these places; undefined where these are no rows of this file. */
  async readRows(ranges: readonly ByteRange[]): Promise<(string[][] | undefined)[]> {
    const dialect = toDialect(this.#config)
    const found = await this.source.readRanges(ranges)
    return found.map((bytes) => {
      const rows = bytes === undefined ? undefined : findRows(bytes, dialect)
      return rows?.every((fields) => fields.length === this.columns.length) ? rows : undefined
    })
  }

  toValue(fields: readonly string[]): SourceFields {
    const value: SourceFields = {}
    for (let at = 0; at < this.columns.length; at++) {
      setField(value, this.columns[at] ?? '', this.toText(fields[at] ?? ''))
    }
    return value
  }

  toText(field: string): string | null {
    const nullText = this.#nullText
    if (nullText === undefined || field.length > nullText.length + 16) return field
    return field.trim() === nullText ? null : field
  }
}

/** The texts of several columns as one, unambiguously. */
export function toKey(fields: readonly string[], columns: readonly number[]): string {
  const [first] = columns
  if (columns.length === 1 && first !== undefined) return fields[first] ?? ''
  return JSON.stringify(columns.map((column) => fields[column] ?? ''))
}

function toDialect(config: CsvConfig): CsvDialect {
  return { delimiter: config.delimiter ?? ',', quote: config.quote ?? '"' }
}

/** One column whose name holds another delimiter: a whole line would be taken for a name, and for a reference. */
function assertDelimited(place: string, { columns }: Header, { delimiter }: CsvConfig): void {
  const [only = ''] = columns.length === 1 ? columns : []
  const likely = [';', '\t', '|'].find((sign) => only.includes(sign))
  if (delimiter !== undefined || likely === undefined) return
  throw new ConnectorError('CONFIG_INVALID', {
    place: `${place}, line 1`,
    reason: 'the header is one column, and another delimiter than a comma stands in it',
    remedy: `Set the delimiter, for example to ${JSON.stringify(likely)}.`,
  })
}

type Header = { columns: readonly string[]; bodyLine: number }

async function readHeader(source: SourceFile, layout: CsvLayout, config: CsvConfig): Promise<Header> {
  const skipLines = layout.skipLines ?? 0
  if (Array.isArray(layout.header)) return { columns: layout.header, bodyLine: skipLines + 1 }
  const scanner = new CsvScanner(toDialect(config))
  scanner.skipLines = skipLines
  for await (const block of scanner.blocks(source.window(new AbortController().signal))) {
    for (const row of block) {
      if ('fields' in row)
        return { columns: row.fields, bodyLine: row.line + row.fields.join('').split('\n').length }
      throw new ConnectorError('SOURCE_MALFORMED', {
        place: `${source.name}, line ${row.line}`,
        reason: `the header cannot be read: ${row.reason}`,
        remedy: row.remedy,
      })
    }
  }
  throw new ConnectorError('SOURCE_MALFORMED', {
    place: source.name,
    reason: 'the file has no header line',
    remedy: 'Name the columns in header, or correct skipLines.',
  })
}

/** A second column of the same name becomes `name_2`; one without a name `column_7`. */
function toDistinct(columns: readonly string[]): string[] {
  const taken = new Set<string>()
  return columns.map((column, at) => {
    const base = column.trim() === '' ? `column_${at + 1}` : column.trim()
    let name = base
    for (let count = 2; taken.has(name); count++) name = `${base}_${count}`
    taken.add(name)
    return name
  })
}
