import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { ExchangeError } from './errors.ts'

/** Clear bytes of every chunk but the last. */
export const chunkBytes = 4 * 1024 * 1024

export const largestAttachment = 2 * 1024 * 1024 * 1024

const tagBytes = 16

/** A sealed chunk is as long as its clear bytes and the tag. */
export const sealedChunkBytes = chunkBytes + tagBytes

/** What a chunk is bound to: it opens nowhere else. */
export type ChunkPlace = { attachmentId: string; number: number; chunks: number }

export type AttachmentSize = { size: number; chunks: number }

/** How many chunks so many bytes are; an empty file is one empty chunk. */
export function toChunkCount(size: number): number {
  return Math.max(1, Math.ceil(size / chunkBytes))
}

/** Clear bytes of one chunk. */
export function toChunkLength({ size, chunks }: AttachmentSize, number: number): number {
  return number === chunks - 1 ? size - chunkBytes * (chunks - 1) : chunkBytes
}

/** The key of all chunks: HKDF-SHA256 (RFC 5869) of the attachment's own random key, bound to its id. */
export function toChunkKey(attachmentKey: Buffer, attachmentId: string): KeyObject {
  const derived = hkdfSync('sha256', createSecretKey(attachmentKey), attachmentId, 'isthmus attachment 2', 32)
  return createSecretKey(Buffer.from(derived))
}

/** AES-256-GCM; the nonce is the number of the chunk, which the key sees once: a file has a key of its own. */
export function sealChunk(key: KeyObject, place: ChunkPlace, clear: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, toNonce(place))
  cipher.setAAD(toAssociated(place))
  return Buffer.concat([cipher.update(clear), cipher.final(), cipher.getAuthTag()])
}

/** Throws ExchangeError ATTACHMENT_CHUNK_BROKEN for a chunk of another file, place or key. */
export function openChunk(key: KeyObject, place: ChunkPlace, sealed: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, toNonce(place), { authTagLength: tagBytes })
    decipher.setAAD(toAssociated(place))
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
  } catch (cause) {
    throw new ExchangeError('ATTACHMENT_CHUNK_BROKEN', `chunk ${place.number} does not open at its place`, {
      cause,
      remedy: 'ask the sender to send the file again',
    })
  }
}

function isLast({ number, chunks }: ChunkPlace): boolean {
  return number === chunks - 1
}

/** Seven bytes of label, one that flags the last chunk, four of the number. */
function toNonce(place: ChunkPlace): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.write('chunk 2')
  nonce.writeUInt8(isLast(place) ? 1 : 0, 7)
  nonce.writeUInt32BE(place.number, 8)
  return nonce
}

function toAssociated(place: ChunkPlace): Buffer {
  const lines = [
    'isthmus attachment chunk 2',
    place.attachmentId,
    place.number,
    place.chunks,
    isLast(place) ? 1 : 0,
  ]
  return Buffer.from(lines.join('\n'), 'utf8')
}
