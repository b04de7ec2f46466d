import type { KeyObject } from 'node:crypto'
import { parse } from '@isthmus/contract'
import { openAtRest, sealAtRest } from './at-rest.ts'
import type { MessageHandler } from './inbox.ts'
import { insertNotes } from './inbox-transactor.ts'

/** Keeps notes between operators, sealed under a key of this peer. */
export function createNoteKeeper(contentKey: KeyObject): MessageHandler {
  return async (messages, transaction) => {
    await insertNotes(
      transaction,
      messages.map(({ from, messageId, body }) => {
        const { text } = parse('TestNote', body)
        return {
          from,
          messageId,
          text: sealAtRest(contentKey, placeOf(messageId), Buffer.from(text, 'utf8')),
        }
      }),
    )
  }
}

/** Throws ExchangeError STORED_CONTENT_UNREADABLE. */
export function openNote(
  contentKey: KeyObject,
  { messageId, note }: { messageId: string; note: Buffer },
): string {
  return openAtRest(contentKey, placeOf(messageId), note).toString('utf8')
}

function placeOf(messageId: string): string {
  return `exchange.note ${messageId}`
}
