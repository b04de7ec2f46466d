import { readFileSync } from 'node:fs'
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'
import * as oidc from 'openid-client'
import type { PendingSignIn } from './session-store.ts'
import { SignInError } from './sign-in-error.ts'

export type RelyingPartyOptions = {
  issuer: string
  clientId: string
  clientSecret?: string
  /** Address of this peer's callback. */
  callbackUrl: string
  scope: string
}

/** How long to wait before the identity provider is asked again after a failure. */
const retryMs = 5_000

/** This peer towards an OpenID provider: authorization code with PKCE, state and nonce. */
export class RelyingParty {
  readonly #options: RelyingPartyOptions
  #discovered: Promise<oidc.Configuration> | undefined
  #keys: JWTVerifyGetKey | undefined

  constructor(options: RelyingPartyOptions) {
    this.#options = options
  }

  /** What must be remembered until the officer comes back, and where to send the officer. */
  async begin(returnTo: string): Promise<{ pending: PendingSignIn; address: URL }> {
    const configuration = await this.#discover()
    const pending = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      codeVerifier: oidc.randomPKCECodeVerifier(),
      returnTo,
    }
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#options.callbackUrl,
      scope: this.#options.scope,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(pending.codeVerifier),
      code_challenge_method: 'S256',
    })
    return { pending, address }
  }

  /** The verified claims of the id token. Throws SignInError. */
  async finish(query: URLSearchParams, pending: PendingSignIn): Promise<Readonly<Record<string, unknown>>> {
    const configuration = await this.#discover()
    const address = new URL(`${this.#options.callbackUrl}?${query}`)
    const tokens = await oidc
      .authorizationCodeGrant(configuration, address, {
        pkceCodeVerifier: pending.codeVerifier,
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        idTokenExpected: true,
      })
      .catch((cause: unknown) => {
        throw toRefusal(cause)
      })
    return tokens.claims() ?? {}
  }

  /** Finds the provider's public keys, as it publishes them. */
  readonly keys: JWTVerifyGetKey = async (header, token) => {
    if (!this.#keys) {
      const address = (await this.#discover()).serverMetadata().jwks_uri
      if (!address) throw new SignInError('ISSUER_INVALID', 'the identity provider publishes no keys')
      this.#keys = createRemoteJWKSet(new URL(address))
    }
    return this.#keys(header, token)
  }

  #discover(): Promise<oidc.Configuration> {
    if (this.#discovered) return this.#discovered
    const { issuer, clientId, clientSecret } = this.#options
    const authentication = clientSecret ? oidc.ClientSecretBasic(clientSecret) : oidc.None()
    // verifyOptions lets plain http pass for this machine only.
    const execute = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []
    this.#discovered = oidc
      .discovery(new URL(issuer), clientId, undefined, authentication, { execute, timeout: 10 })
      .catch((cause: unknown) => {
        setTimeout(() => (this.#discovered = undefined), retryMs).unref()
        throw new SignInError('PROVIDER_UNREACHABLE', 'the identity provider does not answer', {
          cause,
          remedy: 'try again in a minute; if it stays so, tell the keeper of the identity provider',
        })
      })
    return this.#discovered
  }
}

export function readClientSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw new SignInError('ISSUER_INVALID', `clientSecretFile ${file} cannot be read`, {
      cause,
      remedy: 'write the secret of the client into this file and make it readable for the peer',
    })
  }
}

function toRefusal(cause: unknown): SignInError {
  if (cause instanceof oidc.AuthorizationResponseError) {
    return new SignInError('SIGN_IN_REFUSED_BY_PROVIDER', 'the identity provider refused the sign-in', {
      cause,
    })
  }
  return new SignInError('SIGN_IN_ANSWER_INVALID', 'the answer of the identity provider does not stand', {
    cause,
    remedy: 'sign in again',
  })
}
