import type { Passkey, PasskeyAssertion } from '@isthmus/contract'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, equalBytes, fromBase64Url, fromUtf8, toBase64Url, toUtf8 } from '../bytes/index.ts'
import { DisclosureError } from './errors.ts'

export type VerifyPasskey = (
  key: Pick<Passkey, 'algorithm' | 'publicKey'>,
  data: Uint8Array,
  signature: Uint8Array,
) => boolean

const userPresent = 0x01
const userVerified = 0x04

/**
 * Web Authentication Level 3, section 7.2, steps 10 to 21, as far as they can be judged offline: type, challenge, origin,
 * relying party, presence and verification of the user, signature. The signature counter is for the peer that keeps the
 * former one. Throws DisclosureError PASSKEY_...
 */
export function verifyAssertion(
  assertion: PasskeyAssertion,
  {
    passkey,
    challenge,
    verifyPasskey,
  }: {
    passkey: Passkey
    challenge: Uint8Array
    verifyPasskey: VerifyPasskey
  },
): void {
  const clientData = fromBase64Url(assertion.clientData) ?? new Uint8Array()
  const authenticatorData = fromBase64Url(assertion.authenticatorData) ?? new Uint8Array()
  const signature = fromBase64Url(assertion.signature) ?? new Uint8Array()
  const client = findClientData(clientData)
  if (client?.type !== 'webauthn.get' || client.challenge !== toBase64Url(challenge))
    throw new DisclosureError('PASSKEY_CHALLENGE_WRONG', 'the passkey signed something else')
  const isForUs =
    client.origin === passkey.origin &&
    client.crossOrigin !== true &&
    equalBytes(authenticatorData.subarray(0, 32), sha256(toUtf8(passkey.relyingParty)))
  if (!isForUs) throw new DisclosureError('PASSKEY_ORIGIN_WRONG', 'the passkey was used on another page')
  const flags = authenticatorData[32] ?? 0
  if ((flags & userPresent) === 0 || (flags & userVerified) === 0)
    throw new DisclosureError('PASSKEY_USER_NOT_VERIFIED', 'the passkey did not verify its owner')
  const signed = concatBytes(authenticatorData, sha256(clientData))
  if (!verifyPasskey(passkey, signed, signature))
    throw new DisclosureError('PASSKEY_SIGNATURE_WRONG', 'the signature is not of the passkey')
}

type ClientData = { type?: unknown; challenge?: unknown; origin?: unknown; crossOrigin?: unknown }

function findClientData(bytes: Uint8Array): ClientData | undefined {
  try {
    const value: unknown = JSON.parse(fromUtf8(bytes) ?? '')
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
