import type { Passkey, PasskeyEnrolment } from '@isthmus/contract'
import { verifyRegistrationResponse } from '@simplewebauthn/server'
import { decodeCredentialPublicKey } from '@simplewebauthn/server/helpers'
import { SignInError } from '../sign-in-error.ts'

/** COSE algorithms (RFC 9053): EdDSA, ES256; the first that the authenticator can. */
export const coseAlgorithms = [-8, -7]

const labels = { kty: 1, algorithm: 3, curve: -1, x: -2, y: -3 }

export type AttestedKey = Pick<Passkey, 'credentialId' | 'algorithm' | 'publicKey'> & {
  counter: number
  isSynced: boolean
}

/**
 * The new credential (Web Authentication Level 3, section 7.1): type, challenge, origin, relying party, presence and
 * verification of the user, an algorithm of ours. Throws SignInError PASSKEY_ENROLMENT_INVALID.
 */
export async function verifyAttestation(
  { credentialId, clientData, attestation }: PasskeyEnrolment,
  expected: { challenge: string; origin: string; relyingParty: string },
): Promise<AttestedKey> {
  const verified = await verifyRegistrationResponse({
    response: {
      ...{ id: credentialId, rawId: credentialId, type: 'public-key', clientExtensionResults: {} },
      response: { clientDataJSON: clientData, attestationObject: attestation },
    },
    ...{ expectedChallenge: expected.challenge, expectedOrigin: expected.origin },
    ...{ expectedRPID: expected.relyingParty, requireUserVerification: true },
    supportedAlgorithmIDs: coseAlgorithms,
  }).catch((cause: unknown) => {
    throw invalid(cause)
  })
  if (!verified.verified) throw invalid(undefined)
  const { credential, credentialBackedUp } = verified.registrationInfo
  return {
    ...toKey(credential.publicKey),
    credentialId: credential.id,
    counter: credential.counter,
    isSynced: credentialBackedUp,
  }
}

/** The raw key of a COSE_Key: P-256 point, uncompressed; Ed25519, 32 bytes. */
function toKey(cose: Uint8Array<ArrayBuffer>): Pick<Passkey, 'algorithm' | 'publicKey'> {
  // A COSE_Key is a map of labels; the library types only the labels of one kind of key at a time.
  const key = decodeCredentialPublicKey(cose) as unknown as ReadonlyMap<unknown, unknown>
  const [algorithm, x, y] = [
    key.get(labels.algorithm),
    bytesOf(key.get(labels.x)),
    bytesOf(key.get(labels.y)),
  ]
  const curve = key.get(labels.curve)
  if (algorithm === -8 && curve === 6 && x?.length === 32)
    return { algorithm: 'EdDSA', publicKey: x.toString('base64url') }
  if (algorithm === -7 && curve === 1 && x?.length === 32 && y?.length === 32)
    return { algorithm: 'ES256', publicKey: Buffer.concat([Buffer.from([4]), x, y]).toString('base64url') }
  throw invalid(undefined)
}

function bytesOf(value: unknown): Buffer | undefined {
  return value instanceof Uint8Array ? Buffer.from(value) : undefined
}

function invalid(cause: unknown): SignInError {
  return new SignInError(
    'PASSKEY_ENROLMENT_INVALID',
    'the new passkey is not one that this peer can believe',
    {
      cause,
      remedy:
        'begin again on the pages of this peer, with a passkey that asks for fingerprint, face or PIN (ES256 or EdDSA)',
    },
  )
}
