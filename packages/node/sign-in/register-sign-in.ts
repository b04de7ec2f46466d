import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose'
import { registerBrowserRoutes } from './browser-routes.ts'
import { cookieNames } from './cookies.ts'
import { DemoChooser } from './demo-chooser.ts'
import {
  createEmbeddedProvider,
  deviceClient,
  mountPath,
  scope as officerScope,
  pagesClient,
} from './embedded-provider.ts'
import { createGuard, type RequireOfficer } from './guard.ts'
import { defaultClaims, type OfficerRules } from './officer.ts'
import { type ExternalProvider, isExternal, type SignInOptions, verifyOptions } from './options.ts'
import { wordsFor } from './page-words.ts'
import { faultPage, sendPage } from './pages.ts'
import { type ProviderKey, readOrCreateProviderKey } from './provider-keys.ts'
import { mountProvider } from './provider-mount.ts'
import { cleanProviderStore } from './provider-store.ts'
import { RelyingParty, readClientSecret } from './relying-party.ts'
import { SessionStore } from './session-store.ts'
import { SignInError } from './sign-in-error.ts'
import { toActor } from './sign-in-event.ts'

const cleaningMs = 10 * 60_000

export type SignIn = {
  /** Hook for every route that needs an officer; use it as `onRequest`, so that no stranger's body is read. */
  requireOfficer: RequireOfficer
  /** Ends all sessions and access tokens of an officer; answers how many sessions there were. */
  revokeOfficer(officerId: string): Promise<number>
}

/** What stands behind the sign-in routes: the demonstration's provider or the organisation's. */
type Issuer = {
  relyingParty: RelyingParty
  officer: OfficerRules
  keys: JWTVerifyGetKey
  name: string
  scope: string
  deviceClientId: string | undefined
  register?: (fastify: FastifyInstance) => Promise<void>
}

/**
 * Registers /auth/* and, in a demonstration, /oidc/*, and decorates requests with `officer`.
 * Throws SignInError when the configuration may not run.
 */
export async function registerSignIn(fastify: FastifyInstance, given: SignInOptions): Promise<SignIn> {
  verifyOptions(given)
  const options = { ...given, publicUrl: new URL(given.publicUrl).origin }
  const { publicUrl, database, clock, record } = options
  const sessions = new SessionStore(database, clock)
  const cookies = cookieNames(publicUrl)
  const issuer = isExternal(options.provider)
    ? createExternalIssuer(options, options.provider)
    : await createEmbeddedIssuer(options)
  const requireOfficer = createGuard({
    publicUrl,
    cookieName: cookies.session,
    sessions,
    token: { issuer: issuer.name, audience: publicUrl, keys: issuer.keys, officer: issuer.officer },
    clock,
  })
  await fastify.register(cookie)
  fastify.decorateRequest('officer', undefined)
  await fastify.register(async (room) => {
    await furnish(room, options)
    registerBrowserRoutes(room, { ...issuer, publicUrl, cookies, sessions, requireOfficer, record, clock })
    room.get('/auth/configuration', () => ({
      issuer: issuer.name,
      audience: publicUrl,
      scope: issuer.scope,
      deviceClientId: issuer.deviceClientId,
      demo: options.mode === 'demo',
    }))
    await issuer.register?.(room)
  })
  cleanRegularly(fastify, options, sessions)
  return { requireOfficer, revokeOfficer: (officerId) => sessions.revoke(officerId) }
}

function createExternalIssuer(options: SignInOptions, provider: ExternalProvider): Issuer {
  const scope = 'openid profile'
  const relyingParty = new RelyingParty({
    issuer: provider.issuer,
    clientId: provider.clientId,
    ...(provider.clientSecretFile ? { clientSecret: readClientSecret(provider.clientSecretFile) } : {}),
    callbackUrl: `${options.publicUrl}/auth/callback`,
    scope,
  })
  return {
    scope,
    relyingParty,
    officer: { claims: { ...defaultClaims, ...provider.claims }, organisations: provider.organisations },
    keys: relyingParty.keys,
    name: provider.issuer,
    deviceClientId: provider.deviceClientId,
  }
}

