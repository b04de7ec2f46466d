import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sendNotFound } from './platform/index.ts'

const builtPages = join(import.meta.dirname, '../web/dist')

/** Paths that belong to programs: what is not there is a Problem, not a page. */
const notPages = /^\/(api|auth|oidc|peer|assets)(\/|\?|$)/

/** Serves the built pages; every path that is no file and no API is the one page, whose router knows it. */
export function registerPages(http: FastifyInstance, folder = builtPages): void {
  const isBuilt = existsSync(join(folder, 'index.html'))
  if (isBuilt) {
    http.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      setHeaders: (reply, path) => {
        // File names under assets/ carry a hash of their content.
        reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  }
  http.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || notPages.test(request.url)) return sendNotFound(reply)
    if (isBuilt) return reply.sendFile('index.html')
    return reply
      .code(503)
      .type('text/plain')
      .send('The pages have not been built yet: npm run build -w packages/web\n')
  })
}
