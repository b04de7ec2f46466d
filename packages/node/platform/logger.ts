import { type Logger, pino } from 'pino'
import { framesOf } from './error.ts'

export type { Logger }

/**
 * Diagnostics for the operator. By invariant I8 it is never handed a name, a date of birth, a document number or a
 * search term; request bodies and query strings are not logged at all.
 */
export function createLogger(level: string, peerId: string): Logger {
  return pino({
    level,
    base: { peer: peerId },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: {
      err: (fault: Error & { code?: unknown }) => ({
        name: fault.name,
        code: fault.code,
        stack: framesOf(fault),
      }),
      req: (request: { method: string; url: string }) => ({
        method: request.method,
        path: request.url.split('?')[0],
      }),
    },
  })
}
