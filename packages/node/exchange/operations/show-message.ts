import type { MessageEntry } from '@isthmus/contract'
import { ExchangeError } from '../errors.ts'
import { toReceivedEntry, toSentEntry } from '../message-entry.ts'
import type { Messages } from '../messages.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** message.show: a message of either box. Throws ExchangeError MESSAGE_NOT_FOUND. */
export async function showMessage(messages: Messages, messageId: string): Promise<MessageEntry> {
  // A text that is no UUID would be a fault of the database.
  const sent = uuid.test(messageId) ? await messages.outbox.reader.findMessage(messageId) : undefined
  if (sent) return toSentEntry(sent)
  const received = uuid.test(messageId) ? await messages.received.findMessage(messageId) : undefined
  if (received) return toReceivedEntry(received, messages)
  throw new ExchangeError('MESSAGE_NOT_FOUND', 'there is no such message', {
    remedy: 'see isthmus message list',
  })
}
