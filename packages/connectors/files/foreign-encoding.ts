import { open } from 'node:fs/promises'
import { constants, gunzipSync } from 'node:zlib'
import { ConnectorError } from '../connector.ts'
import { limits } from '../limits.ts'
import { toFileError } from './file-fault.ts'

const utf8Labels = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii'])

/** The encoding to transcode from: as configured, else by byte order mark; undefined when the bytes are UTF-8 already. */
export function findForeignEncoding(configured: string | undefined, head: Buffer): string | undefined {
  if (configured !== undefined) return utf8Labels.has(configured.toLowerCase()) ? undefined : configured
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return undefined
}

/** The label as it is, or CONFIG_INVALID when no such encoding is known. */
export function getEncoding(label: string | undefined): string | undefined {
  if (label === undefined) return undefined
  try {
    new TextDecoder(label)
    return label
  } catch {
    throw new ConnectorError('CONFIG_INVALID', {
      place: 'source setting encoding',
      reason: 'this is no known encoding',
      remedy: 'Write for example utf-8, windows-1253 or utf-16le.',
    })
  }
}

/** The first bytes of a file, of a compressed one those inside; fewer when it is damaged, which reading then reports. */
export async function readHead(path: string, length: number): Promise<Buffer> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw toFileError(error, path)
  })
  try {
    const head = Buffer.alloc(4096)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    const packed = head.subarray(0, bytesRead)
    return isGzip(packed) ? toUnpackedHead(packed).subarray(0, length) : packed.subarray(0, length)
  } catch (error) {
    throw toFileError(error, path)
  } finally {
    await file.close()
  }
}

export function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

function toUnpackedHead(packed: Buffer): Buffer {
  try {
    return gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: limits.record })
  } catch {
    return Buffer.alloc(0)
  }
}
