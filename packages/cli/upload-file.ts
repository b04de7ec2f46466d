import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AttachmentEntry } from '@isthmus/contract'
import { CliError } from './exit-code.ts'
import type { PeerApi } from './peer-api.ts'

/** As docs/protocol.md, section 11. */
const chunkBytes = 4 * 1024 * 1024

/** A file that is read piece by piece. */
export type FileToSend = {
  size: number
  readChunk: (number: number) => Promise<Uint8Array<ArrayBuffer>>
  close: () => Promise<void>
}

/** Throws CliError `usage` for what is no file that can be read. */
export async function openFileToSend(path: string): Promise<FileToSend> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw new CliError('usage', `${path} cannot be read`, { cause, remedy: 'check the path and your rights' })
  })
  const about = await handle.stat()
  if (!about.isFile()) {
    await handle.close()
    throw new CliError('usage', `${path} is no file`, { remedy: 'pack a folder into one file first' })
  }
  return {
    size: about.size,
    readChunk: async (number) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(chunkBytes, about.size - number * chunkBytes)))
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, number * chunkBytes)
      if (bytesRead === bytes.length) return bytes
      throw new CliError('usage', `${path} became shorter while it was read`, { remedy: 'send it again' })
    },
    close: () => handle.close(),
  }
}

type Upload = {
  file: FileToSend
  begun: AttachmentEntry
  /** Called now and then with how many chunks are at the own peer. */
  note: (done: number) => void
}

/** Brings what is missing, then sends the file. Throws CliError; what broke off can be resumed. */
export async function uploadFile(api: PeerApi, { file, begun, note }: Upload): Promise<AttachmentEntry> {
  const { attachmentId, chunks } = begun
  const missing = new Set(begun.missing ?? Array.from({ length: chunks }, (_, number) => number))
  const chunkDigests: string[] = []
  let done = chunks - missing.size
  for (let number = 0; number < chunks; number += 1) {
    const bytes = await file.readChunk(number)
    chunkDigests.push(createHash('sha256').update(bytes).digest('base64url'))
    if (!missing.has(number)) continue
    await bring(api, { attachmentId, number, bytes })
    done += 1
    if (done % 16 === 0 || done === chunks) note(done)
  }
  const parameters = { id: attachmentId }
  return api.call<AttachmentEntry>('attachment.send', { parameters, body: { chunkDigests } })
}

const attempts = 5

async function bring(
  api: PeerApi,
  { attachmentId, number, bytes }: { attachmentId: string; number: number; bytes: Uint8Array<ArrayBuffer> },
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await api.request('attachment.upload', {
        parameters: { id: attachmentId, number: String(number) },
        bytes,
      })
      return
    } catch (fault) {
      const mayPass = fault instanceof CliError && fault.outcome === 'incomplete'
      if (!mayPass || attempt === attempts) throw withWayOn(fault, attachmentId)
      await sleep(attempt * 500)
    }
  }
}

function withWayOn(fault: unknown, attachmentId: string): unknown {
  if (!(fault instanceof CliError)) return fault
  return new CliError(fault.outcome, fault.message, {
    cause: fault,
    remedy: `${fault.remedy ? `${fault.remedy}. ` : ''}Go on with: --resume ${attachmentId}`,
  })
}
