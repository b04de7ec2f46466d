import type { ByteWindow } from '../files/byte-window.ts'
import { limits } from '../limits.ts'
import { CsvBlock, type CsvDialect, type ParsedRow } from './csv-block.ts'

export type CsvRow = { start: number; length: number; line: number; fields: string[] }
export type CsvFault = { line: number; reason: string; remedy: string }

const openQuote = {
  reason: 'a quote is opened and not closed within the next megabyte',
  remedy: 'Close or double the quote, or set quote to the empty text if the file has no quoting.',
}
const longLine = {
  reason: 'the line is longer than 16 MiB',
  remedy: 'Check delimiter and line breaks of the file.',
}
const longField = {
  reason: 'a field is longer than 1 MiB',
  remedy: 'Check for a missing quote; no register needs such a field.',
}

/**
 * Finds the rows of a CSV file. A faulty row that spans lines is given up at its first line and the next line is tried,
 * so that a quote left open cannot swallow what follows.
 */
export class CsvScanner {
  /** Number of columns that every row must have; 0: any. */
  width = 0
  /** Lines at the beginning that are no rows. */
  skipLines = 0
  #line = 1
  #consumed = 0
  #skipsLine = false
  readonly #dialect: CsvDialect

  constructor(dialect: CsvDialect) {
    this.#dialect = dialect
  }

  /** All rows and faults of one block at a time. */
  async *blocks(window: ByteWindow): AsyncGenerator<Generator<CsvRow | CsvFault>> {
    while (await window.advance(this.#consumed)) {
      yield this.#scan(window)
      if (window.atEnd && this.#consumed === window.bytes.length) return
    }
  }

  *#scan(window: ByteWindow): Generator<CsvRow | CsvFault> {
    const bytes = window.atEnd ? window.bytes : CsvBlock.toComplete(window.bytes)
    this.#consumed = window.start === 0 && this.#line === 1 ? toBomLength(bytes) : 0
    if (bytes.length > 0) yield* this.#scanLines(new CsvBlock(bytes, this.#dialect), window)
    if (window.atEnd || window.bytes.length - this.#consumed <= limits.record) return
    if (!this.#skipsLine) yield { line: this.#line, ...longLine }
    this.#skipsLine = true
    this.#consumed = window.bytes.length
  }

  *#scanLines(block: CsvBlock, window: ByteWindow): Generator<CsvRow | CsvFault> {
    const { start, atEnd } = window
    while (this.#consumed < block.end) {
      const at = this.#consumed
      const lineEnd = block.findLineEnd(at)
      const isSimple = !block.hasQuote(at, lineEnd)
      if (this.#skipsLine || this.#line <= this.skipLines || block.isBlank(at, lineEnd)) {
        this.#skipsLine = false
        this.#step(lineEnd + 1, 1, block)
        continue
      }
      const parsed = isSimple ? block.parsePlain(at, lineEnd) : block.parseQuoted(at, atEnd)
      if ('isOpen' in parsed && !atEnd && block.end - at <= limits.field) return
      const row = this.#toRow(parsed, block, at)
      row.line = this.#line
      if ('fields' in row) {
        this.#step(at + row.length + 1, isSimple ? 1 : block.countLines(at, at + row.length), block)
        row.start += start
      } else {
        this.#step(lineEnd + 1, 1, block)
      }
      yield row
    }
  }

  #toRow(parsed: ParsedRow, block: CsvBlock, at: number): CsvRow | CsvFault {
    const line = this.#line
    if ('isOpen' in parsed) return { line, ...openQuote }
    if ('reason' in parsed) return { line, ...parsed }
    const { end, fields } = parsed
    const fault = block.findFault(at, end)
    if (fault !== undefined) return { line, ...fault }
    if (end - at > limits.field && fields.some((field) => field.length > limits.field))
      return { line, ...longField }
    if (this.width > 0 && fields.length !== this.width)
      return { line, ...toWidthFault(fields.length, this.width) }
    return { start: at, length: end - at, line, fields }
  }

  #step(to: number, lines: number, block: CsvBlock): void {
    this.#consumed = Math.min(to, block.end)
    this.#line += lines
  }
}

function toWidthFault(found: number, expected: number): { reason: string; remedy: string } {
  return {
    reason: `the row has ${found} columns and should have ${expected}`,
    remedy:
      'Quote fields that hold the delimiter or a line break, or correct delimiter and header in the configuration.',
  }
}

function toBomLength(bytes: Buffer): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
}
