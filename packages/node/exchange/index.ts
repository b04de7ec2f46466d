export type { Answerer, Asker } from './answer-lines.ts'
export { type Answerers, answerPeers, type ExchangeParts } from './answer-peers.ts'
export { messagesPath, PeerClient, type PeerClientParts, type Question } from './ask-peer.ts'
export { type AttachmentDoorParts, openAttachmentDoor } from './attachment-door.ts'
export type { AttachmentInbox, AttachmentLimits } from './attachment-inbox.ts'
export type { AttachmentOutbox, FileToSend } from './attachment-outbox.ts'
export { ExchangeError, type ExchangeErrorCode } from './errors.ts'
export {
  Inbox,
  type InboxParts,
  type MessageHandler,
  type OpenedMessage,
  type ReceivedMessage,
} from './inbox.ts'
export { InboxReader } from './inbox-reader.ts'
export { type AsynchronousKind, asynchronousKinds } from './message-kinds.ts'
export { createMessages, type Messages, type MessagesParts } from './messages.ts'
export { handleDeadLetter } from './operations/handle-dead-letter.ts'
export { listMessages, type MessageQuery } from './operations/list-messages.ts'
export { sendNote } from './operations/send-note.ts'
export { showMessage } from './operations/show-message.ts'
export { Outbox, type OutboxParts, type OutgoingMessage } from './outbox.ts'
export { OutboxReader, type OutboxState, type SentMessage } from './outbox-reader.ts'
export { PeerTls, type PeerTlsParts } from './peer-tls.ts'
export { type PostingParts, postToPeer } from './post-to-peer.ts'
export { createTlsIdentity, type TlsIdentity, toValidity } from './tls-certificate.ts'
export type { OnTranscript, OpenedPayload, Transcript } from './transcript.ts'
export { type Arrived, type BelievedMessage, type MessageToSend, type StatedPerson, Wire } from './wire.ts'
