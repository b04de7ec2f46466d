import type { X509Certificate } from 'node:crypto'
import { toKeyId, toTlsPin } from '../platform/index.ts'
import type { Trust, TrustedKey } from '../trust/index.ts'
import { ExchangeError, type ExchangeErrorCode } from './errors.ts'

/** What somebody showed in the TLS handshake, in which they proved to hold the key of it. */
export type ShownCertificate = {
  /** SHA-256 of the SubjectPublicKeyInfo, base64url. */
  pin: string
  validFrom: Date
  validTo: Date
}

export type CertificateCode = Extract<ExchangeErrorCode, `CERTIFICATE_${string}`>

/** Where the time of two peers may differ without harm. */
const toleratedSkewMs = 2 * 60_000

export function toShownCertificate(certificate: X509Certificate | undefined): ShownCertificate | undefined {
  if (!certificate) return undefined
  const { publicKey, validFromDate, validToDate } = certificate
  return { pin: toTlsPin(publicKey), validFrom: validFromDate, validTo: validToDate }
}

/**
 * The key of the trust list to which a certificate belongs. The name in it is not asked: the pin says whose it is.
 *
 * @throws ExchangeError CERTIFICATE_MISSING | CERTIFICATE_UNKNOWN | CERTIFICATE_KEY_REVOKED | CERTIFICATE_KEY_EXPIRED |
 * CERTIFICATE_NOT_YET_VALID | CERTIFICATE_EXPIRED | CERTIFICATE_OF_ANOTHER_PEER
 */
export function verifyCertificate(
  shown: ShownCertificate | undefined,
  trust: Pick<Trust, 'findKey' | 'findListedKey'>,
  { now, expected }: { now: Date; expected?: string | undefined },
): TrustedKey {
  if (!shown) throw refused('CERTIFICATE_MISSING', 'no certificate was shown')
  const key = trust.findListedKey(toKeyId(shown.pin))
  if (key?.use !== 'tls' || key.key !== shown.pin)
    throw refused('CERTIFICATE_UNKNOWN', 'the trust list has no such TLS key')
  verifyKey(key, trust, now)
  if (now.getTime() + toleratedSkewMs < shown.validFrom.getTime())
    throw refused('CERTIFICATE_NOT_YET_VALID', `the certificate of ${key.peerId} is not valid yet`)
  // A date that cannot be read is no date in the future.
  if (!(now.getTime() - toleratedSkewMs < shown.validTo.getTime()))
    throw refused('CERTIFICATE_EXPIRED', `the certificate of ${key.peerId} has expired`)
  if (expected !== undefined && key.peerId !== expected) {
    throw refused('CERTIFICATE_OF_ANOTHER_PEER', `${key.peerId} answers at the address of ${expected}`)
  }
  return key
}

function verifyKey(key: TrustedKey, trust: Pick<Trust, 'findKey'>, now: Date): void {
  if (trust.findKey(key.peerId, 'tls', key.id, now)) return
  const isRevoked = key.revokedAt !== undefined && Date.parse(key.revokedAt) <= now.getTime()
  throw isRevoked
    ? refused('CERTIFICATE_KEY_REVOKED', `the TLS key of ${key.peerId} has been revoked`)
    : refused(
        'CERTIFICATE_KEY_EXPIRED',
        `the TLS key of ${key.peerId} is outside its validity in the trust list`,
      )
}

function refused(code: CertificateCode, message: string): ExchangeError {
  return new ExchangeError(code, message, {
    remedy: 'compare trust list, keys and clocks of both peers',
  })
}
