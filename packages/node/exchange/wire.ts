import {
  type BundlePlace,
  type Envelope,
  type Payload,
  parse,
  type Receipt,
  type Statement,
} from '@isthmus/contract'
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
  signReceipts,
  signStatement,
  verifyEd25519,
  verifyReceipt,
} from '@isthmus/protocol/envelope'
import {
  type Fields,
  type ReceivedRequest,
  type SigningParts,
  signBundle,
  signRequest,
  type VerifiedBundle,
  type VerifiedRequest,
  type VerifyEd25519,
  type VerifyingParts,
  verifyBundle,
  verifyRequest,
} from '@isthmus/protocol/http-signature'
import { type Clock, type Signer, takeRandom } from '../platform/index.ts'
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

/**
 * `path` is that of the door at which it came; `tlsPeer` whose certificate the connection showed, null without TLS. Of a
 * message that came in a bundle `request` has the fields of the bundle and the body of the message, and `bundle` its place.
 */
export type Arrived = { request: ReceivedRequest; path: string; tlsPeer: string | null; bundle?: BundlePlace }

/** `replayGuard`: with the memory of the process before; one that begins empty when absent. */
export type WireParts = { trust: Trust; clock: Clock; replayGuard?: ReplayGuard }

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

  constructor({ trust, clock, replayGuard = new ReplayGuard(clock) }: WireParts) {
    this.#trust = trust
    this.#clock = clock
    this.#senders = new SenderSessions(trust.self.id)
    this.#receivers = new ReceiverSessions(trust.self.id)
    this.#replayGuard = replayGuard
  }

  /**
   * `random` gives nonce and salt: with the salt of before, a message that is sealed again keeps its commitment.
   * Throws ExchangeError PEER_UNKNOWN for a receiver that the trust list has not, or without a good sealing key.
   */
  async seal(message: MessageToSend, random: Random = takeRandom): Promise<SealedMessage> {
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
    const { to, correlationId } = message
    return signRequest({ ...this.#toSign(to, path), bodySha256: digest, correlationId }, this.#signing())
  }

  /** The same of several messages to one peer, under one signature; `root` is that of the tree over them. */
  async signBundle(
    to: string,
    { path, ...bundle }: { path: string; bodySha256: Uint8Array; size: number; root: Uint8Array },
  ): Promise<Fields> {
    return signBundle({ ...this.#toSign(to, path), ...bundle }, this.#signing())
  }

  #toSign(to: string, path: string) {
    return {
      method: 'POST' as const,
      targetUri: this.targetUri(to, path),
      from: this.#trust.self.id,
      to,
    }
  }

  #signing(): SigningParts {
    const { keyId, sign } = this.signer()
    const created = Math.floor(this.#clock().getTime() / 1000)
    const nonce = takeRandom(16).toString('base64url')
    return { keyId, sign, created, expires: created + signatureLifetime, nonce }
  }

  /** Where a door of a peer is. Throws ExchangeError PEER_UNKNOWN. */
  targetUri(peerId: string, path: string): string {
    const peer = this.#trust.findPeer(peerId)
    if (peer) return new URL(path, peer.address).href
    throw new ExchangeError('PEER_UNKNOWN', `${peerId} is not in the trust list`)
  }

  /** Believes and opens what arrived. Throws TrustError, HttpSignatureError, EnvelopeError, ProofError. */
  async open(arrived: Arrived): Promise<BelievedMessage> {
    const now = this.#clock()
    this.#trust.verifyInForce(now)
    const verified = verifyRequest(arrived.request, this.#verifyingParts(arrived), now)
    return this.openVerified(arrived.request.body, verified)
  }

  /** Believes a bundle; its messages are opened one by one. Throws TrustError, HttpSignatureError. */
  verifyBundle(arrived: Arrived): VerifiedBundle {
    const now = this.#clock()
    this.#trust.verifyInForce(now)
    return verifyBundle(arrived.request, this.#verifyingParts(arrived), now)
  }

  /** Opens a message of which it is known who signed it. Throws EnvelopeError, ProofError. */
  async openVerified(body: Uint8Array, verified: VerifiedRequest): Promise<BelievedMessage> {
    const opened = await openMessage(
      { body, verified },
      {
        sessions: this.#receivers,
        findOpeningKey: (keyId) => this.#findOpeningKey(keyId),
        keysOf: this.#keysOf,
        mayState: (peerId, organisation) => this.#trust.findHosted(peerId, organisation) !== undefined,
        verifyEd25519,
      },
      this.#clock(),
    )
    return { ...opened, verified }
  }

  readonly #keysOf: VerifyingParts['keysOf'] = (peerId) => this.#trust.findPeer(peerId)?.keys

  #verifyingParts({ path, tlsPeer }: Arrived): VerifyingParts {
    return {
      selfId: this.#trust.self.id,
      targetUri: this.targetUri(this.#trust.self.id, path),
      tlsPeer,
      keysOf: this.#keysOf,
      verifyEd25519,
      sha256,
      isReplay: (seen) => this.#replayGuard.isReplay(seen),
    }
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

  /** Under one signature; 1 to 1,024. */
  signReceipts(receipts: readonly ReceiptToSign[]): Promise<Receipt[]> {
    return signReceipts(receipts, this.signer())
  }

  /**
   * `verify` may remember what it has verified. Throws ProofError RECEIPT_... and HttpSignatureError KEY_... when it is no
   * receipt of `to` for this message.
   */
  verifyReceipt(
    receipt: unknown,
    message: Pick<Envelope, 'to' | 'messageId' | 'correlationId'> & { digest: Uint8Array },
    verify: VerifyEd25519 = verifyEd25519,
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
        verifyEd25519: verify,
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
