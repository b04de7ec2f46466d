import {
  type Connector,
  type ConnectorContext,
  ConnectorError,
  type ConnectorKind,
  type SourceDescription,
  type SourceItem,
  type SourceRecord,
} from '../connector.ts'
import { describeRecords } from '../description.ts'
import { fetchRanges } from '../files/fetch-ranges.ts'
import { readHead } from '../files/foreign-encoding.ts'
import { toKeyCheck } from '../files/key-check.ts'
import { SourceFile } from '../files/source-file.ts'
import type { SourceFields } from '../source-value.ts'
import { type XmlConfig, xmlConfigSchema } from './xml-config.ts'
import { findDeclaredEncoding } from './xml-encoding.ts'
import { XmlParser, type XmlRecord, type XmlShape } from './xml-parser.ts'
import { toTextLength, toValidLength } from './xml-text.ts'

export const xmlKind: ConnectorKind<XmlConfig> = {
  kind: 'xml',
  exceptions: {},
  configSchema: xmlConfigSchema,
  open: openXml,
}

class XmlConnector implements Connector {
  readonly #source: SourceFile
  readonly #shape: XmlShape
  readonly #key: string | undefined

  constructor(source: SourceFile, config: XmlConfig) {
    this.#source = source
    const paths = [config.record].flat().map((path) => path.replace(/^\//, ''))
    this.#shape = { paths, namesElement: paths.length > 1 }
    this.#key = config.key
  }

  describe(): Promise<SourceDescription> {
    return describeRecords((signal) => this.read(signal))
  }

  async *read(signal: AbortSignal): AsyncGenerator<SourceItem> {
    const findRepetition = toKeyCheck(this.#key)
    for await (const records of this.#blocks(signal)) {
      for (const record of records) {
        const place = `${this.#source.name}, line ${record.line}`
        const fault = 'value' in record ? findRepetition(record.value) : record
        if (fault !== undefined || !('value' in record)) {
          yield { rejected: { place, reason: fault?.reason ?? '', remedy: fault?.remedy ?? '' } }
          continue
        }
        yield { record: { locator: `${record.start}+${record.length}`, place, value: record.value } }
      }
    }
  }

  fetch(locators: readonly string[], signal: AbortSignal): Promise<(SourceRecord | undefined)[]> {
    return fetchRanges(this.#source, { locators, signal }, (bytes) => this.#findValue(bytes))
  }

  state(): Promise<string> {
    return this.#source.currentState()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#source[Symbol.asyncDispose]()
  }

  /** Records before a fault of the file are given before the fault is thrown. */
  async *#blocks(signal: AbortSignal): AsyncGenerator<readonly XmlRecord[]> {
    const { name } = this.#source
    const parser = new XmlParser(name, this.#shape)
    const window = this.#source.window(signal)
    let consumed = 0
    while (await window.advance(consumed)) {
      let fault: unknown
      try {
        consumed = feed(parser, window)
        if (window.atEnd) parser.close()
      } catch (error) {
        fault = error
      }
      yield parser.records
      if (fault !== undefined) throw fault
      parser.records = []
      if (window.atEnd) return
    }
    parser.close()
  }

  #findValue(bytes: Buffer): SourceFields | undefined {
    const parser = new XmlParser(this.#source.name, { ...this.#shape, paths: undefined })
    try {
      parser.write(bytes, 0)
      parser.close()
    } catch (error) {
      if (error instanceof ConnectorError) return undefined
      throw error
    }
    const [record] = parser.records
    return record !== undefined && 'value' in record ? record.value : undefined
  }
}

function feed(parser: XmlParser, window: { bytes: Buffer; start: number; atEnd: boolean }): number {
  const { bytes, start, atEnd } = window
  const from = start === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const to = atEnd ? bytes.length : toTextLength(bytes)
  const valid = toValidLength(bytes.subarray(from, to))
  parser.write(bytes.subarray(from, from + valid), start + from)
  if (from + valid === to) return to
  throw parser.toMalformed(
    'bytes that are not UTF-8 follow',
    'Declare the encoding in which the file was written.',
  )
}

async function openXml(config: XmlConfig, context: ConnectorContext): Promise<Connector> {
  const encoding = findDeclaredEncoding(await readHead(config.file, 256))
  const source = await SourceFile.open(config.file, { encoding, maxBytes: config.maxBytes }, context)
  return new XmlConnector(source, config)
}
