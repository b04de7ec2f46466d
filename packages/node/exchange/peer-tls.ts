import type { RequestListener } from 'node:http'
import { createServer, type Server } from 'node:https'
import { TLSSocket } from 'node:tls'
import type { FastifyRequest } from 'fastify'
import { Agent, buildConnector, type Dispatcher } from 'undici'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Logger } from '../platform/index.ts'
import { type OwnKeys, type Trust, TrustError } from '../trust/index.ts'
import { ExchangeError } from './errors.ts'
import { OwnIdentity } from './own-identity.ts'
import { type TlsIdentity, tlsTerms } from './tls-certificate.ts'
import { TlsConnections } from './tls-connections.ts'
import { toShownCertificate } from './verify-certificate.ts'

export type PeerTlsParts = {
  trust: Trust
  ownKeys: Pick<OwnKeys, 'findPrivateKey'>
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
  logger: Logger
  /** Connections to one peer at a time; 32 when absent. */
  connectionsPerPeer?: number
  /** How long a peer may take to send the fields of a request; 20 s when absent. The whole request may take thrice that. */
  patienceMs?: number
}

/** SSL_OP_NO_TICKET: every connection proves its key anew, so that a revoked one cannot go on under an old session. */
const noTickets = 0x4000

const mostConnections = 2_000
const defaultPatienceMs = 20_000
const connectTimeoutMs = 3_000
const keepAliveMs = 30_000

/** TLS 1.3 between peers, with both certificates pinned by the trust list: the listener's side and the asker's. */
export class PeerTls {
  readonly #parts: PeerTlsParts
  readonly #identity: OwnIdentity
  readonly #connections: TlsConnections
  readonly #agents = new Map<string, Agent>()

  /** Throws TrustError KEY_MISSING. */
  constructor(parts: PeerTlsParts) {
    this.#parts = parts
    this.#identity = new OwnIdentity(parts)
    this.#connections = new TlsConnections(parts)
  }

  /** The certificate that this peer shows now. */
  get identity(): TlsIdentity {
    return this.#identity.current
  }

  /** Renews the certificate when it is due; it is looked after every hour in any case. */
  renew(): void {
    this.#identity.refresh()
  }

  /**
   * An HTTPS server that hears only peers of the trust list: whoever shows no good certificate is disconnected before
   * anything is read of what they send.
   */
  createServer(listener: RequestListener): Server {
    const { privateKey, certificate } = this.identity
    const { patienceMs = defaultPatienceMs } = this.#parts
    const server = createServer(
      {
        ...tlsTerms,
        key: privateKey,
        cert: certificate,
        secureOptions: noTickets,
        requestCert: true,
        // OpenSSL knows no authority for self-signed certificates; the pin is verified below.
        rejectUnauthorized: false,
        ALPNProtocols: ['http/1.1'],
        handshakeTimeout: 10_000,
        headersTimeout: patienceMs,
        requestTimeout: 3 * patienceMs,
        connectionsCheckingInterval: patienceMs / 4,
        keepAliveTimeout: 72_000,
      },
      listener,
    )
    server.maxConnections = mostConnections
    // Before HTTP begins to read.
    server.prependListener('secureConnection', (socket: TLSSocket) => this.#admit(socket))
    server.on('clientError', (fault: NodeJS.ErrnoException, socket) =>
      this.#connections.reportHttp(fault.code ?? '', socket),
    )
    this.#identity.onChange((fresh) =>
      server.setSecureContext({
        ...tlsTerms,
        key: fresh.privateKey,
        cert: fresh.certificate,
        secureOptions: noTickets,
      }),
    )
    return server
  }

  /** Whose certificate the connection of a request showed. */
  readonly peerOf = (request: Pick<FastifyRequest, 'raw'>): string => {
    // An id that no peer can have: what comes without a known connection is nobody's.
    return this.#connections.findPeer(request.raw.socket) ?? ''
  }

  /** Connections to that peer and nobody else. Throws ExchangeError PEER_UNKNOWN. */
  readonly dispatcherOf = (peerId: string): Dispatcher => {
    const known = this.#agents.get(peerId)
    if (known) return known
    if (!this.#parts.trust.findPeer(peerId))
      throw new ExchangeError('PEER_UNKNOWN', `${peerId} is not in the trust list`)
    const agent = new Agent({
      connections: this.#parts.connectionsPerPeer ?? 32,
      keepAliveTimeout: keepAliveMs,
      allowH2: false,
      connect: (options, callback) => this.#connect(peerId, options, callback),
    })
    this.#agents.set(peerId, agent)
    return agent
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    this.#identity.close()
    this.#connections.close()
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()))
  }

  #admit(socket: TLSSocket): void {
    try {
      this.#connections.admit(socket, toShownCertificate(socket.getPeerX509Certificate()), {})
    } catch {
      // The refusal has been reported; nothing is said to a stranger.
      socket.destroy()
    }
  }

  #connect(peerId: string, options: buildConnector.Options, callback: buildConnector.Callback): void {
    if (options.protocol !== 'https:') {
      callback(notProven(peerId, 'its address in the trust list is not https'), null)
      return
    }
    const connect = buildConnector({
      ...tlsTerms,
      secureContext: this.identity.context,
      rejectUnauthorized: false,
      allowH2: false,
      maxCachedSessions: 0,
      timeout: connectTimeoutMs,
    })
    connect(options, (fault, socket) => {
      if (fault) return callback(fault, null)
      try {
        const shown =
          socket instanceof TLSSocket ? toShownCertificate(socket.getPeerX509Certificate()) : undefined
        this.#connections.admit(socket, shown, { expected: peerId })
        return callback(null, socket)
      } catch (cause) {
        socket.destroy()
        const code = cause instanceof ExchangeError || cause instanceof TrustError ? cause.code : 'UNKNOWN'
        return callback(notProven(peerId, code, cause), null)
      }
    })
  }
}

function notProven(peerId: string, reason: string, cause?: unknown): ExchangeError {
  return new ExchangeError(
    'PEER_NOT_PROVEN',
    `whoever answers at the address of ${peerId} is not it (${reason})`,
    {
      cause,
      remedy: 'compare trust list, keys and clocks of both peers',
    },
  )
}
