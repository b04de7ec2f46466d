import type { Clock } from '../../platform/index.ts'
import { toFileEvent } from '../attachment-events.ts'
import type { AttachmentRow } from '../attachment-row.ts'
import { findSecret } from '../attachment-secret.ts'
import type { Actor } from '../attachment-upload.ts'
import { type ByteRange, parseByteRange } from '../byte-range.ts'
import { ExchangeError } from '../errors.ts'
import { toContentDisposition } from '../file-name.ts'
import type { LogWriter } from '../log-writer.ts'
import type { Messages } from '../messages.ts'
import { getAttachment } from './show-attachment.ts'

/** A file, or a part of it, as HTTP carries it. */
export type Download = {
  status: 200 | 206 | 416
  headers: Record<string, string>
  content: AsyncIterable<Buffer>
}

export type DownloadParts = { messages: Messages; auditLog: LogWriter; clock: Clock }

/** Fields of the request: `Range` and `If-Range` (RFC 9110, sections 14.2 and 13.1.5). */
export type DownloadRequest = {
  attachmentId: string
  range?: string | undefined
  ifRange?: string | undefined
}

/**
 * attachment.download: a file that came, to be kept and never shown. Logged before the first byte; from then on it counts as
 * opened, and is not withdrawn any more. Throws ExchangeError ATTACHMENT_NOT_FOUND | ATTACHMENT_INCOMPLETE.
 */
export async function downloadAttachment(
  parts: DownloadParts,
  { attachmentId, range: field, ifRange }: DownloadRequest,
  actor: Actor,
): Promise<Download> {
  const { messages } = parts
  const row = await getAttachment(messages, attachmentId)
  const secret = findSecret(messages.contentKey, row)
  if (row.direction !== 'received' || row.state !== 'complete' || !secret || !row.digest) throw notThere(row)
  const tag = `"${row.digest.toString('base64url')}"`
  const range = parseByteRange(ifRange === undefined || ifRange === tag ? field : undefined, row.size)
  const headers = {
    'content-disposition': toContentDisposition(secret.name),
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    // Whatever is in the file, nothing of it runs or is shown as one of our pages.
    'content-security-policy': "sandbox; default-src 'none'",
    'repr-digest': `sha-256=:${row.digest.toString('base64')}:`,
    etag: tag,
  }
  if (range === 'unsatisfiable')
    return { status: 416, headers: { ...headers, 'content-range': `bytes */${row.size}` }, content: none() }
  const part = range === 'whole' ? { first: 0, last: row.size - 1 } : range
  await noteOpened(parts, row, { actor, part })
  const length = { 'content-length': String(part.last - part.first + 1) }
  const content = readParts(messages, row, part)
  if (range === 'whole') return { status: 200, headers: { ...headers, ...length }, content }
  const contentRange = `bytes ${part.first}-${part.last}/${row.size}`
  return { status: 206, headers: { ...headers, ...length, 'content-range': contentRange }, content }
}

/** One commit with its entry: a withdrawal comes before it, or too late. */
async function noteOpened(
  { messages, auditLog, clock }: DownloadParts,
  row: AttachmentRow,
  { actor, part }: { actor: Actor; part: ByteRange },
): Promise<void> {
  await auditLog.appendWith(async (transaction) => {
    const now = await messages.rows.lock(row.attachmentId, transaction)
    if (now?.state !== 'complete') throw notThere(row)
    const openedAt = now.openedAt ?? clock()
    await messages.rows.change(row.attachmentId, { from: ['complete'], to: { openedAt } }, transaction)
    const detail = { fromByte: part.first, toByte: part.last }
    return { events: [toFileEvent('attachment.opened', now, { actor, detail })], result: undefined }
  })
}

/** A chunk that can no longer be read ends the file; the answer breaks off, so that nobody takes a part for the whole. */
async function* readParts(messages: Messages, row: AttachmentRow, part: ByteRange): AsyncGenerator<Buffer> {
  try {
    yield* messages.attachments.read(row.attachmentId, part)
  } catch (fault) {
    if (fault instanceof ExchangeError && fault.code === 'ATTACHMENT_CHUNK_BROKEN')
      await messages.attachments.giveUp(row, fault.code)
    throw fault
  }
}

async function* none(): AsyncGenerator<Buffer> {}

function notThere({ direction, state }: AttachmentRow): ExchangeError {
  if (direction === 'sent') {
    return new ExchangeError('ATTACHMENT_NOT_FOUND', 'the file was sent from here and lies at its receiver')
  }
  return new ExchangeError('ATTACHMENT_INCOMPLETE', 'the file is not here as a whole, or not any more', {
    remedy: state === 'offered' ? 'wait until it has arrived' : 'ask its sender to send it again',
  })
}
