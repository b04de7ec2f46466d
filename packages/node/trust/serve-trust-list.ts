import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { TrustReader } from './reader.ts'
import type { Trust } from './trust.ts'

/** Requests from one address in a minute. */
const requestsPerMinute = 600

/**
 * Gives the list in force, and each former one, to whoever asks: it is signed, and works as well from a peer as from the
 * operators.
 */
export function serveTrustList(
  http: FastifyInstance,
  parts: { trust: Trust; reader: TrustReader; path: string },
): void {
  http.register(async (door) => {
    await door.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 })
    door.get(parts.path, async (request, reply) => {
      const { text, hash } = parts.trust.verified
      const tag = `"${hash}"`
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return sendList(reply.header('etag', tag).header('cache-control', 'no-cache'), text)
    })
    door.get<{ Params: { version: string } }>(`${parts.path}/:version`, async ({ params }, reply) => {
      const version = /^[1-9]\d{0,14}$/.test(params.version) ? Number(params.version) : 0
      const text = await parts.reader.findText(version)
      if (text === undefined)
        return reply
          .code(404)
          .send({ status: 404, code: 'VERSION_UNKNOWN', title: 'There is no such version here' })
      return sendList(reply, text)
    })
  })
}

function sendList(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('application/jose+json').send(text)
}
