import type { FastifyReply, FastifyRequest } from 'fastify'

export type CookieNames = {
  session: string
  pending: string
  /** The embedded provider's own. */
  provider: { session: string; interaction: string; resume: string }
}

/**
 * Names of the cookies. With https they carry `__Host-`, so that no sibling host can set them. With http they carry the
 * port, because peers on one machine share the cookies of `localhost`.
 */
export function cookieNames(publicUrl: string): CookieNames {
  const address = new URL(publicUrl)
  const isSecure = address.protocol === 'https:'
  const suffix = isSecure ? '' : `-${address.port || '80'}`
  return {
    session: `${isSecure ? '__Host-' : ''}isthmus-session${suffix}`,
    pending: `${isSecure ? '__Host-' : ''}isthmus-sign-in${suffix}`,
    provider: {
      session: `isthmus-provider-session${suffix}`,
      interaction: `isthmus-provider-interaction${suffix}`,
      resume: `isthmus-provider-resume${suffix}`,
    },
  }
}

export function setCookie(
  reply: FastifyReply,
  cookie: { name: string; value: string },
  publicUrl: string,
): void {
  reply.setCookie(cookie.name, cookie.value, attributesFor(publicUrl))
}

export function clearCookie(reply: FastifyReply, name: string, publicUrl: string): void {
  reply.clearCookie(name, attributesFor(publicUrl))
}

/** The value of a cookie that has the form of our identifiers. */
export function findCookie(request: FastifyRequest, name: string): string | undefined {
  const value = request.cookies[name]
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined
}

function attributesFor(publicUrl: string) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: publicUrl.startsWith('https:') } as const
}
