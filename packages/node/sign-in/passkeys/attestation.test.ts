import { createSoftwareAuthenticator } from '@isthmus/testbed/software-authenticator'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { challengeOf, counterOf } from './assertion.ts'
import { verifyAttestation } from './attestation.ts'

const origin = 'https://isthmus.north.example'
const relyingParty = 'isthmus.north.example'
const challenge = Buffer.alloc(32, 7).toString('base64url')
const expected = { challenge, origin, relyingParty }

describe('an attestation', () => {
  it.each(['ES256', 'EdDSA'] as const)('of %s gives the key that later signs', async (algorithm) => {
    const authenticator = createSoftwareAuthenticator({ origin, algorithm })
    const made = authenticator.attest(challenge)
    const key = await verifyAttestation({ name: 'key', ...made }, expected)
    const { publicKey } = authenticator.toPasskey({ pseudonym: 'p', enrolledAt: '' })
    expect(key).toMatchObject({ algorithm, publicKey, credentialId: authenticator.credentialId, counter: 1 })
  })

  it.each([
    ['another challenge', {}, { challenge: Buffer.alloc(32, 8).toString('base64url') }],
    ['another origin', { origin: 'https://isthmus.north.example.evil' }, {}],
    ['another relying party', { relyingParty: 'north.example' }, {}],
    ['an assertion', { type: 'webauthn.get' }, {}],
    ['nobody present', { isUserPresent: false }, {}],
    ['nobody verified', { isUserVerified: false }, {}],
  ] as const)('with %s is refused', async (_, deviation, differing) => {
    const made = createSoftwareAuthenticator({ origin }).attest(challenge, deviation)
    await expect(
      verifyAttestation({ name: 'key', ...made }, { ...expected, ...differing }),
    ).rejects.toMatchObject({
      code: 'PASSKEY_ENROLMENT_INVALID',
    })
  })

  it('of hostile bytes is refused in words, whatever they are', async () => {
    const { clientData, attestation } = createSoftwareAuthenticator({ origin }).attest(challenge)
    const bytes = Buffer.from(attestation, 'base64url')
    const garbled = fc
      .tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(bytes.length))
      .map(([place, by, length]) => {
        const changed = Buffer.from(bytes)
        changed[place] = (changed[place] ?? 0) ^ by
        return changed.subarray(0, length)
      })
    const hostile = fc.oneof(fc.uint8Array({ maxLength: 400 }).map(Buffer.from), garbled)
    await fc.assert(
      fc.asyncProperty(hostile, fc.boolean(), async (given, isClientData) => {
        const text = given.toString('base64url')
        const enrolment = isClientData ? { clientData: text, attestation } : { clientData, attestation: text }
        // A change that leaves a good attestation (of its identifier, of its key) is no fault of this check.
        const outcome = await verifyAttestation(
          { name: 'k', credentialId: 'AAAA', ...enrolment },
          expected,
        ).then(
          () => 'PASSKEY_ENROLMENT_INVALID',
          ({ code }: { code?: string }) => code,
        )
        expect(outcome).toBe('PASSKEY_ENROLMENT_INVALID')
        expect(typeof challengeOf(text)).toBe('string')
        const assertion = { credentialId: '', clientData: text, authenticatorData: text, signature: text }
        expect(counterOf(assertion)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 500 },
    )
  })
})
