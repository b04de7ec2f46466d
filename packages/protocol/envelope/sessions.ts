import { EnvelopeError } from './errors.ts'
import { arrayOf, exportSecret, sessionInfo, suite } from './suite.ts'

/** How long a sender uses one session (docs/protocol.md, 6.2). */
export const longestSessionMs = 5 * 60_000

/** A sender's session with one sealing key of a receiver. `encapsulatedKey` is base64url. */
export type SenderSession = {
  sealingKeyId: string
  encapsulatedKey: string
  secret: Buffer
  createdAt: number
}

/** The receiver of messages, with the sealing key that is sealed to now. */
export type Receiver = { id: string; sealingKeyId: string; sealingKey: CryptoKey }

/**
 * One HPKE session (RFC 9180, base mode) for each receiver, made anew every 5 minutes and when the receiver's key
 * changes: the costly key agreement is shared by the messages of that time, the keys of a message are its own.
 */
export class SenderSessions {
  readonly #selfId: string
  readonly #open = new Map<
    string,
    { sealingKeyId: string; createdAt: number; session: Promise<SenderSession> }
  >()

  constructor(selfId: string) {
    this.#selfId = selfId
  }

  get(receiver: Receiver, now: Date): Promise<SenderSession> {
    const known = this.#open.get(receiver.id)
    const ageMs = known ? now.getTime() - known.createdAt : 0
    const isUsable = known?.sealingKeyId === receiver.sealingKeyId && ageMs >= 0 && ageMs < longestSessionMs
    if (known && isUsable) return known.session
    const createdAt = now.getTime()
    const session = this.#create(receiver, createdAt)
    const { sealingKeyId } = receiver
    this.#open.set(receiver.id, { sealingKeyId, createdAt, session })
    session.catch(() => this.#open.delete(receiver.id))
    return session
  }

  async #create(receiver: Receiver, createdAt: number): Promise<SenderSession> {
    const context = await suite.createSenderContext({
      recipientPublicKey: receiver.sealingKey,
      info: sessionInfo(this.#selfId, receiver.id),
    })
    return {
      sealingKeyId: receiver.sealingKeyId,
      encapsulatedKey: Buffer.from(context.enc).toString('base64url'),
      secret: await exportSecret(context),
      createdAt,
    }
  }
}

/** Sessions of one sender that are remembered; an older one is agreed again from its message. */
const mostSessionsPerSender = 256

type Encapsulated = { from: string; sealingKeyId: string; encapsulatedKey: string }

/** Secrets of the sessions that others have opened with this peer. A message stands alone: what is forgotten is agreed again. */
export class ReceiverSessions {
  readonly #selfId: string
  readonly #secrets = new Map<string, Map<string, Buffer>>()

  constructor(selfId: string) {
    this.#selfId = selfId
  }

  /** Throws EnvelopeError SEAL_BROKEN for a key that no agreement comes of. */
  async get(message: Encapsulated, openingKey: CryptoKey): Promise<Buffer> {
    const name = `${message.sealingKeyId} ${message.encapsulatedKey}`
    const known = this.#secrets.get(message.from)?.get(name)
    if (known) return known
    const secret = await this.#agree(message, openingKey)
    this.#remember(message.from, name, secret)
    return secret
  }

  async #agree(message: Encapsulated, openingKey: CryptoKey): Promise<Buffer> {
    try {
      const context = await suite.createRecipientContext({
        recipientKey: openingKey,
        enc: arrayOf(Buffer.from(message.encapsulatedKey, 'base64url')),
        info: sessionInfo(message.from, this.#selfId),
      })
      return await exportSecret(context)
    } catch (cause) {
      throw new EnvelopeError('SEAL_BROKEN', 'the encapsulated key is none', { cause })
    }
  }

  #remember(from: string, name: string, secret: Buffer): void {
    const ofSender = this.#secrets.get(from) ?? new Map<string, Buffer>()
    this.#secrets.set(from, ofSender)
    const [oldest] = ofSender.keys()
    if (ofSender.size >= mostSessionsPerSender && oldest !== undefined) ofSender.delete(oldest)
    ofSender.set(name, secret)
  }
}
