import { createPublicKey } from 'node:crypto'
import { parse, type TrustList } from '@isthmus/contract'
import { CompactSign, compactVerify } from 'jose'
import { TrustError } from './errors.ts'

/** Signs a trust list as the federation's operator: compact JWS, EdDSA (RFC 7515, RFC 8037). */
export function signTrustList(
  list: TrustList,
  operatorKey: Parameters<CompactSign['sign']>[0],
): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(list), 'utf8'))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'isthmus-trust-list+jws' })
    .sign(operatorKey)
}

/** The list inside a signed trust list, when the operator signed it and it is in force at `now`. */
export async function verifyTrustList(jws: string, operatorKey: string, now: Date): Promise<TrustList> {
  const list = await openSignature(jws, operatorKey)
  verifyInForce(list, now)
  return list
}

/** Throws TrustError TRUST_LIST_EXPIRED from the instant at which the list expires. */
export function verifyInForce(list: Pick<TrustList, 'version' | 'expiresAt'>, now: Date): void {
  // A date that cannot be read is no date in the future.
  if (Date.parse(list.expiresAt) > now.getTime()) return
  throw new TrustError(
    'TRUST_LIST_EXPIRED',
    `the trust list, version ${list.version}, expired at ${list.expiresAt}`,
    {
      remedy: 'fetch the current list from the federation operator, then start the peer again',
    },
  )
}

async function openSignature(jws: string, operatorKey: string): Promise<TrustList> {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: operatorKey }, format: 'jwk' })
  const verified = await compactVerify(jws.trim(), key, { algorithms: ['EdDSA'] }).catch((cause: unknown) => {
    throw new TrustError(
      'TRUST_LIST_SIGNATURE_WRONG',
      'the trust list is not signed by the operator this peer pins',
      { cause },
    )
  })
  return parseTrustList(Buffer.from(verified.payload).toString('utf8'))
}

function parseTrustList(text: string): TrustList {
  try {
    const list = parse('TrustList', JSON.parse(text))
    assertUnique('organisation', list.organisations)
    assertUnique('peer', list.peers)
    return list
  } catch (cause) {
    if (cause instanceof TrustError) throw cause
    throw new TrustError('TRUST_LIST_UNREADABLE', 'the signed content is not a trust list', { cause })
  }
}

/** Of two entries with one id nobody could say which is believed. */
function assertUnique(what: string, entries: readonly { id: string }[]): void {
  const ids = entries.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined)
    throw new TrustError('TRUST_LIST_UNREADABLE', `the trust list names the ${what} ${twice} twice`)
}
