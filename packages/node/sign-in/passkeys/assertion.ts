import type { Passkey, PasskeyAssertion } from '@isthmus/contract'
import { DisclosureError, verifyAssertion, verifyPasskeySignature } from '@isthmus/protocol/disclosure'
import { SignInError, type SignInErrorCode } from '../sign-in-error.ts'

/** The challenge that client data (base64url of JSON) say they answer; empty when they cannot be read. */
export function challengeOf(clientData: string): string {
  try {
    const value: unknown = JSON.parse(Buffer.from(clientData, 'base64url').toString('utf8'))
    const isObject = typeof value === 'object' && value !== null && 'challenge' in value
    return isObject && typeof value.challenge === 'string' ? value.challenge : ''
  } catch {
    return ''
  }
}

/** Signature counter (Web Authentication Level 3, section 6.1): bytes 33 to 36 of authenticator data. */
export function counterOf({ authenticatorData }: PasskeyAssertion): number {
  const bytes = Buffer.from(authenticatorData, 'base64url')
  return bytes.length >= 37 ? bytes.readUInt32BE(33) : 0
}

/**
 * The very check that others make offline with `verifyAct`.
 * Throws SignInError PASSKEY_CHALLENGE_WRONG, PASSKEY_ORIGIN_WRONG, PASSKEY_USER_NOT_VERIFIED, PASSKEY_SIGNATURE_WRONG.
 */
export function verifyOwnAssertion(
  assertion: PasskeyAssertion,
  { passkey, challenge }: { passkey: Passkey; challenge: Uint8Array },
): void {
  try {
    verifyAssertion(assertion, { passkey, challenge, verifyPasskey: verifyPasskeySignature })
  } catch (fault) {
    if (!(fault instanceof DisclosureError)) throw fault
    const code = told.find((known) => known === fault.code) ?? 'PASSKEY_SIGNATURE_WRONG'
    throw new SignInError(code, fault.message, {
      cause: fault,
      remedy: 'begin again on the pages of this peer, with a passkey that asks for fingerprint, face or PIN',
    })
  }
}

const told = [
  'PASSKEY_CHALLENGE_WRONG',
  'PASSKEY_ORIGIN_WRONG',
  'PASSKEY_USER_NOT_VERIFIED',
  'PASSKEY_SIGNATURE_WRONG',
] as const satisfies readonly SignInErrorCode[]
