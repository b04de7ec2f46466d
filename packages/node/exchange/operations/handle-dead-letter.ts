import type { MessageEntry } from '@isthmus/contract'
import type { Messages } from '../messages.ts'
import type { OutgoingMessage } from '../outbox.ts'
import { showMessage } from './show-message.ts'

/**
 * message.resend and message.discard. Throws ExchangeError MESSAGE_NOT_FOUND | MESSAGE_NOT_DEAD | MESSAGE_TOO_OLD |
 * STORED_CONTENT_UNREADABLE.
 */
export async function handleDeadLetter(
  messages: Messages,
  { messageId, act }: { messageId: string; act: 'resend' | 'discard' },
  actor: NonNullable<OutgoingMessage['actor']>,
): Promise<MessageEntry> {
  await showMessage(messages, messageId)
  await messages.outbox[act](messageId, actor)
  return showMessage(messages, messageId)
}
