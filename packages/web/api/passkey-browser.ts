import type { PasskeyAssertion, PasskeyEnrolment } from '@isthmus/contract/types'

/** Why the browser gave no passkey: it cannot, nobody answered, or the authenticator is enrolled already. */
export type PasskeyFaultCode = 'unsupported' | 'cancelled' | 'known' | 'failed'

export class PasskeyFault extends Error {
  override name = 'PasskeyFault'
  readonly code: PasskeyFaultCode

  constructor(code: PasskeyFaultCode, cause?: unknown) {
    super(`passkey: ${code}`, { cause })
    this.code = code
  }
}

type Options = Record<string, unknown>

/** Web Authentication Level 3: the browser reads options and writes answers as JSON. */
export function hasPasskeys(): boolean {
  const api: unknown = globalThis.PublicKeyCredential
  return typeof api === 'function' && 'parseCreationOptionsFromJSON' in api
}

/** A new key of whichever authenticator the person chooses. Throws PasskeyFault. */
export async function createPasskey(publicKey: Options): Promise<Omit<PasskeyEnrolment, 'name'>> {
  const credential = await attempt(() =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey as never),
    }),
  )
  const { response } = credential
  if (!(response instanceof AuthenticatorAttestationResponse)) throw new PasskeyFault('failed')
  return {
    credentialId: credential.id,
    clientData: toBase64Url(response.clientDataJSON),
    attestation: toBase64Url(response.attestationObject),
  }
}

/** A fresh signature of a key that is enrolled. Throws PasskeyFault. */
export async function signWithPasskey(publicKey: Options): Promise<PasskeyAssertion> {
  const credential = await attempt(() =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey as never),
    }),
  )
  const { response } = credential
  if (!(response instanceof AuthenticatorAssertionResponse)) throw new PasskeyFault('failed')
  return {
    credentialId: credential.id,
    clientData: toBase64Url(response.clientDataJSON),
    authenticatorData: toBase64Url(response.authenticatorData),
    signature: toBase64Url(response.signature),
  }
}

async function attempt(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  if (!hasPasskeys()) throw new PasskeyFault('unsupported')
  const credential = await ask().catch((cause: unknown) => {
    throw new PasskeyFault(codeOf(cause), cause)
  })
  if (credential instanceof PublicKeyCredential) return credential
  throw new PasskeyFault('cancelled')
}

/** Browsers tell "refused" and "too late" alike, so that a page learns nothing about the person. */
function codeOf(cause: unknown): PasskeyFaultCode {
  const name = cause instanceof DOMException ? cause.name : ''
  if (name === 'InvalidStateError') return 'known'
  return name === 'NotAllowedError' || name === 'AbortError' ? 'cancelled' : 'failed'
}

function toBase64Url(bytes: ArrayBuffer): string {
  const text = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
