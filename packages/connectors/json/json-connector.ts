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
import { getEncoding } from '../files/foreign-encoding.ts'
import { toKeyCheck } from '../files/key-check.ts'
import { SourceFile } from '../files/source-file.ts'
import { limits } from '../limits.ts'
import { type JsonConfig, jsonConfigSchema } from './json-config.ts'
import { readJsonDocument } from './json-document.ts'
import { isBom, type JsonText, readJsonLines } from './json-lines.ts'
import { toJsonRecord } from './json-record.ts'

export const jsonKind: ConnectorKind<JsonConfig> = {
  kind: 'json',
  exceptions: {},
  configSchema: jsonConfigSchema,
  open: openJson,
}

class JsonConnector implements Connector {
  readonly #source: SourceFile
  readonly #config: JsonConfig
  readonly #isLines: boolean

  constructor(source: SourceFile, config: JsonConfig, isLines: boolean) {
    this.#source = source
    this.#config = config
    this.#isLines = isLines
  }

  describe(): Promise<SourceDescription> {
    return describeRecords((signal) => this.read(signal))
  }

  async *read(signal: AbortSignal): AsyncGenerator<SourceItem> {
    const findRepetition = toKeyCheck(this.#config.key)
    const window = this.#source.window(signal)
    const { name } = this.#source
    const texts = this.#isLines
      ? readJsonLines(window)
      : readJsonDocument(window, { name, items: this.#config.items })
    for await (const block of texts) {
      for (const text of block) {
        const place = `${name}, line ${text.line}`
        const item = this.#toItem(text, place)
        const fault = 'record' in item ? findRepetition(item.record.value) : undefined
        yield fault === undefined ? item : { rejected: { place, ...fault } }
      }
    }
  }

  fetch(locators: readonly string[], signal: AbortSignal): Promise<(SourceRecord | undefined)[]> {
    return fetchRanges(this.#source, { locators, signal }, (bytes) => {
      const record = toJsonRecord(bytes.toString('utf8'))
      return 'value' in record ? record.value : undefined
    })
  }

  state(): Promise<string> {
    return this.#source.currentState()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#source[Symbol.asyncDispose]()
  }

  #toItem(text: JsonText, place: string): SourceItem {
    if (!('text' in text)) return { rejected: { place, reason: text.reason, remedy: text.remedy } }
    const record = toJsonRecord(text.text)
    if ('value' in record)
      return { record: { locator: `${text.start}+${text.length}`, place, value: record.value } }
    const { isBroken, reason, remedy } = record
    if (isBroken === true && this.#cannotGoOn(text)) {
      throw new ConnectorError('SOURCE_MALFORMED', { place, reason, remedy })
    }
    return { rejected: { place, reason, remedy } }
  }

  /** After broken JSON nobody knows where the next record begins, unless each has its own line. */
  #cannotGoOn(text: { line: number }): boolean {
    if (!this.#isLines) return true
    return this.#config.lines === undefined && text.line === 1
  }
}

async function openJson(config: JsonConfig, context: ConnectorContext): Promise<Connector> {
  const { file, encoding, maxBytes } = config
  if (config.lines === true && config.items !== undefined) {
    throw new ConnectorError('CONFIG_INVALID', {
      place: 'configuration of the json source',
      reason: 'lines and items exclude each other',
      remedy: 'Leave items out when each line is a record.',
    })
  }
  const source = await SourceFile.open(file, { encoding: getEncoding(encoding), maxBytes }, context)
  try {
    return new JsonConnector(source, config, config.lines ?? (await isLines(source, config)))
  } catch (error) {
    await source[Symbol.asyncDispose]()
    throw error
  }
}

/** A document begins with `[`, or is an object that holds the list at `items`. */
async function isLines(source: SourceFile, config: JsonConfig): Promise<boolean> {
  if (config.items !== undefined) return false
  const window = source.window(new AbortController().signal)
  await window.advance(0)
  const head = window.bytes.subarray(isBom(window.bytes) ? 3 : 0, limits.preamble)
  return !head.toString('latin1').trimStart().startsWith('[')
}
