import {
  type RelationalConfig,
  relationalDefinitions,
  relationalProperties,
} from '../relational/table-config.ts'

export type SqliteConfig = RelationalConfig & { file: string }

export const sqliteConfigSchema = {
  type: 'object',
  required: ['file', 'table', 'key'],
  additionalProperties: false,
  properties: { file: { type: 'string', minLength: 1 }, ...relationalProperties },
  $defs: relationalDefinitions,
} as const
