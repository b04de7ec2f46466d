import type { AttachmentOutcome } from '@isthmus/contract'

export type AttachmentState = 'uploading' | 'offered' | 'complete' | 'broken' | 'withdrawn' | 'expired'

export type AttachmentRow = {
  attachmentId: string
  direction: 'sent' | 'received'
  counterpart: string
  correlationId: string
  state: AttachmentState
  /** Key, name and note, sealed under a key of this peer; gone with the content. */
  secret: Buffer | null
  size: number
  chunks: number
  /** Unknown until the whole has been uploaded. */
  digest: Buffer | null
  /** SHA-256 of each sealed chunk, one after the other. */
  chunkDigests: Buffer | null
  chunksDone: number
  createdAt: Date
  expiresAt: Date
  begunBy: string | null
  announcement: Buffer | null
  messageId: string | null
  openedAt: Date | null
  withdrawal: 'asked' | 'done' | 'too-late' | null
  /** What the sender is still to be told, in order. */
  owes: AttachmentOutcome['outcome'][]
  fault: string | null
}

/** A row as it is begun; what is left out comes later. */
export type NewAttachment = Pick<
  AttachmentRow,
  | 'attachmentId'
  | 'direction'
  | 'counterpart'
  | 'correlationId'
  | 'state'
  | 'size'
  | 'chunks'
  | 'createdAt'
  | 'expiresAt'
> &
  Partial<Pick<AttachmentRow, 'secret' | 'digest' | 'chunkDigests' | 'begunBy'>>
