import type { MessageDraft } from '@isthmus/contract'
import type { Call, Handlers } from './api.ts'
import {
  handleDeadLetter,
  listMessages,
  type MessageQuery,
  type Messages,
  sendNote,
  showMessage,
} from './exchange/index.ts'
import { toActor } from './guards.ts'
import type { Trust } from './trust/index.ts'

/** What answers the operations of messages; the guards have run before. */
export function messageHandlers(parts: {
  messages: Messages
  trust: Trust
}): Pick<Handlers, Extract<keyof Handlers, `message.${string}`>> {
  const { messages } = parts
  return {
    'message.list': ({ query }) => listMessages(parts, toQuery(query)),
    'message.show': ({ id }) => showMessage(messages, id),
    'message.send': ({ officer, body }) => sendNote(parts, body as MessageDraft, toActor(officer)),
    'message.resend': ({ officer, id }) =>
      handleDeadLetter(messages, { messageId: id, act: 'resend' }, toActor(officer)),
    'message.discard': ({ officer, id }) =>
      handleDeadLetter(messages, { messageId: id, act: 'discard' }, toActor(officer)),
  }
}

function toQuery({ box, before }: Call['query']): MessageQuery {
  const isBefore = typeof before === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(before)
  return { box: box === 'received' || box === 'dead' ? box : 'sent', ...(isBefore ? { before } : {}) }
}
