import { randomBytes } from 'node:crypto'
import { type Envelope, type Payload, parse, type Receipt, type Statement } from '@isthmus/contract'
import {
  importOpeningKey,
  importSealingKey,
  type MessageToSeal,
  type OpenedMessage,
  openMessage,
  type Random,
  type ReceiptToSign,
  ReceiverSessions,
  type SealedMessage,
  SenderSessions,
  sealMessage,
  sha256,
  signReceipt,
  signStatement,
  verifyEd25519,
  verifyReceipt,
} from '@isthmus/protocol/envelope'
import {
  type Fields,
  type ReceivedRequest,
  signRequest,
  type VerifiedRequest,
  verifyRequest,
} from '@isthmus/protocol/http-signature'
import type { Clock, Signer } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import { ExchangeError } from './errors.ts'
import { ReplayGuard } from './replay-guard.ts'

/** How long the HTTP signature of one attempt is good, seconds. */
const signatureLifetime = 60

/** How long a statement of a person is good for messages. */
const statementLifetimeMs = 5 * 60_000

/** A signer is asked of the trust list anew after this; a key that was rotated is left soon. */
const signerKeptMs = 1_000

export type MessageToSend = Omit<MessageToSeal, 'from'>

/** What is stated of the person for whom a message is sent; the rest of the statement is of the message. */
export type StatedPerson = Omit<Statement, 'correlationId' | 'issuedAt' | 'expiresAt'>

/** A request that has been verified and opened. */
export type BelievedMessage = OpenedMessage & { verified: VerifiedRequest }

/** `path` is that of the door at which it came; `tlsPeer` whose certificate the connection showed, null without TLS. */
export type Arrived = { request: ReceivedRequest; path: string; tlsPeer: string | null }

/**
 * What all messages share, whoever sends or takes them: sealing, signing, verifying, opening, and the memory of nonces.
 * One for the whole peer. Speaks by the trust list of the moment.
 */
export class Wire {
  readonly #trust: Trust
  readonly #clock: Clock
  readonly #senders: SenderSessions
  readonly #receivers: ReceiverSessions
  readonly #replayGuard: ReplayGuard
  readonly #sealingKeys = new Map<string, Promise<CryptoKey>>()
  readonly #openingKeys = new Map<string, Promise<CryptoKey>>()
  #signer: { signer: Signer; until: number } | undefined

  constructor({ trust, clock }: { trust: Trust; clock: Clock }) {
    this.#trust = trust
    this.#clock = clock
    this.#senders = new SenderSessions(trust.self.id)
    this.#receivers = new ReceiverSessions(trust.self.id)
    this.#replayGuard = new ReplayGuard(clock)
  }

