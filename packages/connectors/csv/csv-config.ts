export type CsvTable = {
  /** Under which name the rows become a list of the record. */
  name: string
  file: string
  /** true: the first line names the columns; a list: the file has no header. */
  header?: true | string[]
  /** Column here -> column of the main file. */
  on: Record<string, string>
  /** Column here whose text is appended to a column of the main file, instead of a list. */
  append?: Record<string, string>
}

export type CsvConfig = {
  file: string
  /** Default `,`. */
  delimiter?: string
  /** A label such as `windows-1253`; default: by byte order mark, else UTF-8. */
  encoding?: string
  /** Default `"`; '' when the file has no quoting. */
  quote?: string
  header?: true | string[]
  /** Lines before the header. */
  skipLines?: number
  /** The text that means null, compared without spaces around it. */
  nullText?: string
  /** Column that must be unique; a second row with the same text is rejected. */
  key?: string
  /** Column that says which rows belong to one record. */
  groupBy?: string
  tables?: CsvTable[]
  /** Bound of the unpacked or transcoded copy, in bytes. */
  maxBytes?: number
}

const column = { type: 'string', minLength: 1 }
const header = { anyOf: [{ const: true }, { type: 'array', minItems: 1, items: column }] }
const columnMap = { type: 'object', minProperties: 1, additionalProperties: column }

export const csvConfigSchema = {
  type: 'object',
  required: ['file'],
  additionalProperties: false,
  properties: {
    file: { type: 'string', minLength: 1 },
    delimiter: { type: 'string', pattern: '^[\\t\\x20-\\x7e]$' },
    encoding: { type: 'string', minLength: 1 },
    quote: { type: 'string', pattern: '^[\\x21-\\x7e]?$' },
    header,
    skipLines: { type: 'integer', minimum: 0, maximum: 1000 },
    nullText: { type: 'string', minLength: 1 },
    key: column,
    groupBy: column,
    tables: {
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        required: ['name', 'file', 'on'],
        additionalProperties: false,
        properties: {
          name: column,
          file: { type: 'string', minLength: 1 },
          header,
          on: columnMap,
          append: columnMap,
        },
      },
    },
    maxBytes: { type: 'integer', minimum: 1 },
  },
} as const
