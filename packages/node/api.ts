import { Readable } from 'node:stream'
import {
  hasShape,
  type Operation,
  type OperationName,
  operations,
  parse,
  type SchemaName,
  toOpenApi,
} from '@isthmus/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Download } from './exchange/index.ts'
import { type Admitted, type GuardParts, getAdmitted, recordUnreadable, verifyPermitted } from './guards.ts'
import { toGoneSignal } from './platform/index.ts'
import type { StatedQuestion } from './policy/index.ts'
import type { RequireOfficer } from './sign-in/index.ts'

export type Call = {
  officer: Admitted
  body: unknown
  id: string
  query: Readonly<Record<string, unknown>>
  /** Parameters of the path as they came; `*` is what stands for the asterisk. */
  params: Readonly<Record<string, string | undefined>>
  /** Which part of a file is asked for. */
  headers: { range?: string | undefined; 'if-range'?: string | undefined }
  /** Aborts when whoever asked has gone. */
  signal: AbortSignal
}

/** Answers one operation: a value that becomes JSON, or a stream of values that become lines. */
export type Handler = (call: Call) => Promise<unknown>
export type StreamHandler = (call: Call) => Promise<(signal: AbortSignal) => AsyncIterable<unknown>>

/** Operations whose answer is a stream: lines of JSON, or of CSV. */
type StreamedOperation = Extract<(typeof operations)[number], { answer: 'ndjson' | 'csv' }>['name']

export type Handlers = {
  [Name in OperationName]: Name extends StreamedOperation ? StreamHandler : Handler
}

/** Batch files are the largest body; everything else is small. */
const bodyLimits: Partial<Record<OperationName, number>> = {
  'search.batch': 9 * 1024 * 1024,
  'attachment.upload': 4 * 1024 * 1024,
  'source.inspect': 1024 * 1024,
  'source.connect': 1024 * 1024,
}

/** Registers every operation of the contract behind the same guards: signed in, as the contract says, permitted. */
export function registerApi(
  http: FastifyInstance,
  parts: GuardParts & { requireOfficer: RequireOfficer; publicUrl: string; version: string },
  handlers: Handlers,
): void {
  const openApi = toOpenApi({ url: parts.publicUrl, version: parts.version })
  http.get('/api/openapi.json', async () => openApi)
  for (const operation of operations) {
    const register = 'body' in operation && operation.body === 'bytes' ? routeBytes : route
    register(http, {
      method: operation.method,
      url: operation.path,
      bodyLimit: bodyLimits[operation.name] ?? 256 * 1024,
      // A download is logged as an act; asking for its header fields alone must not be one.
      exposeHeadRoute: operation.answer !== 'file',
      onRequest: parts.requireOfficer,
      ...(operation.name.startsWith('search.') ? { errorHandler: noteUnreadable(parts, operation) } : {}),
      handler: (request, reply) =>
        perform(parts, { operation, handler: handlers[operation.name] }, { request, reply }),
    })
  }
}

function route(http: FastifyInstance, options: RouteOptions): void {
  http.route(options)
}

/** Chunks that are in memory at the same time; each has 4 MiB. */
const mostAtOnce = 8

/** In a room of its own, since it alone takes bytes. A chunk too many is to be sent again in a second. */
function routeBytes(http: FastifyInstance, { onRequest, ...options }: RouteOptions): void {
  let underWay = 0
  http.register(async (room) => {
    room.removeAllContentTypeParsers()
    room.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    )
    room.addHook('onRequest', async (_request, reply) => {
      if (underWay >= mostAtOnce) {
        const problem = { status: 429, code: 'TOO_MANY_CHUNKS', title: 'Too many chunks at once' }
        return reply.code(429).header('retry-after', 1).type('application/problem+json').send(problem)
      }
      underWay += 1
      reply.raw.once('close', () => {
        underWay -= 1
      })
    })
    room.route({ ...options, ...(onRequest ? { onRequest } : {}) })
  })
}

