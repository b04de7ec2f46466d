import { randomUUID } from 'node:crypto'
import type { MessageDraft, MessageEntry } from '@isthmus/contract'
import type { Trust } from '../../trust/index.ts'
import { ExchangeError } from '../errors.ts'
import type { Messages } from '../messages.ts'
import type { OutgoingMessage } from '../outbox.ts'
import { showMessage } from './show-message.ts'

/** message.send: durable when it answers. Throws ExchangeError PEER_UNKNOWN | IDEMPOTENCY_KEY_REUSED. */
export async function sendNote(
  { messages, trust }: { messages: Messages; trust: Trust },
  { to, text, idempotencyKey }: MessageDraft,
  actor: NonNullable<OutgoingMessage['actor']>,
): Promise<MessageEntry> {
  if (!trust.listOtherPeers().some(({ id }) => id === to)) {
    throw new ExchangeError('PEER_UNKNOWN', `${to} is not another peer of the trust list`, {
      remedy: 'see isthmus trust list',
    })
  }
  const { messageId } = await messages.outbox.send({
    to,
    kind: 'message.test',
    correlationId: randomUUID(),
    body: { text },
    actor,
    ...(idempotencyKey ? { idempotencyKey } : {}),
  })
  return showMessage(messages, messageId)
}
