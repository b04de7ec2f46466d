import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../platform/index.ts'
import { type CookieNames, clearCookie, findCookie, setCookie } from './cookies.ts'
import { getOfficer, type RequireOfficer } from './guard.ts'
import { type Officer, type OfficerRules, parseOfficer } from './officer.ts'
import { verifySameOrigin } from './own-request.ts'
import { style, stylePath } from './page-style.ts'
import { wordsFor } from './page-words.ts'
import { goOnPage, sendPage } from './pages.ts'
import type { RelyingParty } from './relying-party.ts'
import type { SessionStore } from './session-store.ts'
import { SignInError } from './sign-in-error.ts'
import { type RecordSignIn, toActor } from './sign-in-event.ts'

export type BrowserRoutes = {
  publicUrl: string
  cookies: CookieNames
  sessions: SessionStore
  relyingParty: RelyingParty
  officer: OfficerRules
  requireOfficer: RequireOfficer
  record: RecordSignIn
  clock: Clock
}

/** Signing in and out with a browser. */
export function registerBrowserRoutes(fastify: FastifyInstance, routes: BrowserRoutes): void {
  fastify.get(stylePath, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(style),
  )
  fastify.get('/auth/sign-in', (request, reply) => beginSignIn(routes, request, reply))
  fastify.get('/auth/callback', (request, reply) => finishSignIn(routes, request, reply))
  fastify.post('/auth/sign-out', (request, reply) => signOut(routes, request, reply))
  fastify.post('/auth/sign-out-everywhere', { onRequest: routes.requireOfficer }, async (request, reply) => {
    const officer = getOfficer(request)
    await routes.record({
      event: 'sign-in.revoked',
      means: 'browser',
      at: routes.clock(),
      officer: toActor(officer),
    })
    const ended = await routes.sessions.revoke(officer.id)
    clearCookie(reply, routes.cookies.session, routes.publicUrl)
    return { ended }
  })
}

async function beginSignIn(
  routes: BrowserRoutes,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // Strict cookies set in a chain of redirects that another site began would not come back within it.
  if (request.headers['sec-fetch-site'] === 'cross-site') {
    return sendPage(reply, goOnPage(wordsFor(request.headers['accept-language']), request.url))
  }
  const { returnTo } = request.query as { returnTo?: unknown }
  const { pending, address } = await routes.relyingParty.begin(toLocalPath(returnTo))
  const value = await routes.sessions.begin(pending)
  setCookie(reply, { name: routes.cookies.pending, value }, routes.publicUrl)
  return reply.header('cache-control', 'no-store').redirect(address.href, 303)
}

async function finishSignIn(
  routes: BrowserRoutes,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const query = new URL(request.url, routes.publicUrl).searchParams
  const id = findCookie(request, routes.cookies.pending)
  if (!id && !query.has('again')) {
    query.set('again', '1')
    return sendPage(reply, goOnPage(wordsFor(request.headers['accept-language']), `/auth/callback?${query}`))
  }
  query.delete('again')
  clearCookie(reply, routes.cookies.pending, routes.publicUrl)
  const pending = id ? await routes.sessions.take(id) : undefined
  if (!pending) {
    throw new SignInError(
      'SIGN_IN_NOT_BEGUN',
      'this sign-in was not begun in this browser, or it has expired',
      {
        remedy: 'sign in again',
      },
    )
  }
  const officer = parseOfficer(await routes.relyingParty.finish(query, pending), routes.officer)
  await openSession(routes, officer, { request, reply })
  return reply.header('cache-control', 'no-store').redirect(pending.returnTo, 303)
}

async function openSession(
  routes: BrowserRoutes,
  officer: Officer,
  exchange: { request: FastifyRequest; reply: FastifyReply },
): Promise<void> {
  await routes.record({
    event: 'sign-in.granted',
    means: 'browser',
    at: routes.clock(),
    officer: toActor(officer),
  })
  const previous = findCookie(exchange.request, routes.cookies.session)
  if (previous) await routes.sessions.close(previous)
  const value = await routes.sessions.open(officer)
  setCookie(exchange.reply, { name: routes.cookies.session, value }, routes.publicUrl)
}

/** A form on our pages gets a redirect, a fetch gets JSON. */
async function signOut(
  routes: BrowserRoutes,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false
  if (isForm) verifySameOrigin(request, routes.publicUrl)
  const id = findCookie(request, routes.cookies.session)
  if (id) await endSession(routes, request, { id, isForm })
  clearCookie(reply, routes.cookies.session, routes.publicUrl)
  return isForm ? reply.redirect('/', 303) : reply.send({ signedOut: true })
}

async function endSession(
  routes: BrowserRoutes,
  request: FastifyRequest,
  session: { id: string; isForm: boolean },
): Promise<void> {
  if (session.isForm) {
    request.officer = await routes.sessions.findOfficer(session.id)
  } else {
    await routes.requireOfficer(request)
  }
  if (!request.officer) return
  await routes.record({
    event: 'sign-in.ended',
    means: 'browser',
    at: routes.clock(),
    officer: toActor(request.officer),
  })
  await routes.sessions.close(session.id)
}

/** A path of this peer; whatever could lead elsewhere becomes the start page. */
export function toLocalPath(returnTo: unknown): string {
  if (typeof returnTo !== 'string' || returnTo.length > 512 || !/^\/(?![/\\])[!-~]*$/.test(returnTo))
    return '/'
  const base = 'http://peer.invalid'
  const address = URL.parse(returnTo, base)
  if (address?.origin !== base || /^\/(auth|oidc)(\/|$)/.test(address.pathname)) return '/'
  return `${address.pathname}${address.search}`
}
