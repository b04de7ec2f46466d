import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sealedChunkBytes } from './attachment-cipher.ts'
import type { AttachmentInbox } from './attachment-inbox.ts'
import { ExchangeError } from './errors.ts'

/** Where chunks of files are brought. */
export const attachmentsPath = '/peer/v1/attachments'

export type AttachmentDoorParts = {
  attachments: AttachmentInbox
  /** Whose certificate the connection showed; chunks come over mutual TLS only. */
  tlsPeerOf: (request: FastifyRequest) => string | null
}

/** Chunks of one peer that are in memory at the same time; each is 4 MiB. */
const mostAtOnce = 4

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Chunks carry no signature of their own: the signed manifest names the file's digest and the key under which each chunk
 * must open at its place, and the connection says who brings it.
 */
export function openAttachmentDoor(
  http: FastifyInstance,
  { attachments, tlsPeerOf }: AttachmentDoorParts,
): void {
  const underWay = new Map<string, number>()
  http.register(async (door) => {
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    )
    door.addHook('onRequest', async (request, reply) => {
      const from = tlsPeerOf(request) ?? ''
      if (from === '') return reply.code(403).send({ status: 403, code: 'CERTIFICATE_UNKNOWN' })
      if (request.headers['content-encoding'] !== undefined) {
        return reply.code(415).send({ status: 415, code: 'CONTENT_ENCODING_REFUSED' })
      }
      if (request.method === 'PUT' && (underWay.get(from) ?? 0) >= mostAtOnce) {
        return reply.code(429).header('retry-after', 1).send({ status: 429, code: 'TOO_MANY_MESSAGES' })
      }
      if (request.method !== 'PUT') return
      underWay.set(from, (underWay.get(from) ?? 0) + 1)
      reply.raw.once('close', () => underWay.set(from, (underWay.get(from) ?? 1) - 1))
    })
    door.setErrorHandler((fault: Error & { statusCode?: number }, _request, reply) => {
      const status = fault instanceof ExchangeError ? statusOf(fault) : (fault.statusCode ?? 500)
      const code = fault instanceof ExchangeError ? fault.code : status < 500 ? 'ATTACHMENT_REFUSED' : 'FAULT'
      return reply.code(status).send({ status, code, title: 'The chunk was not taken' })
    })
    door.get(`${attachmentsPath}/:id`, async (request) =>
      attachments.progressOf(idOf(request), tlsPeerOf(request) ?? ''),
    )
    door.put(
      `${attachmentsPath}/:id/chunks/:number`,
      { bodyLimit: sealedChunkBytes },
      async (request, reply) => {
        const { number } = request.params as { number: string }
        const place = {
          attachmentId: idOf(request),
          from: tlsPeerOf(request) ?? '',
          number: /^\d{1,3}$/.test(number) ? Number(number) : -1,
        }
        await attachments.takeChunk(place, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
        return reply.code(204).send()
      },
    )
  })
}

function statusOf({ code }: ExchangeError): number {
  return code === 'ATTACHMENT_NOT_FOUND' ? 404 : 400
}

function idOf(request: FastifyRequest): string {
  const { id } = request.params as { id: string }
  if (uuid.test(id)) return id
  throw new ExchangeError('ATTACHMENT_NOT_FOUND', 'no such file was announced')
}
