import { NodeError } from '../platform/index.ts'

const statuses = {
  DEMO_IN_PRODUCTION: 500,
  ISSUER_MISSING: 500,
  ISSUER_INVALID: 500,
  PUBLIC_URL_INVALID: 500,
  PROVIDER_KEYS_UNREADABLE: 500,
  PROVIDER_UNREACHABLE: 503,
  NOT_SIGNED_IN: 401,
  SESSION_EXPIRED: 401,
  TOKEN_INVALID: 401,
  TOKEN_REVOKED: 401,
  FOREIGN_REQUEST: 403,
  SIGN_IN_NOT_BEGUN: 400,
  SIGN_IN_REFUSED_BY_PROVIDER: 403,
  SIGN_IN_ANSWER_INVALID: 400,
  OFFICER_UNKNOWN: 403,
  ROLE_UNKNOWN: 403,
  ORGANISATION_NOT_HOSTED: 403,
  NOT_FROM_THIS_MACHINE: 403,
  TOO_MANY_REQUESTS: 429,
} as const

export type SignInErrorCode = keyof typeof statuses

/** A sign-in, a session or a token that does not stand, or a configuration under which none may. */
export class SignInError extends NodeError<SignInErrorCode> {
  override name = 'SignInError'

  /** HTTP status; Fastify reads it. */
  get statusCode(): number {
    return statuses[this.code]
  }
}
