import { LogError, parseTilePath } from '@isthmus/protocol/log'
import type { FastifyInstance } from 'fastify'
import type { AuditLog } from './audit-log.ts'
import type { Checkpoints } from './checkpoints.ts'
import { AuditLogError } from './errors.ts'

/** The newest checkpoint that enough witnesses have cosigned. Throws AuditLogError LOG_POSITION_UNKNOWN of an empty log. */
export async function readCheckpointNote(checkpoints: Checkpoints, cosignatures: number): Promise<string> {
  const published = await checkpoints.readPublished(cosignatures)
  if (published) return published.note
  throw new AuditLogError('LOG_POSITION_UNKNOWN', 'the log has no checkpoint yet')
}

/** `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]`. Throws AuditLogError LOG_POSITION_UNKNOWN. */
export async function readTilePath(log: AuditLog, path: string): Promise<Buffer> {
  const id = toTileId(path)
  const bytes =
    id.level === 'entries' ? await log.tiles.readBundle(id) : await log.tiles.read({ ...id, level: id.level })
  return Buffer.from(bytes)
}

function toTileId(path: string): ReturnType<typeof parseTilePath> {
  try {
    return parseTilePath(path)
  } catch (fault) {
    if (!(fault instanceof LogError)) throw fault
    throw new AuditLogError('LOG_POSITION_UNKNOWN', fault.message, { cause: fault })
  }
}

/** The log as C2SP tlog-tiles lays it out: commitments and hashes, which tell nothing without the sealed entries. */
export function serveTiles(
  http: FastifyInstance,
  { log, checkpoints, cosignatures }: { log: AuditLog; checkpoints: Checkpoints; cosignatures: () => number },
): void {
  http.get('/peer/v1/log/checkpoint', async (_request, reply) => {
    reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache')
    return readCheckpointNote(checkpoints, cosignatures())
  })
  http.get<{ Params: { '*': string } }>('/peer/v1/log/tile/*', async (request, reply) => {
    const bytes = await readTilePath(log, `tile/${request.params['*']}`)
    const isPartial = request.params['*'].includes('.p/')
    // A full tile never changes.
    reply
      .type('application/octet-stream')
      .header('cache-control', isPartial ? 'no-cache' : 'max-age=31536000, immutable')
    return bytes
  })
}
