import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Database } from '../platform/index.ts'
import { tokenSeconds } from './access-token.ts'
import type { CookieNames } from './cookies.ts'
import { deviceCodePage, deviceConfirmPage, deviceSuccessPage } from './device-pages.ts'
import { type DemoOfficer, defaultClaims, type Officer, toClaims } from './officer.ts'
import { type PageWords, wordsFor } from './page-words.ts'
import { faultPage, headersOf, type Page } from './pages.ts'
import { type ProviderKey, signingAlgorithm } from './provider-keys.ts'
import { createProviderStore } from './provider-store.ts'
import { SignInError } from './sign-in-error.ts'

export const mountPath = '/oidc'
export const pagesClient = 'isthmus-pages'
export const deviceClient = 'isthmus-command-line'
/** The one scope; it stands for the claims that describe an officer. */
export const scope = 'isthmus'

export type EmbeddedProviderOptions = {
  mode: 'demo' | 'production'
  publicUrl: string
  cookies: CookieNames['provider']
  cookieKey: Buffer
  key: ProviderKey
  /** Shared with the relying party in this process; new at every start. */
  clientSecret: string
  database: Database
  officers: () => readonly DemoOfficer[]
  /** Called before a token leaves for the command line; when it throws, none does. */
  onDeviceGrant: (officer: Officer) => Promise<void>
}

/** The demonstration's OpenID provider. Throws SignInError DEMO_IN_PRODUCTION: there is no way to have it there. */
export function createEmbeddedProvider(options: EmbeddedProviderOptions): Provider {
  if (options.mode === 'production') {
    throw new SignInError('DEMO_IN_PRODUCTION', 'the embedded provider lets anyone be any officer', {
      remedy: 'configure the identity provider of the organisation',
    })
  }
  const provider = new Provider(`${options.publicUrl}${mountPath}`, toConfiguration(options))
  // The mount hands over host and scheme of publicUrl in place of what the request claims.
  provider.proxy = true
  return provider
}

function toConfiguration(options: EmbeddedProviderOptions): Configuration {
  return {
    adapter: createProviderStore(options.database),
    clients: toClients(options),
    jwks: { keys: [options.key] },
    scopes: ['openid', scope],
    claims: { openid: ['sub'], [scope]: Object.values(defaultClaims) },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    enabledJWA: { idTokenSigningAlgValues: [signingAlgorithm] },
    clientDefaults: { id_token_signed_response_alg: signingAlgorithm },
    clientBasedCORS: () => false,
    cookies: {
      names: options.cookies,
      keys: [options.cookieKey],
      long: { httpOnly: true, sameSite: 'strict', signed: true },
      short: { httpOnly: true, sameSite: 'strict', signed: true },
    },
    interactions: { url: (_ctx, interaction) => `${mountPath}/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => {
      const officer = options.officers().find((known) => known.id === id)
      return officer && { accountId: id, claims: async () => ({ sub: id, ...toClaims(officer) }) }
    },
    loadExistingGrant: (ctx) => grantAll(ctx, options.publicUrl),
    expiresWithSession: () => false,
    extraTokenClaims: (ctx, token) => claimsOfToken(options, ctx, token),
    renderError: (ctx, out) => showFault(ctx, out.error),
    features: toFeatures(options),
    routes: { code_verification: '/device', device_authorization: '/device/auth' },
    ttl: {
      AccessToken: tokenSeconds,
      AuthorizationCode: 60,
      DeviceCode: 600,
      Grant: 3600,
      IdToken: 600,
      Interaction: 600,
      Session: 3600,
    },
  }
}

function toClients(options: EmbeddedProviderOptions): NonNullable<Configuration['clients']> {
  return [
    {
      client_id: pagesClient,
      client_name: 'Isthmus',
      client_secret: options.clientSecret,
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: [`${options.publicUrl}/auth/callback`],
    },
    {
      client_id: deviceClient,
      client_name: 'Isthmus command line',
      token_endpoint_auth_method: 'none',
      grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
      response_types: [],
      redirect_uris: [],
    },
  ]
}

function toFeatures(options: EmbeddedProviderOptions): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    deviceFlow: {
      enabled: true,
      charset: 'base-20',
      mask: '****-****',
      deviceInfo: () => ({}),
      userCodeInputSource: (ctx, form, _out, fault) =>
        showPage(ctx, deviceCodePage(wordsOf(ctx), form, fault && toCodeFault(fault))),
      userCodeConfirmSource: (ctx, form, _client, _device, code) =>
        showPage(ctx, deviceConfirmPage(wordsOf(ctx), form, code)),
      successSource: (ctx) => showPage(ctx, deviceSuccessPage(wordsOf(ctx))),
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => options.publicUrl,
      useGrantedResource: () => true,
      getResourceServerInfo: (_ctx, resource) => {
        if (resource.replace(/\/$/, '') !== options.publicUrl)
          throw new Error('there is one resource: this peer')
        return {
          scope,
          audience: options.publicUrl,
          accessTokenFormat: 'jwt',
          accessTokenTTL: tokenSeconds,
          jwt: { sign: { alg: signingAlgorithm } },
        }
      },
    },
  }
}

/** Both clients are the peer itself, so nobody is asked for consent to them. */
async function grantAll(ctx: KoaContextWithOIDC, publicUrl: string) {
  const { client, session } = ctx.oidc
  if (!client || !session?.accountId) return undefined
  const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(`openid ${scope}`)
  grant.addResourceScope(publicUrl, scope)
  await grant.save()
  return grant
}

type Token = { accountId?: string; clientId?: string | undefined }

async function claimsOfToken(options: EmbeddedProviderOptions, _ctx: unknown, token: Token) {
  const officer = options.officers().find((known) => known.id === token.accountId)
  if (!officer) return undefined
  if (token.clientId === deviceClient) await options.onDeviceGrant(officer)
  return toClaims(officer)
}

function wordsOf(ctx: KoaContextWithOIDC): PageWords {
  return wordsFor(ctx.get('accept-language'))
}

function showPage(ctx: KoaContextWithOIDC, page: Page): void {
  ctx.set(headersOf(page))
  ctx.body = page.html
}

/** The provider's descriptions may repeat what a stranger sent; only its code is shown. */
function showFault(ctx: KoaContextWithOIDC, code: string): void {
  showPage(ctx, faultPage(wordsOf(ctx), { kind: 'PROVIDER_FAULT', code: code.slice(0, 60) }))
}

function toCodeFault(fault: Error): 'aborted' | 'unknown' {
  return fault.name === 'AbortedError' ? 'aborted' : 'unknown'
}
