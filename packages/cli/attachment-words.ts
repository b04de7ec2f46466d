import type { AttachmentEntry } from '@isthmus/contract'
import { toFaultSentence } from './fault-words.ts'

/** What became of a file, in few words. */
export function toAttachmentSentence({
  state,
  direction,
  chunks,
  chunksDone,
  withdrawal,
  openedAt,
}: AttachmentEntry): string {
  const percent = `${Math.floor((100 * chunksDone) / chunks)} %`
  const isOwn = direction === 'sent'
  if (withdrawal === 'asked') return 'withdrawal asked, no answer yet'
  if (withdrawal === 'too-late') return 'delivered; opened before it was withdrawn'
  switch (state) {
    case 'uploading':
      return `uploading, ${percent}`
    case 'sent':
      return isOwn ? `on its way, ${percent}` : `arriving, ${percent}`
    case 'delivered':
      if (isOwn) return 'delivered'
      return openedAt ? 'here, opened' : 'here, not opened yet'
    case 'withdrawn':
      return isOwn ? 'withdrawn, unopened' : 'withdrawn by its sender'
    case 'expired':
      return 'its time is over, deleted'
    case 'broken':
      return 'broken, deleted'
  }
}

export function toAttachmentLines(entry: AttachmentEntry): string[] {
  const { attachmentId, counterpart, direction, size, name, text, digest, expiresAt, correlationId, fault } =
    entry
  return [
    `Attachment ${attachmentId} ${direction === 'sent' ? 'to' : 'from'} ${counterpart}: ${toAttachmentSentence(entry)}.`,
    `${name ?? 'A file'}, ${toSize(size)}; correlation ${correlationId}; until ${expiresAt}.`,
    ...(digest ? [`SHA-256 ${digest}`] : []),
    ...(text === undefined ? [] : [`Note: ${text}`]),
    ...(fault ? [toFaultSentence(fault)] : []),
  ]
}

const units = ['KiB', 'MiB', 'GiB'] as const

export function toSize(bytes: number): string {
  let [size, unit]: [number, string] = [bytes, 'bytes']
  for (const larger of units) {
    if (size < 1024) break
    ;[size, unit] = [size / 1024, larger]
  }
  return `${unit === 'bytes' ? size : size.toFixed(1)} ${unit}`
}
