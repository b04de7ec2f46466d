import { isUtf8 } from 'node:buffer'
import { ConnectorError } from '../connector.ts'
import type { ByteWindow } from '../files/byte-window.ts'
import { limits } from '../limits.ts'
import { JsonEnvelope } from './json-envelope.ts'
import { isBom, type JsonText, notUtf8 } from './json-lines.ts'

export type JsonSource = { name: string; items: string | undefined }

const closeBracket = 0x5d
const comma = 0x2c
const newline = 0x0a

/** The records of the list in one JSON document, block by block. A fault of the document itself ends the pass. */
export async function* readJsonDocument(
  window: ByteWindow,
  source: JsonSource,
): AsyncGenerator<Iterable<JsonText>> {
  const reader = new DocumentReader(source)
  while (await window.advance(reader.consumed)) {
    yield reader.scan(window)
    if (window.atEnd) break
  }
  reader.end()
}

class DocumentReader {
  consumed = 0
  #line = 1
  #isInItems = false
  #expects: 'first' | 'value' | 'comma' = 'first'
  readonly #source: JsonSource
  readonly #envelope: JsonEnvelope
  readonly #item = new ItemEnd()

  constructor(source: JsonSource) {
    this.#source = source
    this.#envelope = new JsonEnvelope(source.items)
  }

  *scan(window: ByteWindow): Generator<JsonText> {
    const { bytes } = window
    this.consumed = window.start === 0 && isBom(bytes) ? 3 : 0
    while (this.consumed < bytes.length) {
      const before = this.consumed
      if (this.#isInItems) yield* this.#scanItems(window)
      else this.#scanEnvelope(bytes)
      if (this.consumed === before && this.#isInItems) return
    }
  }

  end(): void {
    if (this.#isInItems) throw this.#toMalformed('the document ends inside the list of records')
    this.#guard(() => this.#envelope.end())
  }

  #scanEnvelope(bytes: Buffer): void {
    const taken = this.#guard(() => this.#envelope.write(bytes.subarray(this.consumed)))
    this.#line += countNewlines(bytes, this.consumed, this.consumed + taken)
    this.consumed += taken
    this.#isInItems = this.#envelope.isAtItems
    this.#envelope.isAtItems = false
  }

  /** Takes whole items; stops before one that the window holds only in part, or at the end of the list. */
  *#scanItems({ bytes, start, atEnd }: ByteWindow): Generator<JsonText> {
    while (this.consumed < bytes.length) {
      const at = this.consumed
      const code = bytes[at] ?? 0
      if (code === closeBracket && this.#expects !== 'value') {
        this.#isInItems = false
        return
      }
      if (code === comma && this.#expects === 'comma') this.#expects = 'value'
      else if (!isSpace(code)) {
        if (this.#expects === 'comma' || code === comma || code === closeBracket) {
          throw this.#toMalformed('the list of records is not valid JSON')
        }
        const end = this.#item.find(bytes, at)
        if (end === undefined) return this.#verifySize(bytes.length - at)
        yield this.#toText(bytes, { at, end, start })
        this.#line += countNewlines(bytes, at, end)
        this.consumed = end
        this.#expects = 'comma'
        continue
      }
      if (code === newline) this.#line += 1
      this.consumed += 1
    }
    if (atEnd) throw this.#toMalformed('the document ends inside the list of records')
  }

  #toText(bytes: Buffer, { at, end, start }: { at: number; end: number; start: number }): JsonText {
    if (!isUtf8(bytes.subarray(at, end))) return { line: this.#line, ...notUtf8 }
    return { start: start + at, length: end - at, line: this.#line, text: bytes.toString('utf8', at, end) }
  }

  #verifySize(size: number): void {
    if (size > limits.record) throw this.#toMalformed('a record is longer than 16 MiB')
  }

  #guard<Result>(work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      const where =
        this.#source.items === undefined ? 'a list of records' : `a list of records at ${this.#source.items}`
      throw this.#toMalformed(`this is not a JSON document with ${where}`, error)
    }
  }

  #toMalformed(reason: string, cause?: unknown): ConnectorError {
    const place = `${this.#source.name}, line ${this.#line}`
    const remedy = 'Fetch the file again if it was cut off, or correct lines and items in the configuration.'
    return new ConnectorError('SOURCE_MALFORMED', { place, reason, remedy }, { cause })
  }
}

/** Finds where a JSON value ends, going on where it stopped when the window was too short. */
class ItemEnd {
  #depth = 0
  #isText = false
  #scanned = 0

  /** Position after the value that begins at `from`; undefined when the bytes end before it does. */
  find(bytes: Buffer, from: number): number | undefined {
    let depth = this.#depth
    let isText = this.#isText
    let at = from + this.#scanned
    for (; at < bytes.length; at++) {
      const code = bytes[at]
      if (isText) {
        if (code === 0x5c) at += 1
        else if (code === 0x22) isText = false
      } else if (code === 0x22) isText = true
      else if (code === 0x7b || code === 0x5b) depth += 1
      else if (code === 0x7d || code === 0x5d) {
        depth -= 1
        if (depth <= 0) return this.#reset(depth < 0 ? at : at + 1)
      } else if (depth === 0 && (code === comma || isSpace(code))) return this.#reset(at)
    }
    this.#depth = depth
    this.#isText = isText
    this.#scanned = at - from
    return undefined
  }

  #reset(end: number): number {
    this.#depth = 0
    this.#isText = false
    this.#scanned = 0
    return end
  }
}

function isSpace(code: number | undefined): boolean {
  return code === 0x20 || code === newline || code === 0x0d || code === 0x09
}

function countNewlines(bytes: Buffer, from: number, to: number): number {
  let count = 0
  for (let at = bytes.indexOf(newline, from); at !== -1 && at < to; at = bytes.indexOf(newline, at + 1))
    count += 1
  return count
}
