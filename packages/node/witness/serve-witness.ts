import type { WitnessedNotes } from '@isthmus/contract'
import type { FastifyInstance } from 'fastify'
import type { Witness } from './witness.ts'

export const witnessedPath = '/peer/v1/witnessed'

const longestBody = 64 * 1024

/**
 * `POST /peer/v1/add-checkpoint` (C2SP tlog-witness): whoever signs as a known log may ask. `GET /peer/v1/witnessed`: what was
 * cosigned here, for other witnesses to compare.
 */
export function serveWitness(http: FastifyInstance, witness: Witness): void {
  http.get(witnessedPath, async (): Promise<WitnessedNotes> => ({ notes: await witness.listNotes() }))
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
