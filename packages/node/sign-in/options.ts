import type { Regime } from '@isthmus/contract/types'
import type { Clock, Database, Keystore } from '../platform/index.ts'
import type { DemoOfficer, OfficerClaims, Role } from './officer.ts'
import { SignInError } from './sign-in-error.ts'
import type { RecordSignIn } from './sign-in-event.ts'

/** The organisation's own OpenID provider. */
export type ExternalProvider = {
  issuer: string
  clientId: string
  /** File with the client's secret; without it the client is public (PKCE is used in either case). */
  clientSecretFile?: string
  /** Public client for the command line's device grant; without it the command line cannot sign in. */
  deviceClientId?: string
  /** Ids of the organisations whose officers may sign in. */
  organisations: readonly string[]
  claims?: Partial<OfficerClaims>
}

/** The demonstration's provider, in this very process. */
export type EmbeddedProvider = { embedded: true }

/** A demo officer of another peer, for the link to it; `organisation` is its name. */
export type Elsewhere = { name: string; organisation: string; url: string; role?: Role; regime?: Regime }

/** What the demo page says of an organisation of the trust list. */
export type FindOrganisation = (id: string) => { name: string; regime: Regime } | undefined

export type SignInOptions = {
  /** Where browsers reach this peer, for example http://localhost:4101; https outside the own machine. */
  publicUrl: string
  mode: 'demo' | 'production'
  provider: EmbeddedProvider | ExternalProvider
  /** Shown on the demo page. */
  peerName: string
  officers: () => readonly DemoOfficer[]
  elsewhere: readonly Elsewhere[]
  /** Shown on the demo page; without it organisations are shown by their id. */
  findOrganisation?: FindOrganisation
  secrets: {
    /** Where the embedded provider's signing key is kept; it is made at the first start. */
    keystore: Keystore
    /** At least 32 random bytes; signs the embedded provider's cookies. */
    cookieKey: Buffer
  }
  database: Database
  clock: Clock
  /** Writes one audit entry. When it throws, nobody is signed in. */
  record: RecordSignIn
  /** Requests a minute from one address to the sign-in routes; 240 when absent. */
  requestsPerMinute?: number
}

/** Options that may run. Throws SignInError with the remedy for the operator. */
export function verifyOptions(options: SignInOptions): void {
  if (options.mode === 'production' && options.officers().length > 0) {
    throw new SignInError('DEMO_IN_PRODUCTION', 'there are demo officers in production mode', {
      remedy: 'remove them from the configuration',
    })
  }
  const address = URL.parse(options.publicUrl)
  if (!address || address.origin !== options.publicUrl.replace(/\/$/, '')) {
    throw new SignInError(
      'PUBLIC_URL_INVALID',
      'publicUrl is not an origin such as https://isthmus.example.eu',
      {
        remedy: 'write scheme, host and port only',
      },
    )
  }
  if (address.protocol !== 'https:' && !isLoopback(address)) {
    throw new SignInError('PUBLIC_URL_INVALID', 'publicUrl is not https', {
      remedy: 'put the peer behind https; plain http is for addresses of the own machine only',
    })
  }
  if (isExternal(options.provider)) {
    verifyExternal(options.provider)
    return
  }
  if (options.mode === 'production') {
    throw new SignInError(
      'ISSUER_MISSING',
      'production mode needs the identity provider of the organisation',
      {
        remedy:
          'configure issuer, clientId and organisations; the embedded provider is for demonstrations only',
      },
    )
  }
}

export function isExternal(provider: EmbeddedProvider | ExternalProvider): provider is ExternalProvider {
  return 'issuer' in provider
}

export function isLoopback(address: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname)
}

function verifyExternal(provider: ExternalProvider): void {
  const issuer = URL.parse(provider.issuer)
  const isSafe = issuer?.protocol === 'https:' || (issuer?.protocol === 'http:' && isLoopback(issuer))
  if (!isSafe) {
    throw new SignInError('ISSUER_INVALID', 'issuer is not an https address', {
      remedy: 'write the issuer as https://...',
    })
  }
  if (provider.organisations.length > 0 && provider.clientId) return
  throw new SignInError('ISSUER_INVALID', 'the identity provider has no clientId or no organisations', {
    remedy: 'name the client registered for this peer and the organisations whose officers it signs in',
  })
}
