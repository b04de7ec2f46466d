import type { RequestListener, Server } from 'node:http'
import type { Problem, Refusal } from '@isthmus/contract'
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { framesOf, NodeError } from './error.ts'
import type { Logger } from './logger.ts'

/** Status by code; a code that is not in the list leaves the house as 500 without a word. */
const statuses: Readonly<Record<string, number>> = {
  SEARCH_REFUSED: 422,
  BATCH_UNREADABLE: 422,
  BATCH_TOO_LONG: 422,
  CONTRACT_VIOLATED: 400,
  MAPPING_UNREADABLE: 422,
  MAPPING_INVALID: 422,
  MAPPING_NAMES_MISSING_FIELD: 422,
  SOURCE_NOT_FOUND: 404,
  RUN_NOT_FOUND: 404,
  SOURCE_ALREADY_CONNECTED: 409,
  RUN_ALREADY_RUNNING: 409,
  RUN_NOT_RUNNING: 409,
  INDEX_BUSY: 409,
  PAIR_NOT_FOUND: 404,
  REASON_MISSING: 422,
  MESSAGE_NOT_FOUND: 404,
  MESSAGE_NOT_DEAD: 409,
  MESSAGE_TOO_OLD: 409,
  IDEMPOTENCY_KEY_REUSED: 409,
  ATTACHMENT_NOT_FOUND: 404,
  ATTACHMENT_REFUSED: 422,
  ATTACHMENT_TOO_LARGE: 422,
  ATTACHMENT_NO_ROOM: 422,
  ATTACHMENT_INCOMPLETE: 409,
  ATTACHMENT_BROKEN: 409,
  ATTACHMENT_SETTLED: 409,
  PEER_UNKNOWN: 404,
  INCIDENT_NOT_FOUND: 404,
  INCIDENT_CLOSED: 409,
  NOTE_MISSING: 422,
  ENTRY_NOT_FOUND: 404,
  NAME_UNKNOWN: 404,
  ANOMALY_NOT_FOUND: 404,
  WINDOW_INVALID: 422,
  NAME_TOO_SHORT: 422,
  RECONCILIATION_RUNNING: 409,
  CONFIG_INVALID: 422,
  SOURCE_UNREACHABLE: 422,
  SOURCE_MALFORMED: 422,
  SOURCE_REPLACED: 409,
  SOURCE_TOO_LARGE: 422,
  SECRET_IN_CONFIGURATION: 422,
  SOURCE_PLACE_REFUSED: 422,
  READ_CANCELLED: 422,
  NOT_PERMITTED: 403,
}

export const contentSecurityPolicy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"

const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}

/** Aborts when whoever waits for this answer has gone, so that the work behind it can stop. */
export function toGoneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  if (reply.raw.destroyed) gone.abort()
  else reply.raw.once('close', () => gone.abort())
  return gone.signal
}

export type HttpOptions = {
  trustedProxies?: readonly string[]
  /** Another server than plain HTTP; it brings its own time limits. */
  createServer?: (listener: RequestListener) => Server
}

/** The peer's HTTP server: bounded bodies, security headers on every answer, and one place where errors become HTTP. */
export function createHttp(
  logger: Logger,
  { trustedProxies = [], createServer }: HttpOptions = {},
): FastifyInstance {
  const http = fastify({
    ...(createServer ? { serverFactory: createServer } : {}),
    loggerInstance: logger.child({}, { level: 'warn' }) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 256 * 1024,
    requestTimeout: 60_000,
    keepAliveTimeout: 72_000,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  })
  http.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(securityHeaders)) {
      if (!reply.hasHeader(name)) reply.header(name, value)
    }
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store')
  })
  http.setErrorHandler((fault: FastifyError, request, reply) =>
    sendProblem(logger, fault, { request, reply }),
  )
  return http
}

/** A path that nothing answers, as a Problem. */
export function sendNotFound(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .type('application/problem+json')
    .send({ status: 404, code: 'NOT_FOUND', title: titleOf(404) })
}

function sendProblem(
  logger: Logger,
  fault: FastifyError | Error,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): FastifyReply {
  const problem = toProblem(fault)
  if (problem.status >= 500) {
    logger.error(
      { code: problem.code, fault: fault.name, stack: framesOf(fault), path: request.url.split('?')[0] },
      'request failed',
    )
  }
  return reply.code(problem.status).type('application/problem+json').send(problem)
}

/** What may leave the house of an error (RFC 9457): known codes in words, everything else as a bare 500. */
export function toProblem(fault: FastifyError | Error): Problem {
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : 'UNKNOWN'
  const known = statuses[code] ?? ownStatusOf(fault)
  if (known !== undefined && known < 500) {
    const remedy = remedyOf(fault)
    // Connector faults carry the remedy at the end of their message as well.
    const detail = remedy ? fault.message.replace(`. ${remedy}`, '') : fault.message
    return {
      status: known,
      code,
      title: titleOf(known),
      detail,
      ...(remedy ? { remedy } : {}),
      ...refusalOf(fault),
    }
  }
  if ('validation' in fault && fault.validation) {
    return { status: 400, code: 'REQUEST_INVALID', title: titleOf(400), detail: fault.message }
  }
  const status = 'statusCode' in fault && typeof fault.statusCode === 'number' ? fault.statusCode : 500
  if (status >= 400 && status < 500) return { status, code, title: titleOf(status), detail: fault.message }
  return { status: 500, code: fault instanceof NodeError ? code : 'FAULT', title: titleOf(500) }
}

function ownStatusOf(fault: Error): number | undefined {
  return fault instanceof NodeError && 'statusCode' in fault && typeof fault.statusCode === 'number'
    ? fault.statusCode
    : undefined
}

function remedyOf(fault: Error): string | undefined {
  return 'remedy' in fault && typeof fault.remedy === 'string' ? fault.remedy : undefined
}

function refusalOf(fault: Error): { refusal?: Refusal } {
  return 'refusal' in fault && fault.refusal ? { refusal: fault.refusal as Refusal } : {}
}

function titleOf(status: number): string {
  const titles: Readonly<Record<number, string>> = {
    400: 'The request is not as the contract says',
    401: 'Nobody is signed in',
    403: 'This is not permitted',
    404: 'There is no such thing here',
    409: 'It does not fit the present state',
    413: 'The request is too large',
    415: 'The content type is not JSON',
    422: 'The request cannot be carried out',
    429: 'Too many requests',
  }
  return titles[status] ?? 'Something failed here; it has been logged'
}
