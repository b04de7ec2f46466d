export type TableConfig = {
  /** Under which name the rows become a list of the record they belong to. */
  name: string
  table: string
  /** Column here -> column of the table above. */
  on: Record<string, string>
  /** Default: the primary key. */
  orderBy?: string | string[]
  tables?: TableConfig[]
}

export type RelationalConfig = {
  table: string
  /** Columns that name one row. */
  key: string | string[]
  tables?: TableConfig[]
}

const name = { type: 'string', minLength: 1, maxLength: 200 }
const names = { anyOf: [name, { type: 'array', minItems: 1, maxItems: 16, items: name }] }

/** Parts of the JSON Schemas of relational sources; `tables` refers to `#/$defs/tables`. */
export const relationalProperties = {
  table: name,
  key: names,
  tables: { $ref: '#/$defs/tables' },
} as const

export const relationalDefinitions = {
  tables: {
    type: 'array',
    maxItems: 50,
    items: {
      type: 'object',
      required: ['name', 'table', 'on'],
      additionalProperties: false,
      properties: {
        name,
        table: name,
        on: { type: 'object', minProperties: 1, maxProperties: 16, additionalProperties: name },
        orderBy: names,
        tables: { $ref: '#/$defs/tables' },
      },
    },
  },
} as const
