import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Incidents } from '../incident/index.ts'
import { type Clock, type Logger, toKeyId } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import { ExchangeError } from './errors.ts'
import { toHttpIncidentKind } from './message-incident.ts'
import { type CertificateCode, type ShownCertificate, verifyCertificate } from './verify-certificate.ts'

export type TlsConnectionsParts = {
  trust: Trust
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
  logger: Pick<Logger, 'warn'>
}

type Expectation = { expected?: string }
type Open = { shown: ShownCertificate; peerId: string; expectation: Expectation }

const incidentKinds = {
  CERTIFICATE_MISSING: 'certificate-unknown',
  CERTIFICATE_UNKNOWN: 'certificate-unknown',
  CERTIFICATE_OF_ANOTHER_PEER: 'certificate-unknown',
  CERTIFICATE_KEY_REVOKED: 'key-revoked-used',
  CERTIFICATE_KEY_EXPIRED: 'certificate-expired',
  CERTIFICATE_EXPIRED: 'certificate-expired',
  CERTIFICATE_NOT_YET_VALID: 'certificate-expired',
} as const satisfies Record<CertificateCode, Parameters<Incidents['raise']>[0]['kind']>

/** Certificates and keys end while connections are open. */
const looksEveryMs = 30_000

/** Refusals written to the log in a minute: a stranger must not fill it. Each counts in the incident. */
const linesPerMinute = 60

/** Each may hold a message of the largest size in memory before anything of it is believed. A peer opens 32 itself. */
const mostOfOnePeer = 96

/** All open TLS connections with other peers, each bound to the peer whose key it showed. */
export class TlsConnections {
  readonly #parts: TlsConnectionsParts
  readonly #open = new Map<Socket, Open>()
  readonly #timer: NodeJS.Timeout
  readonly #endWatch: () => void
  #lines = { minute: 0, count: 0 }

  constructor(parts: TlsConnectionsParts) {
    this.#parts = parts
    this.#timer = setInterval(() => this.#look(), looksEveryMs).unref()
    this.#endWatch = parts.trust.onChange(() => this.#look())
  }

  findPeer(socket: Socket): string | undefined {
    return this.#open.get(socket)?.peerId
  }

  /** Takes a connection up whose certificate is good. Throws ExchangeError CERTIFICATE_..., after it has been reported. */
  admit(socket: Socket, shown: ShownCertificate | undefined, expectation: Expectation): void {
    const { trust, clock } = this.#parts
    try {
      const { peerId } = verifyCertificate(shown, trust, { now: clock(), ...expectation })
      if (!shown) return
      if (expectation.expected === undefined) this.#assertShare(peerId)
      this.#open.set(socket, { shown, peerId, expectation })
      socket.once('close', () => this.#open.delete(socket))
    } catch (fault) {
      this.#report(fault, { shown, expectation, address: socket.remoteAddress ?? '' })
      throw fault
    }
  }

  /** Nobody may take up all connections: neither a peer nor whoever has stolen its key. */
  #assertShare(peerId: string): void {
    let held = 0
    for (const { peerId: holder, expectation } of this.#open.values())
      if (holder === peerId && expectation.expected === undefined) held += 1
    if (held < mostOfOnePeer) return
    this.#parts.incidents.raise({
      kind: 'peer-flooding',
      counterpart: peerId,
      detail: { code: 'TOO_MANY_CONNECTIONS' },
    })
    throw new ExchangeError('TOO_MANY_CONNECTIONS', `${peerId} has ${mostOfOnePeer} connections already`)
  }

  /** HTTP has refused what a connection sent. */
  reportHttp(code: string, socket: Duplex): void {
    const kind = toHttpIncidentKind(code)
    const counterpart = socket instanceof Socket ? this.findPeer(socket) : undefined
    if (kind && counterpart) this.#parts.incidents.raise({ kind, counterpart, detail: { code } })
  }

  close(): void {
    clearInterval(this.#timer)
    this.#endWatch()
    for (const socket of this.#open.keys()) socket.destroy()
  }

  /** Cuts what would not be let in now: the list has changed, or time has passed. */
  #look(): void {
    const { trust, clock } = this.#parts
    for (const [socket, { shown, expectation }] of this.#open) {
      try {
        verifyCertificate(shown, trust, { now: clock(), ...expectation })
      } catch (fault) {
        this.#report(fault, { shown, expectation, address: socket.remoteAddress ?? '' })
        socket.destroy()
      }
    }
  }

  #report(
    fault: unknown,
    about: { shown: ShownCertificate | undefined; expectation: Expectation; address: string },
  ): void {
    const { incidents, logger, trust } = this.#parts
    const code = fault instanceof ExchangeError && isCertificateCode(fault.code) ? fault.code : undefined
    if (!code) return
    const counterpart = about.expectation.expected ?? findOwner(trust, about.shown)
    const direction = about.expectation.expected === undefined ? 'received' : 'sent'
    incidents.raise({
      kind: incidentKinds[code],
      ...(counterpart ? { counterpart } : {}),
      detail: { code, direction, address: about.address },
    })
    if (this.#mayLog())
      logger.warn({ code, counterpart, direction, address: about.address }, 'a TLS connection was refused')
  }

  #mayLog(): boolean {
    const minute = Math.floor(this.#parts.clock().getTime() / 60_000)
    if (this.#lines.minute !== minute) this.#lines = { minute, count: 0 }
    this.#lines.count += 1
    return this.#lines.count <= linesPerMinute
  }
}

function isCertificateCode(code: string): code is CertificateCode {
  return Object.hasOwn(incidentKinds, code)
}

function findOwner(trust: Trust, shown: ShownCertificate | undefined): string | undefined {
  return shown && trust.findListedKey(toKeyId(shown.pin))?.peerId
}
