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
import { getEncoding } from '../files/foreign-encoding.ts'
import { type CsvConfig, type CsvTable, csvConfigSchema } from './csv-config.ts'
import { fetchCsvRecords } from './csv-fetch.ts'
import { CsvFile } from './csv-file.ts'
import { readCsvRecords } from './csv-read.ts'
import type { CsvShape, OpenTable } from './csv-record.ts'

export const csvKind: ConnectorKind<CsvConfig> = {
  kind: 'csv',
  exceptions: {},
  configSchema: csvConfigSchema,
  open: openCsv,
}

class CsvConnector implements Connector {
  readonly #shape: CsvShape
  readonly #scan: { key: number | undefined; landing: string }

  constructor(shape: CsvShape, scan: { key: number | undefined; landing: string }) {
    this.#shape = shape
    this.#scan = scan
  }

  describe(): Promise<SourceDescription> {
    return describeRecords((signal) => this.read(signal))
  }

  read(signal: AbortSignal): AsyncIterable<SourceItem> {
    return readCsvRecords(this.#shape, { ...this.#scan, signal })
  }

  fetch(locators: readonly string[], signal: AbortSignal): Promise<(SourceRecord | undefined)[]> {
    return fetchCsvRecords(this.#shape, locators, signal)
  }

  async state(): Promise<string> {
    const states = await Promise.all(this.#files().map((file) => file.source.currentState()))
    return states.join(' ')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const file of this.#files()) await file.source[Symbol.asyncDispose]()
  }

  #files(): CsvFile[] {
    return [this.#shape.main, ...this.#shape.tables.map((table) => table.file)]
  }
}

async function openCsv(config: CsvConfig, context: ConnectorContext): Promise<Connector> {
  verifyConfig(config)
  const opened: CsvFile[] = []
  const openFile = async (file: Promise<CsvFile>) => {
    opened.push(await file)
    return file
  }
  try {
    const main = await openFile(CsvFile.open(config, config, context))
    const tables: OpenTable[] = []
    for (const table of config.tables ?? []) {
      const file = await openFile(CsvFile.open({ file: table.file, header: table.header }, config, context))
      tables.push(toOpenTable(table, main, file))
    }
    if (config.groupBy !== undefined) main.getColumn(config.groupBy)
    const key = config.key === undefined ? undefined : main.getColumn(config.key)
    return new CsvConnector({ main, tables, groupBy: config.groupBy }, { key, landing: context.landing })
  } catch (error) {
    for (const file of opened) await file.source[Symbol.asyncDispose]()
    throw error
  }
}

function toOpenTable(config: CsvTable, main: CsvFile, file: CsvFile): OpenTable {
  if (main.columns.includes(config.name)) {
    throw toConfigError(`the table "${config.name}" has the name of a column`, 'Give the table another name.')
  }
  const joins = Object.entries(config.on)
  return {
    config,
    file,
    child: joins.map(([child]) => file.getColumn(child)),
    parent: joins.map(([, parent]) => main.getColumn(parent)),
    append: Object.entries(config.append ?? {}).map(([from, to]) => [
      file.getColumn(from),
      main.getColumn(to),
    ]),
  }
}

function verifyConfig(config: CsvConfig): void {
  getEncoding(config.encoding)
  if ((config.delimiter ?? ',') === (config.quote ?? '"')) {
    throw toConfigError('delimiter and quote are the same', 'Give each its own character.')
  }
  if (config.groupBy !== undefined && config.key !== undefined) {
    throw toConfigError(
      'key and groupBy exclude each other',
      'Leave key out: groupBy is the key of the groups.',
    )
  }
  const names = new Set((config.tables ?? []).map((table) => table.name))
  if (names.size !== (config.tables ?? []).length) {
    throw toConfigError('two tables have the same name', 'Give each table its own name.')
  }
}

function toConfigError(reason: string, remedy: string): ConnectorError {
  return new ConnectorError('CONFIG_INVALID', { place: 'configuration of the csv source', reason, remedy })
}
