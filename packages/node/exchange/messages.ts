import { createSecretKey } from 'node:crypto'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Database, Logger } from '../platform/index.ts'
import type { AttachmentLimits } from './attachment-limits.ts'
import { type Attachments, createAttachments } from './attachments.ts'
import { createCourier } from './courier.ts'
import { DeadLetters } from './dead-letters.ts'
import { Inbox } from './inbox.ts'
import { InboxReader } from './inbox-reader.ts'
import type { LogWriter } from './log-writer.ts'
import { endMessageRetention } from './message-retention.ts'
import { toReceivedTranscript } from './message-transcript.ts'
import { createSealer, toOpened } from './message-wire.ts'
import { createNoteKeeper, openNote } from './notes.ts'
import { Outbox, type OutboxParts } from './outbox.ts'
import type { PostingParts } from './post-to-peer.ts'
import { openContent } from './stored-content.ts'
import type { OnTranscript } from './transcript.ts'
import type { Arrived, BelievedMessage, Wire } from './wire.ts'

export type MessagesParts = PostingParts & {
  database: Database
  auditLog: LogWriter & { origin: string }
  wire: Wire
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
  logger: Logger
  /** The keystore's `exchange` key, 32 bytes: what waits in outbox and inbox is sealed under it. */
  key: Buffer
  /** Where sealed chunks of files lie, going out and come in. */
  folder: string
  limits?: Partial<AttachmentLimits>
  /** Attempts to one peer at the same time; 32 when absent. */
  connections?: number
  onSettled?: NonNullable<OutboxParts['onSettled']>
  /** Absent where no transcript is kept. */
  onTranscript?: OnTranscript
}

/** Asynchronous messages: what goes out, what comes in. */
export type Messages = Attachments & {
  outbox: Outbox
  inbox: Inbox
  received: InboxReader
  /** Goes on with whatever was under way. */
  start: () => Promise<void>
  stop: () => Promise<void>
  /** Takes a believed message and gives its signed receipt, as JSON. */
  receive: (message: BelievedMessage, arrived: Arrived) => Promise<string>
  /** What is older than it may be goes; a daily job. */
  endRetention: (signal?: AbortSignal) => Promise<unknown>
  /** The text of a note that came. Throws ExchangeError STORED_CONTENT_UNREADABLE. */
  openNote: (note: { messageId: string; note: Buffer }) => string
}

export function createMessages(parts: MessagesParts): Messages {
  const { trust, wire, auditLog, database, incidents, clock, connections = 32 } = parts
  const contentKey = createSecretKey(parts.key)
  const inbox = new Inbox({
    auditLog,
    signReceipt: (receipt) => wire.signReceipt(receipt),
    signReceipts: (receipts) => wire.signReceipts(receipts),
    peerId: trust.self.id,
    origin: auditLog.origin,
    incidents,
    clock,
  })
  inbox.on('message.test', createNoteKeeper(contentKey))
  const outbox = new Outbox({
    ...parts,
    contentKey,
    connections,
    random: Math.random,
    seal: createSealer(wire),
    deliver: createCourier({ ...parts, openContent: (message) => openContent(contentKey, message) }),
  })
  const ofFiles = createAttachments({ ...parts, outbox }, { inbox, contentKey })
  const { files, attachments } = ofFiles
  const { onTranscript } = parts
  const deadLetters = onTranscript && new DeadLetters({ ...parts, contentKey, onTranscript })
  return {
    ...ofFiles,
    outbox,
    inbox,
    start: async () => {
      await ofFiles.sweepAttachments()
      await outbox.start()
      files.start()
      deadLetters?.start()
      attachments.outcomes.start()
    },
    stop: async () => {
      await Promise.all([outbox.stop(), files.stop(), attachments.outcomes.stop(), deadLetters?.stop()])
    },
    received: new InboxReader(database),
    receive: createReceiver(parts, inbox),
    endRetention: (signal) => endMessageRetention(parts, signal),
    openNote: (note) => openNote(contentKey, note),
  }
}

function createReceiver({ trust, clock, onTranscript }: MessagesParts, inbox: Inbox): Messages['receive'] {
  return async (message, arrived) => {
    const at = clock()
    const { receipt, isNew } = await inbox.receive(toOpened(message, arrived))
    if (isNew)
      onTranscript?.(
        toReceivedTranscript({ message, arrived, receipt }, { at, trustListVersion: trust.list.version }),
      )
    return receipt
  }
}
