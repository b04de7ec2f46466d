import { createSecretKey } from 'node:crypto'
import { join } from 'node:path'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Database, Logger } from '../platform/index.ts'
import { AttachmentInbox, type AttachmentLimits } from './attachment-inbox.ts'
import { AttachmentOutbox } from './attachment-outbox.ts'
import { Inbox } from './inbox.ts'
import { InboxReader } from './inbox-reader.ts'
import type { LogWriter } from './log-writer.ts'
import { toReceivedTranscript } from './message-transcript.ts'
import { createCourier, createSealer, toOpened } from './message-wire.ts'
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
export type Messages = {
  outbox: Outbox
  inbox: Inbox
  received: InboxReader
  /** Files that go out. */
  files: AttachmentOutbox
  /** Files that come in. */
  attachments: AttachmentInbox
  /** Goes on with whatever was under way. */
  start: () => Promise<void>
  stop: () => Promise<void>
  /** Takes a believed message and gives its signed receipt, as JSON. */
  receive: (message: BelievedMessage, arrived: Arrived) => Promise<string>
  /** The text of a note that came. Throws ExchangeError STORED_CONTENT_UNREADABLE. */
  openNote: (note: { messageId: string; note: Buffer }) => string
}

/** How often files whose time is over are looked for. */
const sweepMs = 600_000

export function createMessages(parts: MessagesParts): Messages {
  const { trust, wire, auditLog, database, incidents, clock, connections = 32 } = parts
  const contentKey = createSecretKey(parts.key)
  const inbox = new Inbox({
    auditLog,
    signReceipt: (receipt) => wire.signReceipt(receipt),
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
  const { folder } = parts
  const attachments = new AttachmentInbox({ ...parts, contentKey, folder: join(folder, 'received') })
  inbox.on('attachment.manifest', attachments.handleManifest)
  const files = new AttachmentOutbox({ ...parts, contentKey, outbox, folder: join(folder, 'sent') })
  let sweeping: NodeJS.Timeout | undefined
  return {
    outbox,
    inbox,
    files,
    attachments,
    start: async () => {
      await attachments.sweep()
      sweeping = setInterval(() => void attachments.sweep().catch(() => {}), sweepMs)
      await outbox.start()
      files.start()
    },
    stop: async () => {
      clearInterval(sweeping)
      await Promise.all([outbox.stop(), files.stop()])
    },
    received: new InboxReader(database),
    receive: createReceiver(parts, inbox),
    openNote: (note) => openNote(contentKey, note),
  }
}

function createReceiver({ trust, clock, onTranscript }: MessagesParts, inbox: Inbox): Messages['receive'] {
  return async (message, arrived) => {
    const at = clock()
    const { receipt, isNew } = await inbox.receive(toOpened(message))
    if (isNew)
      onTranscript?.(
        toReceivedTranscript({ message, arrived, receipt }, { at, trustListVersion: trust.list.version }),
      )
    return receipt
  }
}
