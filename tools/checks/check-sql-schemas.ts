import { rooms } from '../floor-plan.ts'
import {
  type Check,
  type Fault,
  type Module,
  placeOf,
  type SourceFile,
  type SyntaxNode,
  walk,
} from './source-tree.ts'

const looksLikeSql = /\b(select|insert|update|delete|from|join|copy|truncate|create|alter|drop)\b/i

/** SQL of one room that reaches into the tables of another: the other room has a door for that. */
export const checkSqlSchemas: Check = {
  name: 'SQL schemas',
  run: ({ files, modules }) => [
    ...modules.filter(({ isTest }) => !isTest).flatMap(foreignSqlOfModule),
    ...files.flatMap(foreignSqlOfMigration),
  ],
}

const schemas = new Map(rooms.map((room) => [room.replaceAll('-', '_'), room as string]))

function foreignSqlOfModule(module: Module): Fault[] {
  const own = /^packages\/node\/([^/]+)\//.exec(module.path)?.[1]
  if (!own || !rooms.some((room) => room === own)) return []
  const faults: Fault[] = []
  walk(module.program, (node) => {
    const text = textOf(node)
    if (!text || !looksLikeSql.test(text)) return
    faults.push(
      ...foreignSchemas(text, own).map((schema) => toFault(placeOf(module, node.start), own, schema)),
    )
  })
  return faults
}

function foreignSqlOfMigration({ path, text }: SourceFile): Fault[] {
  const name = /^packages\/node\/migrations\/\d{4}-([a-z-]+)\.sql$/.exec(path)?.[1]
  const own = name && rooms.find((room) => `${name}-`.startsWith(`${room}-`))
  if (!own) return []
  const withoutComments = text.replaceAll(/--.*$/gm, '')
  return foreignSchemas(withoutComments, own).map((schema) => toFault(path, own, schema))
}

/** Strings and templates as written, without the values put into them. */
function textOf(node: SyntaxNode): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return undefined
  return node.quasis.map((quasi: { value: { raw: string } }) => quasi.value.raw).join('$')
}

function foreignSchemas(sql: string, own: string): string[] {
  const named = [
    ...sql.matchAll(
      /\b(?:from|join|into|update|table|on|references|copy|only|truncate|index)\s+"?([a-z_]+)"?\s*\./gi,
    ),
  ]
  const found = named.flatMap(([, schema]) => schemas.get(schema ?? '') ?? [])
  return [...new Set(found)].filter((room) => room !== own)
}

function toFault(place: string, own: string, other: string): Fault {
  return {
    place,
    fault: `SQL of ${own} names the schema of ${other}`,
    remedy: `ask ${other} through its index.ts, or keep a copy in a table of ${own}`,
  }
}
