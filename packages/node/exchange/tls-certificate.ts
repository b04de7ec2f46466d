import type { KeyObject } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import { createSelfSignedCertificate, toPem, type Validity } from './self-signed-certificate.ts'

/** What a peer shows of itself in TLS. */
export type TlsIdentity = {
  keyId: string
  /** PEM (RFC 7468). */
  certificate: string
  privateKey: string
  expiresAt: Date
  context: SecureContext
}

const dayMs = 86_400_000

/** A certificate is cheap: the trust list pins its key, so a new one needs nobody's leave. */
const livesMs = 30 * dayMs
export const renewedBeforeMs = 15 * dayMs

/** Clocks of peers may differ. */
const beginsBeforeMs = 10 * 60_000

/** What both sides of every connection between peers agree to. */
export const tlsTerms = { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3', ecdhCurve: listGroups() } as const

/** With ML-KEM (FIPS 203) first where OpenSSL has it, so that what is recorded today cannot be read by a later machine. */
function listGroups(): string {
  const classical = 'X25519:P-256'
  const hybrid = `X25519MLKEM768:${classical}`
  try {
    createSecureContext({ ecdhCurve: hybrid })
    return hybrid
  } catch {
    return classical
  }
}

/** A key of the keystore with a fresh certificate. */
export function createTlsIdentity(
  key: { id: string; privateKey: KeyObject },
  { name, validity }: { name: string; validity: Validity },
): TlsIdentity {
  const certificate = toPem('CERTIFICATE', createSelfSignedCertificate(key.privateKey, { name, ...validity }))
  const privateKey = key.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  return {
    keyId: key.id,
    certificate,
    privateKey,
    expiresAt: validity.notAfter,
    context: createSecureContext({ ...tlsTerms, cert: certificate, key: privateKey }),
  }
}

export function toValidity(now: Date): Validity {
  return {
    notBefore: new Date(now.getTime() - beginsBeforeMs),
    notAfter: new Date(now.getTime() + livesMs),
  }
}