async function createEmbeddedIssuer(options: SignInOptions): Promise<Issuer> {
  const { publicUrl, mode, officers } = options
  const key = await readOrCreateProviderKey(options.secrets.keystore)
  const clientSecret = randomBytes(32).toString('base64url')
  const name = `${publicUrl}${mountPath}`
  const cookies = cookieNames(publicUrl).provider
  const provider = createEmbeddedProvider({
    ...{ mode, publicUrl, cookies, key, clientSecret, officers },
    cookieKey: options.secrets.cookieKey,
    database: options.database,
    onDeviceGrant: (officer) =>
      options.record({
        event: 'sign-in.granted',
        means: 'device',
        at: options.clock(),
        officer: toActor(officer),
      }),
  })
  const chooser = new DemoChooser({ ...options, provider, key, now: options.clock })
  const scope = `openid ${officerScope}`
  return {
    relyingParty: new RelyingParty({
      ...{ issuer: name, clientId: pagesClient, clientSecret },
      callbackUrl: `${publicUrl}/auth/callback`,
      scope,
    }),
    scope,
    officer: {
      claims: defaultClaims,
      get organisations() {
        return officers().map((officer) => officer.organisation)
      },
    },
    keys: createLocalJWKSet({ keys: [toPublicKey(key)] }),
    name,
    deviceClientId: deviceClient,
    register: async (fastify) => {
      chooser.register(fastify)
      await mountProvider(fastify, { provider, publicUrl, cookies })
    },
  }
}

function toPublicKey({ kty, crv, x, y, kid, alg, use }: ProviderKey) {
  return { kty, crv, x, y, kid, alg, use } as { kty: 'EC' }
}

/** What all routes of the room have: a small body, a limit, and words for whoever is refused. */
async function furnish(room: FastifyInstance, options: SignInOptions): Promise<void> {
  await room.register(rateLimit, {
    max: options.requestsPerMinute ?? 240,
    timeWindow: 60_000,
    errorResponseBuilder: () =>
      new SignInError('TOO_MANY_REQUESTS', 'too many requests to the sign-in', { remedy: 'wait a minute' }),
  })
  room.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 4096 },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body.toString()))),
  )
  room.setErrorHandler(async (fault: FastifyError | SignInError, request, reply) => {
    if (fault instanceof SignInError) await recordRefusal(options, fault, request)
    else request.log.error({ code: fault.code }, 'sign-in failed')
    return sendFault(fault, request, reply)
  })
}

async function recordRefusal(
  options: SignInOptions,
  fault: SignInError,
  request: FastifyRequest,
): Promise<void> {
  // A limit or an outage refuses nobody in particular, and an entry for each would let strangers fill the log.
  if (fault.statusCode >= 429 || fault.code === 'NOT_SIGNED_IN' || fault.code === 'SESSION_EXPIRED') return
  const means = request.url.startsWith('/auth/demo-token') ? 'demo-token' : 'browser'
  await options.record({ event: 'sign-in.refused', means, at: options.clock(), reason: fault.code })
}

function sendFault(
  fault: FastifyError | SignInError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const status = fault.statusCode && fault.statusCode >= 400 ? fault.statusCode : 500
  const isOurs = fault instanceof SignInError
  const code = isOurs ? fault.code : 'SIGN_IN_FAILED'
  if (request.headers.accept?.includes('text/html')) {
    return sendPage(reply.code(status), faultPage(wordsFor(request.headers['accept-language']), { code }))
  }
  const problem = {
    status,
    code,
    title: 'Not signed in',
    detail: isOurs ? fault.message : 'The sign-in failed.',
    remedy: isOurs ? fault.remedy : undefined,
  }
  return reply.code(status).type('application/problem+json').send(problem)
}

function cleanRegularly(fastify: FastifyInstance, options: SignInOptions, sessions: SessionStore): void {
  const clean = async () => {
    await sessions.clean()
    await cleanProviderStore(options.database, options.clock())
  }
  const timer = setInterval(() => {
    clean().catch(() => fastify.log.warn('expired sessions could not be deleted; it will be tried again'))
  }, cleaningMs)
  timer.unref()
  fastify.addHook('onClose', async () => clearInterval(timer))
}
