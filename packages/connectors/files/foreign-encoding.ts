import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { ConnectorError } from '../connector.ts'

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

/** The first bytes inside a compressed file; fewer when it is damaged, which unpacking then reports. */
export async function readPackedHead(path: string, length = 4): Promise<Buffer> {
  const source = createReadStream(path)
  const unpacked = createGunzip()
  source.on('error', (error) => unpacked.destroy(error))
  source.pipe(unpacked)
  let head = Buffer.alloc(0)
  try {
    for await (const chunk of unpacked) {
      head = Buffer.concat([head, chunk as Buffer]) // a binary stream yields Buffers
      if (head.length >= length) break
    }
  } catch {
    return head
  } finally {
    source.destroy()
    unpacked.destroy()
  }
  return head
}
