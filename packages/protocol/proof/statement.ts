import { hasShape, type Statement } from '@isthmus/contract'
import { fromBase64Url, fromUtf8, parseJson, toBase64Url, toUtf8 } from '../bytes/index.ts'
import { type ListedKey, type VerifyEd25519, verifyKey } from '../http-signature/index.ts'
import { ProofError } from './errors.ts'

/** How long a statement may be used for messages (docs/protocol.md, 7.6). */
export const longestStatementMs = 15 * 60_000

const statementType = 'isthmus-statement+jws'

/** The statement of a person as compact JWS (RFC 7515, RFC 8037), signed by the peer at which the person is signed in. */
export async function signStatement(
  statement: Statement,
  signer: { keyId: string; sign: (data: Uint8Array) => Uint8Array | Promise<Uint8Array> },
): Promise<string> {
  const header = encode({ alg: 'EdDSA', kid: signer.keyId, typ: statementType })
  const signed = `${header}.${encode(statement)}`
  return `${signed}.${toBase64Url(await signer.sign(toUtf8(signed)))}`
}

export type ExpectedStatement = {
  correlationId: string
  /** When the message was created that carries it; milliseconds. */
  createdAt: number
  /** The sender's keys in the trust list, and the instant at which they are judged. */
  keys: readonly ListedKey[]
  at: number
  /** Whether the trust list places this organisation at the sender. */
  mayState: (organisation: string) => boolean
  verifyEd25519: VerifyEd25519
}

/**
 * The claims of a statement, judged by clauses 7.2 to 7.7 of docs/protocol.md.
 * Throws ProofError STATEMENT_..., HttpSignatureError KEY_...
 */
export function verifyStatement(jws: string, expected: ExpectedStatement): Statement {
  const { keyId, claims, signed, signature } = parseJws(jws)
  const key = verifyKey(expected.keys, { use: 'signing', keyId, at: expected.at })
  if (!expected.verifyEd25519(key.key, toUtf8(signed), signature)) {
    throw new ProofError('STATEMENT_SIGNATURE_WRONG', 'the statement is not signed by the sender')
  }
  const statement = parseClaims(claims)
  if (statement.correlationId !== expected.correlationId) {
    throw new ProofError('STATEMENT_CORRELATION_WRONG', 'the statement was made for another correlation id')
  }
  verifyTimes(statement, expected.createdAt)
  if (expected.mayState(statement.organisation)) return statement
  throw new ProofError(
    'STATEMENT_ORGANISATION_FOREIGN',
    'the trust list does not place the organisation of the person at the sender',
  )
}

type ParsedJws = { keyId: string; claims: string; signed: string; signature: Uint8Array }

/** Clause 7.2. */
function parseJws(jws: string): ParsedJws {
  const [header = '', claims = '', signatureText = '', ...more] = jws.split('.')
  const signature = fromBase64Url(signatureText)
  const keyId = findKeyId(findJson(header))
  if (more.length > 0 || signature?.length !== 64 || keyId === undefined) {
    throw new ProofError('STATEMENT_UNREADABLE', 'the statement is no compact JWS of a statement by EdDSA')
  }
  return { keyId, claims, signed: `${header}.${claims}`, signature }
}

/** Exactly alg, kid and typ: a header that says more could mean something that is not judged here (RFC 8725). */
function findKeyId(header: unknown): string | undefined {
  if (typeof header !== 'object' || header === null || Object.keys(header).length !== 3) return undefined
  if (!('alg' in header && 'typ' in header && 'kid' in header)) return undefined
  const isOurs = header.alg === 'EdDSA' && header.typ === statementType && typeof header.kid === 'string'
  return isOurs ? String(header.kid) : undefined
}

/** Clause 7.4. */
function parseClaims(claims: string): Statement {
  const parsed = findJson(claims)
  if (hasShape('Statement', parsed)) return parsed
  throw new ProofError('STATEMENT_MALFORMED', 'the claims of the statement are not as the contract says')
}

/** Clause 7.6: it was good when the message was made. All three instants are of the sender's clock. */
function verifyTimes(statement: Statement, createdAt: number): void {
  const issued = Date.parse(statement.issuedAt)
  const expires = Date.parse(statement.expiresAt)
  // A date that no calendar has is NaN: only what is within bounds passes.
  if (!(expires > issued && expires - issued <= longestStatementMs)) {
    throw new ProofError('STATEMENT_LIVES_TOO_LONG', 'the statement is not good for up to 15 minutes')
  }
  if (issued <= createdAt && createdAt <= expires) return
  throw new ProofError('STATEMENT_EXPIRED', 'the statement was not good when the message was made')
}

function findJson(part: string): unknown {
  const bytes = fromBase64Url(part)
  if (!bytes) return undefined
  try {
    return parseJson(fromUtf8(bytes) ?? '')
  } catch {
    return undefined
  }
}

function encode(value: unknown): string {
  return toBase64Url(toUtf8(JSON.stringify(value)))
}
