import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { compile, type JSONSchema } from 'json-schema-to-typescript'

const root = join(import.meta.dirname, '..')
const contract = join(root, 'contract')

export type GeneratedFile = { path: string; text: string }

type SchemaFile = { file: string; title: string; schema: Record<string, unknown> }

/** Every file of the contract, turned into types and an explicit list of schemas. */
export async function generateContract(): Promise<GeneratedFile[]> {
  const files = readSchemas()
  return [
    { path: join(contract, 'generated/types.ts'), text: await typesOf(files) },
    { path: join(contract, 'generated/schemas.ts'), text: listOf(files) },
  ]
}

function readSchemas(): SchemaFile[] {
  return globSync('{entities,peer,node}/*.json', { cwd: contract })
    .sort()
    .map((file) => {
      const schema = JSON.parse(readFileSync(join(contract, file), 'utf8')) as Record<string, unknown>
      return { file, title: String(schema.title), schema }
    })
}

async function typesOf(files: SchemaFile[]): Promise<string> {
  const titles = new Map(files.map(({ file, title }) => [basename(file), title]))
  const definitions = Object.fromEntries(
    files.map(({ title, schema }) => [title, withLocalReferences({ ...schema, $id: undefined }, titles)]),
  )
  // The root is only a carrier for the definitions; nothing uses its own type.
  const carrier = {
    title: 'Contract',
    type: 'object',
    additionalProperties: false,
    definitions,
  } as JSONSchema
  return compile(carrier, 'Contract', {
    bannerComment: '// Made from contract/**/*.json by `npm run generate`; do not edit.',
    unreachableDefinitions: true,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    strictIndexSignatures: true,
    format: false,
  })
}

function withLocalReferences(value: unknown, titles: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withLocalReferences(item, titles))
  if (typeof value !== 'object' || value === null) return value
  if ('$ref' in value) return { $ref: `#/definitions/${titles.get(basename(String(value.$ref)))}` }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, withLocalReferences(inner, titles)]),
  )
}

function listOf(files: SchemaFile[]): string {
  const imports = files.map(({ file, title }) => `import ${title} from '../${file}' with { type: 'json' }`)
  const names = files.map(({ title }) => `  ${title},`)
  return [
    '// Made from contract/**/*.json by `npm run generate`; do not edit.',
    ...imports,
    '',
    'export const schemas = {',
    ...names,
    '} as const',
    '',
    'export type SchemaName = keyof typeof schemas',
    '',
  ].join('\n')
}

if (import.meta.main) {
  for (const { path, text } of await generateContract()) {
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, text)
    console.log(`written ${path}`)
  }
}
