import type { FastifyInstance } from 'fastify'
import type { Witness } from './witness.ts'

const longestBody = 64 * 1024

/** `POST /peer/v1/add-checkpoint` (C2SP tlog-witness). Whoever signs as a known log may ask. */
export function serveWitness(http: FastifyInstance, witness: Witness): void {
  http.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: longestBody }, (_request, body, done) =>
      done(null, body),
    )
    scope.post('/peer/v1/add-checkpoint', { bodyLimit: longestBody }, async (request, reply) => {
      const { status, body } = await witness.addCheckpoint(
        typeof request.body === 'string' ? request.body : '',
      )
      // C2SP tlog-witness names this type for the size in a 409.
      reply.code(status).type(status === 409 ? 'text/x.tlog.size' : 'text/plain; charset=utf-8')
      return body
    })
  })
}
