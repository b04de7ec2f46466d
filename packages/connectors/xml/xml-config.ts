export type XmlConfig = {
  file: string
  /** Path or paths from the root to the element that is a record, by local names: `LIST/PERSONS/PERSON`. */
  record: string | string[]
  /** Dotted path, within the record, of what must be unique: `DATAID`, `@logicalId`. A second record with the same text is rejected. */
  key?: string
  /** Bound of the unpacked or transcoded copy, in bytes. */
  maxBytes?: number
}

const path = { type: 'string', pattern: '^/?[^/\\s]+(/[^/\\s]+)*$' }

export const xmlConfigSchema = {
  type: 'object',
  required: ['file', 'record'],
  additionalProperties: false,
  properties: {
    file: { type: 'string', minLength: 1 },
    record: { anyOf: [path, { type: 'array', minItems: 1, maxItems: 20, items: path }] },
    key: { type: 'string', minLength: 1 },
    maxBytes: { type: 'integer', minimum: 1 },
  },
} as const
