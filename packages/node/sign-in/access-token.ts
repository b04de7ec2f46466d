import { randomUUID } from 'node:crypto'
import { importJWK, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose'
import type { Clock } from '../platform/index.ts'
import { type Officer, type OfficerRules, parseOfficer, toClaims } from './officer.ts'
import { type ProviderKey, signingAlgorithm } from './provider-keys.ts'
import { SignInError } from './sign-in-error.ts'

export const tokenSeconds = 30 * 60

/** What a token must say: who issued it, for whom, and what its claims mean. `keys` finds the issuer's public key. */
export type TokenRules = { issuer: string; audience: string; keys: JWTVerifyGetKey; officer: OfficerRules }

export type VerifiedToken = { officer: Officer; issuedAt: Date }

/** The officer of a JWT access token (RFC 9068). Throws SignInError. */
export async function verifyAccessToken(
  token: string,
  rules: TokenRules,
  clock: Clock,
): Promise<VerifiedToken> {
  const { payload } = await jwtVerify(token, rules.keys, {
    issuer: rules.issuer,
    audience: rules.audience,
    typ: 'at+jwt',
    algorithms: ['ES256', 'ES384', 'EdDSA', 'Ed25519', 'PS256', 'RS256'],
    requiredClaims: ['sub', 'iat', 'exp'],
    clockTolerance: 5,
    currentDate: clock(),
  }).catch((cause: unknown) => {
    throw new SignInError('TOKEN_INVALID', 'the access token does not stand', {
      cause,
      remedy: 'sign in again',
    })
  })
  return { officer: parseOfficer(payload, rules.officer), issuedAt: new Date((payload.iat ?? 0) * 1000) }
}

export type TokenGrant = { issuer: string; audience: string; officer: Officer; now: Date }

/** A token as the embedded provider would issue it; only the demo's command line is given one this way. */
export async function issueDemoToken(grant: TokenGrant, key: ProviderKey): Promise<string> {
  const issuedAt = Math.floor(grant.now.getTime() / 1000)
  return new SignJWT({ ...toClaims(grant.officer), client_id: 'isthmus-demo', scope: 'isthmus' })
    .setProtectedHeader({ alg: signingAlgorithm, kid: key.kid, typ: 'at+jwt' })
    .setIssuer(grant.issuer)
    .setAudience(grant.audience)
    .setSubject(grant.officer.id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + tokenSeconds)
    .setJti(randomUUID())
    .sign(await importJWK(key, signingAlgorithm))
}
