import type { ConnectorKind } from './connector.ts'
import { csvKind } from './csv/csv-connector.ts'
import { jsonKind } from './json/json-connector.ts'
import { postgresKind } from './postgres/postgres-connector.ts'
import { sqliteKind } from './sqlite/sqlite-connector.ts'
import { xmlKind } from './xml/xml-connector.ts'

/** Every kind of source that can be connected, by its name in the configuration. */
export const connectorKinds: Readonly<Record<string, ConnectorKind<never>>> = {
  csv: csvKind,
  json: jsonKind,
  postgres: postgresKind,
  sqlite: sqliteKind,
  xml: xmlKind,
}
