import { isAscii, isUtf8 } from 'node:buffer'

export type CsvDialect = { delimiter: string; quote: string }

/** `end` is where the row's bytes end, without the line break. */
export type ParsedRow =
  | { end: number; fields: string[] }
  | { isOpen: true }
  | { reason: string; remedy: string }

const newline = 0x0a
const carriageReturn = 0x0d
const substitute = 0x1a

const badQuote = {
  reason: 'a quoted field goes on after its closing quote',
  remedy:
    'Double the quotes inside quoted fields, or set quote to the empty text if the file has no quoting.',
}

/** Complete lines of a CSV file. Seen as latin1 characters and bytes have the same positions, so that native searches serve. */
export class CsvBlock {
  readonly end: number
  readonly #bytes: Buffer
  readonly #text: string
  readonly #dialect: CsvDialect
  readonly #isAscii: boolean
  readonly #isUtf8: boolean
  readonly #hasNul: boolean
  #quoteAt = -1

  constructor(bytes: Buffer, dialect: CsvDialect) {
    this.end = bytes.length
    this.#bytes = bytes
    this.#text = bytes.toString('latin1')
    this.#dialect = dialect
    this.#isAscii = isAscii(bytes)
    this.#isUtf8 = this.#isAscii || isUtf8(bytes)
    this.#hasNul = bytes.includes(0)
  }

  /** Position of the line break, or the end of the block. */
  findLineEnd(at: number): number {
    const found = this.#text.indexOf('\n', at)
    return found === -1 ? this.end : found
  }

  /** Empty, or the end-of-file sign of DOS alone. */
  isBlank(at: number, lineEnd: number): boolean {
    const length = this.#trimEnd(at, lineEnd) - at
    return length === 0 || (length === 1 && this.#bytes[at] === substitute)
  }

  hasQuote(at: number, lineEnd: number): boolean {
    if (this.#dialect.quote === '') return false
    if (this.#quoteAt < at) {
      const found = this.#text.indexOf(this.#dialect.quote, at)
      this.#quoteAt = found === -1 ? this.end : found
    }
    return this.#quoteAt < lineEnd
  }

  parsePlain(at: number, lineEnd: number): ParsedRow {
    return {
      end: lineEnd,
      fields: this.#decode(at, this.#trimEnd(at, lineEnd)).split(this.#dialect.delimiter),
    }
  }

  /** A row with quotes; it may span lines. `isLast`: nothing follows this block. */
  parseQuoted(at: number, isLast: boolean): ParsedRow {
    const fields: string[] = []
    let from = at
    let lineEnd = this.findLineEnd(at)
    for (;;) {
      let fieldEnd: number
      if (this.#text[from] === this.#dialect.quote) {
        const close = this.#findClose(from + 1)
        if (close === -1 || (close + 1 >= this.end && !isLast)) return { isOpen: true }
        if (close > lineEnd) lineEnd = this.findLineEnd(close)
        fieldEnd = close + 1
        fields.push(this.#toUnquoted(from + 1, close))
        if (!this.#endsField(fieldEnd, lineEnd)) return badQuote
      } else {
        const delimiter = this.#text.indexOf(this.#dialect.delimiter, from)
        fieldEnd = delimiter === -1 || delimiter > lineEnd ? lineEnd : delimiter
        fields.push(this.#decode(from, fieldEnd === lineEnd ? this.#trimEnd(from, lineEnd) : fieldEnd))
      }
      if (this.#text[fieldEnd] !== this.#dialect.delimiter) return { end: lineEnd, fields }
      from = fieldEnd + 1
    }
  }

  /** What makes these bytes no text, if anything. */
  findFault(at: number, end: number): { reason: string; remedy: string } | undefined {
    if (!this.#isUtf8 && !isUtf8(this.#bytes.subarray(at, end))) {
      return {
        reason: 'the row has bytes that are not UTF-8',
        remedy: 'Set the encoding in which the file was written.',
      }
    }
    if (this.#hasNul && this.#bytes.subarray(at, end).includes(0)) {
      return {
        reason: 'the row has a NUL byte',
        remedy: 'Remove it, or set the encoding (UTF-16 looks like this).',
      }
    }
    return undefined
  }

  countLines(at: number, end: number): number {
    let lines = 1
    for (let found = this.#text.indexOf('\n', at); found !== -1 && found < end; lines++) {
      found = this.#text.indexOf('\n', found + 1)
    }
    return lines
  }

  #findClose(from: number): number {
    const { quote } = this.#dialect
    for (let at = this.#text.indexOf(quote, from); at !== -1; at = this.#text.indexOf(quote, at + 2)) {
      if (this.#text[at + 1] !== quote) return at
    }
    return -1
  }

  #endsField(at: number, lineEnd: number): boolean {
    if (at >= this.end || this.#text[at] === this.#dialect.delimiter) return true
    return at >= this.#trimEnd(at, lineEnd)
  }

  #toUnquoted(from: number, to: number): string {
    const { quote } = this.#dialect
    const text = this.#decode(from, to)
    return text.includes(quote) ? text.replaceAll(quote + quote, quote) : text
  }

  #decode(from: number, to: number): string {
    return this.#isAscii ? this.#text.slice(from, to) : this.#bytes.toString('utf8', from, to)
  }

  #trimEnd(at: number, lineEnd: number): number {
    return lineEnd > at && this.#bytes[lineEnd - 1] === carriageReturn ? lineEnd - 1 : lineEnd
  }

  /** The block up to and with its last line break. */
  static toComplete(bytes: Buffer): Buffer {
    return bytes.subarray(0, bytes.lastIndexOf(newline) + 1)
  }
}

/** The rows in bytes that begin and end with a row, or undefined when these are no rows. */
export function findRows(bytes: Buffer, dialect: CsvDialect): string[][] | undefined {
  const block = new CsvBlock(bytes, dialect)
  if (block.findFault(0, block.end) !== undefined) return undefined
  const rows: string[][] = []
  for (let at = 0; at < block.end; ) {
    const lineEnd = block.findLineEnd(at)
    const row = block.hasQuote(at, lineEnd) ? block.parseQuoted(at, true) : block.parsePlain(at, lineEnd)
    if (!('fields' in row)) return undefined
    rows.push(row.fields)
    at = row.end + 1
  }
  return rows
}
