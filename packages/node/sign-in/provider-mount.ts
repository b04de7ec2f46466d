import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Provider } from 'oidc-provider'
import type { CookieNames } from './cookies.ts'
import { mountPath } from './embedded-provider.ts'

type ProviderRequest = IncomingMessage & { originalUrl?: string }

export type ProviderMount = { provider: Provider; publicUrl: string; cookies: CookieNames['provider'] }

/** Serves the embedded provider under /oidc of the same server. */
export async function mountProvider(fastify: FastifyInstance, mount: ProviderMount): Promise<void> {
  const serve = mount.provider.callback()
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    // The provider reads the body itself.
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.all(`${mountPath}/*`, async (request, reply) => {
      reply.hijack()
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value)
      }
      await serve(toProviderRequest(request.raw, mount), reply.raw)
    })
  })
}

function toProviderRequest(request: ProviderRequest, mount: ProviderMount): ProviderRequest {
  const address = new URL(mount.publicUrl)
  const path = (request.url ?? '').slice(mountPath.length)
  const [name] = path.split('?')
  // A code in the address would be submitted by an inline script, and could be somebody else's.
  const isDeviceStart = request.method === 'GET' && name === '/device'
  request.originalUrl = `${mountPath}${isDeviceStart ? '/device' : path}`
  request.url = isDeviceStart ? '/device' : path
  // Links are built from these; a stranger's Host or X-Forwarded-* must not choose where they lead.
  request.headers.host = address.host
  request.headers['x-forwarded-proto'] = address.protocol.slice(0, -1)
  delete request.headers['x-forwarded-host']
  delete request.headers['x-forwarded-for']
  // Every sign-in begins without the provider's session, so that another officer can be chosen without signing out.
  if (isDeviceStart || /^\/auth(\/|$)/.test(name ?? '')) {
    const cookie = withoutCookie(request.headers.cookie, mount.cookies.session)
    if (cookie) request.headers.cookie = cookie
    else delete request.headers.cookie
  }
  return request
}

function withoutCookie(header: string | undefined, name: string): string | undefined {
  return header
    ?.split(';')
    .map((pair) => pair.trim())
    .filter((pair) => !pair.startsWith(`${name}=`) && !pair.startsWith(`${name}.`))
    .join('; ')
}
