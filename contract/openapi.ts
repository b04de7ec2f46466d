import { basename } from 'node:path'
import { type SchemaName, schemas } from './generated/schemas.ts'
import { type Operation, operations } from './operations.ts'

/** The peer's API as OpenAPI 3.1, made from the operations and schemas of the contract. */
export function toOpenApi(server: { url: string; version: string }): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Isthmus peer',
      version: server.version,
      description:
        'What the pages and the command line of a peer may call. Peers speak to each other in sealed envelopes instead.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: server.url }],
    security: [{ session: [] }, { token: [] }],
    paths: toPaths(),
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [name, withLocalReferences(withoutId(schema))]),
      ),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-isthmus-session',
          description: 'Over plain http on the own machine its name is isthmus-session-<port>',
        },
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  }
}

function toPaths(): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}').replace('*', '{path}')
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: toPathItem(operation) }
  }
  return paths
}

function toPathItem(operation: Operation): object {
  const parameters = [...pathParametersOf(operation), ...queryParametersOf(operation)]
  return {
    operationId: operation.name,
    tags: [operation.name.split('.')[0]],
    summary: operation.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.body
      ? {
          requestBody: {
            required: true,
            content:
              operation.body === 'bytes'
                ? toContent('bytes')
                : { 'application/json': { schema: referenceTo(operation.body) } },
          },
        }
      : {}),
    responses: {
      200: { description: 'Done', content: toContent(operation.answer) },
      '4XX': {
        description: 'Refused, with the reason',
        content: { 'application/problem+json': { schema: referenceTo('Problem') } },
      },
    },
  }
}

function pathParametersOf({ path }: Operation): object[] {
  return [...path.matchAll(/:(\w+)|\*/g)].map(([, name = 'path']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParametersOf({ query = {} }: Operation): object[] {
  return Object.entries(query).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  }))
}

function toContent(answer: Operation['answer']): object {
  if (answer === 'ndjson') return { 'application/x-ndjson': { schema: referenceTo('SearchEvent') } }
  if (answer === 'csv') return { 'text/csv': { schema: { type: 'string' } } }
  if (answer === 'text') return { 'text/plain': { schema: { type: 'string' } } }
  if (answer === 'bytes' || answer === 'file')
    return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
  if (answer === 'zip') return { 'application/zip': { schema: { type: 'string', format: 'binary' } } }
  if (answer === 'json-ld') return { 'application/ld+json': { schema: { type: 'object' } } }
  return { 'application/json': { schema: referenceTo(answer) } }
}

function referenceTo(name: SchemaName): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` }
}

const titles = new Map(Object.entries(schemas).map(([name, schema]) => [basename(schema.$id), name]))

function withoutId({ $id: _, ...schema }: { $id: string }): object {
  return schema
}

function withLocalReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLocalReferences)
  if (typeof value !== 'object' || value === null) return value
  if ('$ref' in value) return { $ref: `#/components/schemas/${titles.get(basename(String(value.$ref)))}` }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withLocalReferences(inner)]))
}
