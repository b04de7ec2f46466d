export type JsonConfig = {
  file: string
  /** true: one record a line; false: one document. Default: by the first character and `items`. */
  lines?: boolean
  /** Dotted path to the list of records in the document; default: the document is the list. */
  items?: string
  /** Dotted path of the field that must be unique; a second record with the same text is rejected. */
  key?: string
  /** A label such as `utf-16le`; default: by byte order mark, else UTF-8. */
  encoding?: string
  /** Bound of the unpacked or transcoded copy, in bytes. */
  maxBytes?: number
}

export const jsonConfigSchema = {
  type: 'object',
  required: ['file'],
  additionalProperties: false,
  properties: {
    file: { type: 'string', minLength: 1 },
    lines: { type: 'boolean' },
    items: { type: 'string', minLength: 1 },
    key: { type: 'string', minLength: 1 },
    encoding: { type: 'string', minLength: 1 },
    maxBytes: { type: 'integer', minimum: 1 },
  },
} as const
