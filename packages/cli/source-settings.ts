type Settings = Readonly<Record<string, string>>

const copies = 'largest unpacked or transcoded copy, in bytes'
const tables: Settings = {
  table: 'table, or view, of the records (needed)',
  key: 'column that names one row, or a list of columns (needed)',
  tables:
    'continuation tables: a list of {"name", "table", "on": {"column here": "column above"}, "orderBy", "tables"}',
}

/** What each kind of source can be told, by --set or --config; packages/connectors says more. */
export const connectorSettings: Readonly<Record<string, Settings>> = {
  csv: {
    file: 'path (needed; --file does the same)',
    delimiter: 'one character between fields; a comma unless said',
    quote: 'one character around fields; " unless said, empty for none',
    encoding: 'such as windows-1253; by byte order mark or UTF-8 unless said',
    header: 'true unless said; a list of names when the file has no line of names',
    skipLines: 'lines before the header',
    nullText: 'the text that means nothing',
    key: 'column that must be unique',
    groupBy: 'column that says which rows are one record',
    tables:
      'further files: a list of {"name", "file", "header", "on": {"column here": "column of the main file"}, "append"}',
    maxBytes: copies,
  },
  json: {
    file: 'path (needed; --file does the same)',
    lines: 'true: one record a line; false: one document; found out unless said',
    items: 'dotted path to the list of records; the document itself unless said',
    key: 'dotted path of the field that must be unique',
    encoding: 'such as utf-16le; by byte order mark or UTF-8 unless said',
    maxBytes: copies,
  },
  xml: {
    file: 'path (needed; --file does the same)',
    record: 'path from the root to the element that is a record, or a list: LIST/PERSONS/PERSON (needed)',
    key: 'dotted path, within the record, of what must be unique: DATAID, @id',
    maxBytes: copies,
  },
  sqlite: { file: 'path (needed; --file does the same)', ...tables },
  postgres: {
    connectionStringFile: 'file of mode 0600 on the peer\u2019s machine that holds the connection string',
    connectionStringEnv: 'or a variable ISTHMUS_SOURCE_... of the peer that holds it',
    schema: 'schema of the tables; as the server finds them unless said',
    ...tables,
    statementSeconds: 'how long one batch may take; 30 unless said',
    fetchSeconds: 'how long reading single records may take; 5 unless said',
  },
}

export function toSettingsHelp(): string {
  const lines = Object.entries(connectorSettings).flatMap(([kind, settings]) => [
    `  ${kind}`,
    ...Object.entries(settings).map(([name, words]) => `    ${name.padEnd(21)} ${words}`),
  ])
  return ['Settings of each kind (--set name=value, where the value is JSON or else text):', ...lines].join(
    '\n',
  )
}
