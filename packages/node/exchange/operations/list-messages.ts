import type { MessageList } from '@isthmus/contract'
import type { Trust } from '../../trust/index.ts'
import { toReceivedEntry, toSentEntry } from '../message-entry.ts'
import type { Messages } from '../messages.ts'

export type MessageQuery = { box: 'sent' | 'received' | 'dead'; before?: string }

const pageSize = 50

/** message.list: one page of a box, the newest first. */
export async function listMessages(
  { messages, trust }: { messages: Messages; trust: Trust },
  { box, before }: MessageQuery,
): Promise<MessageList> {
  const page = { size: pageSize, ...(before ? { before } : {}) }
  const entries =
    box === 'received'
      ? (await messages.received.listMessages(page)).map((row) => toReceivedEntry(row, messages))
      : (
          await messages.outbox.reader.listMessages({
            ...page,
            ...(box === 'dead' ? { state: 'dead' as const } : {}),
          })
        ).map(toSentEntry)
  const { waiting = 0, dead = 0 } = await messages.outbox.reader.countByState()
  const last = entries.at(-1)
  return {
    messages: entries,
    waiting,
    dead,
    peers: trust.listOtherPeers().map(({ id, name }) => ({ id, name })),
    ...(last && entries.length === pageSize ? { next: last.messageId } : {}),
  }
}