/** A search that could not even be read was tried all the same; its fault goes on to where errors become HTTP. */
function noteUnreadable(parts: GuardParts, { name }: Operation) {
  return async (fault: Error, request: FastifyRequest): Promise<never> => {
    await recordUnreadable(parts, { operation: name, request, fault })
    throw fault
  }
}

async function perform(
  parts: GuardParts,
  { operation, handler }: { operation: Operation; handler: Handler | StreamHandler },
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<unknown> {
  const officer = await getAdmitted(parts, { operation: operation.name, request })
  const body = parseBody(operation, request.body)
  const question = operation.body === 'bytes' ? undefined : questionOf(operation.body, body)
  await verifyPermitted(parts, officer, { operation: operation.name, ...(question ? { question } : {}) })
  const call: Call = {
    officer,
    body,
    id: idOf(request.params),
    query: request.query as Record<string, unknown>,
    params: request.params as Record<string, string | undefined>,
    headers: { range: request.headers.range, 'if-range': firstOf(request.headers['if-range']) },
    signal: toGoneSignal(reply),
  }
  if (operation.answer === 'file') return sendFile((await (handler as Handler)(call)) as Download, reply)
  if (operation.answer !== 'ndjson' && operation.answer !== 'csv') {
    if (operation.answer === 'zip')
      reply
        .type('application/zip')
        .header('content-disposition', 'attachment; filename="isthmus-evidence.zip"')
    if (operation.answer === 'json-ld') reply.type('application/ld+json')
    if (operation.answer === 'text') reply.type('text/plain; charset=utf-8')
    if (operation.answer === 'bytes') reply.type('application/octet-stream')
    return (handler as Handler)(call)
  }
  const produce = await (handler as StreamHandler)(call)
  if (operation.answer === 'csv') return sendTable(produce(call.signal), reply)
  return sendLines(produce(call.signal), reply)
}

function parseBody({ body }: Operation, given: unknown): unknown {
  if (body === undefined) return undefined
  // Taken by a parser that gives nothing else; a request without a body has none.
  if (body === 'bytes') return Buffer.isBuffer(given) ? given : Buffer.alloc(0)
  return parse(body as Parameters<typeof parse>[0], given)
}

function firstOf(field: string | string[] | undefined): string | undefined {
  return Array.isArray(field) ? field[0] : field
}

/** As much of a file in memory as is being sent; the connection breaks where the file does. */
function sendFile({ status, headers, content }: Download, reply: FastifyReply): FastifyReply {
  return reply
    .code(status)
    .headers(headers)
    .send(Readable.from(content, { objectMode: false, highWaterMark: 64 * 1024 }))
}

function questionOf(schema: SchemaName | undefined, body: unknown): StatedQuestion | undefined {
  if (schema === 'SearchRequest' && hasShape('SearchRequest', body)) return body
  if (schema === 'BatchRequest' && hasShape('BatchRequest', body)) return body
  return undefined
}

/** Lines as they come; when the reader goes away, the work behind them is told to stop. */
function sendLines(values: AsyncIterable<unknown>, reply: FastifyReply): FastifyReply {
  return reply
    .type('application/x-ndjson')
    .header('x-accel-buffering', 'no')
    .send(Readable.from(toLines(values), { objectMode: true, highWaterMark: 16 }))
}

/** Lines that are written already, as a file to keep. */
function sendTable(lines: AsyncIterable<unknown>, reply: FastifyReply): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8; header=present')
    .header('content-disposition', 'attachment; filename="isthmus-log.csv"')
    .send(Readable.from(lines, { objectMode: true, highWaterMark: 64 }))
}

async function* toLines(values: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const value of values) yield `${JSON.stringify(value)}\n`
}

function idOf(params: unknown): string {
  const id = (params as { id?: unknown } | undefined)?.id
  return typeof id === 'string' && /^[a-z0-9-]{2,64}$/.test(id) ? id : ''
}
