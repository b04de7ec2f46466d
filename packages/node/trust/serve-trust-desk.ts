import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { trustRequestsPath } from './desk-client.ts'
import { TrustError } from './errors.ts'
import type { TrustDesk } from './trust-desk.ts'

const requestsPerMinute = 20
const longestRequest = 60_000

/** Takes requests of peers, and of those who want to become one: they are signed, and whoever joins has an invitation. */
export function serveTrustDesk(http: FastifyInstance, desk: TrustDesk): void {
  http.register(async (door) => {
    await door.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 })
    door.addContentTypeParser(
      'application/jose+json',
      { parseAs: 'string', bodyLimit: longestRequest },
      (_request, body, done) => done(null, body),
    )
    door.post(trustRequestsPath, async ({ body }, reply) => {
      try {
        return await desk.receive(typeof body === 'string' ? body : '')
      } catch (fault) {
        if (!(fault instanceof TrustError)) throw fault
        const { code, message: title, remedy } = fault
        return reply.code(400).send({ status: 400, code, title, ...(remedy ? { detail: remedy } : {}) })
      }
    })
  })
}