  /**
   * `random` gives nonce and salt: with the salt of before, a message that is sealed again keeps its commitment.
   * Throws ExchangeError PEER_UNKNOWN for a receiver that the trust list has not, or without a good sealing key.
   */
  async seal(message: MessageToSend, random: Random = randomBytes): Promise<SealedMessage> {
    const now = this.#clock()
    const key = this.#trust.currentKey(message.to, 'sealing', now)
    if (!key) throw new ExchangeError('PEER_UNKNOWN', `${message.to} has no sealing key in the trust list`)
    const sealingKey = await remember(this.#sealingKeys, key.id, () => importSealingKey(key.raw))
    const session = await this.#senders.get({ id: message.to, sealingKeyId: key.id, sealingKey }, now)
    return sealMessage({ ...message, from: this.#trust.self.id }, session, random)
  }

  /** The fields of one attempt to send a sealed message; fresh for each. Throws ExchangeError PEER_UNKNOWN. */
  async signFields(
    message: Pick<Envelope, 'to' | 'correlationId'>,
    { path, digest }: { path: string; digest: Uint8Array },
  ): Promise<Fields> {
    const { keyId, sign } = this.signer()
    const created = Math.floor(this.#clock().getTime() / 1000)
    return signRequest(
      {
        method: 'POST',
        targetUri: this.targetUri(message.to, path),
        bodySha256: digest,
        correlationId: message.correlationId,
        from: this.#trust.self.id,
        to: message.to,
      },
      {
        keyId,
        sign,
        created,
        expires: created + signatureLifetime,
        nonce: randomBytes(16).toString('base64url'),
      },
    )
  }

  /** Where a door of a peer is. Throws ExchangeError PEER_UNKNOWN. */
  targetUri(peerId: string, path: string): string {
    const peer = this.#trust.findPeer(peerId)
    if (peer) return new URL(path, peer.address).href
    throw new ExchangeError('PEER_UNKNOWN', `${peerId} is not in the trust list`)
  }

  /** Believes and opens what arrived. Throws TrustError, HttpSignatureError, EnvelopeError, ProofError. */
  async open({ request, path, tlsPeer }: Arrived): Promise<BelievedMessage> {
    const now = this.#clock()
    this.#trust.verifyInForce(now)
    const keysOf = (peerId: string) => this.#trust.findPeer(peerId)?.keys
    const verified = verifyRequest(
      request,
      {
        selfId: this.#trust.self.id,
        targetUri: this.targetUri(this.#trust.self.id, path),
        tlsPeer,
        keysOf,
        verifyEd25519,
        sha256,
        isReplay: (seen) => this.#replayGuard.isReplay(seen),
      },
      now,
    )
    const opened = await openMessage(
      { body: request.body, verified },
      {
        sessions: this.#receivers,
        findOpeningKey: (keyId) => this.#findOpeningKey(keyId),
        keysOf,
        mayState: (peerId, organisation) => this.#trust.findHosted(peerId, organisation) !== undefined,
        verifyEd25519,
      },
      now,
    )
    return { ...opened, verified }
  }

  /** The statement of a person for one message that is created at `at` or soon after, signed as this peer. */
  async state(person: StatedPerson, correlationId: string, at: Date): Promise<string> {
    const statement = {
      ...person,
      correlationId,
      issuedAt: at.toISOString(),
      expiresAt: new Date(at.getTime() + statementLifetimeMs).toISOString(),
    }
    return signStatement(parse('Statement', statement), this.signer())
  }

  signReceipt(receipt: ReceiptToSign): Promise<Receipt> {
    return signReceipt(receipt, this.signer())
  }

  /** Throws ProofError RECEIPT_... and HttpSignatureError KEY_... when it is no receipt of `to` for this message. */
  verifyReceipt(
    receipt: unknown,
    message: Pick<Envelope, 'to' | 'messageId' | 'correlationId'> & { digest: Uint8Array },
  ): Receipt {
    const { to, messageId, correlationId, digest } = message
    return verifyReceipt(
      receipt,
      {
        from: this.#trust.self.id,
        to,
        messageId,
        correlationId,
        digest: Buffer.from(digest).toString('base64url'),
        keys: this.#trust.findPeer(to)?.keys ?? [],
        verifyEd25519,
      },
      this.#clock().getTime(),
    )
  }

  signer(): Signer {
    const now = this.#clock().getTime()
    const isFresh =
      this.#signer !== undefined && now < this.#signer.until && now >= this.#signer.until - signerKeptMs
    if (this.#signer && isFresh) return this.#signer.signer
    const signer = this.#trust.signerOf('signing')
    this.#signer = { signer, until: now + signerKeptMs }
    return signer
  }

  #findOpeningKey(keyId: string): Promise<CryptoKey> | undefined {
    const listed = this.#trust.findListedKey(keyId)
    if (listed?.peerId !== this.#trust.self.id || listed.use !== 'sealing') return undefined
    const known = this.#openingKeys.get(keyId)
    if (known) return known
    const raw = this.#trust.sealingKeyOf(keyId)
    return raw && remember(this.#openingKeys, keyId, () => importOpeningKey(raw))
  }
}

/** Keys are few, and a public or private key of one id never changes. */
function remember(
  keys: Map<string, Promise<CryptoKey>>,
  id: string,
  make: () => Promise<CryptoKey>,
): Promise<CryptoKey> {
  const known = keys.get(id)
  if (known) return known
  const made = make()
  keys.set(id, made)
  made.catch(() => keys.delete(id))
  return made
}

export function toPayload(content: Payload['content'], statement: string | undefined): Payload {
  return statement === undefined ? { content } : { statement, content }
}
