import { takeRandom } from '../platform/index.ts'
import type { OpenedMessage } from './inbox.ts'
import type { OutboxParts, Sealable, SealedBody } from './outbox.ts'
import type { Arrived, BelievedMessage, Wire } from './wire.ts'

/** Where asynchronous messages are taken. */
export const inboxPath = '/peer/v1/inbox'

/** Where several of them are taken in one request. */
export const bundlePath = '/peer/v1/inbox/bundle'

/** Seals messages to the present sealing key of their receiver; the salt is that of the message. */
export function createSealer(wire: Wire): OutboxParts['seal'] {
  return async ({ salt, ...message }: Sealable): Promise<SealedBody> => {
    const random = (size: number): Buffer => (size === salt.length ? salt : takeRandom(size))
    const { body, digest, envelope } = await wire.seal(message, random)
    return {
      body,
      digest: Buffer.from(digest),
      commitment: Buffer.from(envelope.payloadCommitment, 'base64url'),
    }
  }
}

/** A believed message as the inbox takes it. */
export function toOpened(
  { envelope, content, statement, verified }: BelievedMessage,
  { bundle }: Pick<Arrived, 'bundle'>,
): OpenedMessage {
  return {
    from: verified.from,
    isBundled: bundle !== undefined,
    messageId: envelope.messageId,
    kind: envelope.kind,
    correlationId: envelope.correlationId,
    commitment: Buffer.from(envelope.payloadCommitment, 'base64url'),
    digest: Buffer.from(verified.digest),
    content,
    ...(statement
      ? { actor: { id: statement.pseudonym, role: statement.role, organisation: statement.organisation } }
      : {}),
  }
}
