import type { ConnectorKind } from './connector.ts'
import { csvKind } from './csv/csv-connector.ts'
import { jsonKind } from './json/json-connector.ts'

/** Every kind of source that can be connected, by its name in the configuration. */
export const connectorKinds: Readonly<Record<string, ConnectorKind<never>>> = {
  csv: csvKind,
  json: jsonKind,
}
