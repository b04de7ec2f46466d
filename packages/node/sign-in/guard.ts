import type { FastifyRequest } from 'fastify'
import type { Clock } from '../platform/index.ts'
import { type TokenRules, verifyAccessToken } from './access-token.ts'
import { findCookie } from './cookies.ts'
import type { Officer } from './officer.ts'
import { isSafe, verifyOwnRequest } from './own-request.ts'
import type { SessionStore } from './session-store.ts'
import { SignInError } from './sign-in-error.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; set by `requireOfficer`. */
    officer?: Officer | undefined
  }
}

export type GuardOptions = {
  publicUrl: string
  cookieName: string
  sessions: SessionStore
  token: TokenRules
  clock: Clock
}

/** A hook (onRequest or preHandler) that refuses whoever is not signed in. Throws SignInError. */
export type RequireOfficer = (request: FastifyRequest) => Promise<void>

/**
 * Lets a request pass that carries a session's cookie or an access token. With a cookie, a request that can change
 * something must also come from our own pages; an access token is never sent by a browser on its own.
 */
export function createGuard(options: GuardOptions): RequireOfficer {
  return async (request) => {
    const { authorization } = request.headers
    request.officer =
      authorization === undefined
        ? await officerOfCookie(request, options)
        : await officerOfToken(authorization, options)
  }
}

/** The officer of a guarded request. Throws SignInError NOT_SIGNED_IN when the guard did not stand before it. */
export function getOfficer(request: FastifyRequest): Officer {
  if (request.officer) return request.officer
  throw notSignedIn()
}

async function officerOfCookie(request: FastifyRequest, options: GuardOptions): Promise<Officer> {
  const id = findCookie(request, options.cookieName)
  if (!id) throw notSignedIn()
  if (!isSafe(request)) verifyOwnRequest(request, options.publicUrl)
  const officer = await options.sessions.findOfficer(id)
  if (officer) return officer
  throw new SignInError('SESSION_EXPIRED', 'the session has ended', { remedy: 'sign in again' })
}

async function officerOfToken(authorization: string, options: GuardOptions): Promise<Officer> {
  const token = /^Bearer ([\w.~+/=-]{1,8192})$/i.exec(authorization)?.[1]
  if (!token) throw new SignInError('TOKEN_INVALID', 'the authorization header carries no bearer token')
  const { officer, issuedAt } = await verifyAccessToken(token, options.token, options.clock)
  const revokedAt = await options.sessions.findRevocation(officer.id)
  if (!revokedAt || issuedAt > revokedAt) return officer
  throw new SignInError('TOKEN_REVOKED', 'the access token was revoked', { remedy: 'sign in again' })
}

function notSignedIn(): SignInError {
  return new SignInError('NOT_SIGNED_IN', 'nobody is signed in', { remedy: 'sign in at /auth/sign-in' })
}
