import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const built = join(import.meta.dirname, '../web/dist')

/** Serves the built pages; every path that is no file and no API is the one page, whose router knows it. */
export function registerPages(http: FastifyInstance): void {
  if (!existsSync(join(built, 'index.html'))) {
    http.get('/', (_request, reply) => reply.code(503).type('text/plain').send('The pages have not been built yet: npm run build -w packages/web\n'))
    return
  }
  http.register(fastifyStatic, {
    root: built,
    wildcard: false,
    setHeaders: (reply, path) => {
      // File names under assets/ carry a hash of their content.
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  http.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(api|auth|oidc|peer|assets)\//.test(request.url)
    if (isPage) return reply.sendFile('index.html')
    return reply.code(404).type('application/problem+json').send({ status: 404, code: 'NOT_FOUND', title: 'There is no such thing here' })
  })
}
