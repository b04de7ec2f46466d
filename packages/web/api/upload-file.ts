import type { AttachmentEntry } from '@isthmus/contract/types'
import { ApiError } from './api-error.ts'
import { addressOf } from './attachments.ts'
import { fetchApi } from './fetch-api.ts'

/** As docs/protocol.md, section 11. */
const chunkBytes = 4 * 1024 * 1024

export type Upload = {
  file: Blob
  /** With what is missing. */
  begun: AttachmentEntry
  signal: AbortSignal
  /** Called with how many chunks are at the own peer. */
  onProgress: (done: number) => void
}

/**
 * Brings the own peer what it lacks of a file, one chunk in memory at a time, then sends the file. Each chunk is measured, also
 * those that are there already: another file under the same name is noticed. Throws ApiError, and AbortError when stopped.
 */
export async function uploadFile({ file, begun, signal, onProgress }: Upload): Promise<AttachmentEntry> {
  const { attachmentId, chunks } = begun
  const missing = new Set(begun.missing)
  const chunkDigests: string[] = []
  let done = chunks - missing.size
  onProgress(done)
  for (let number = 0; number < chunks; number += 1) {
    const bytes = await readChunk(file, number)
    chunkDigests.push(toText(await crypto.subtle.digest('SHA-256', bytes)))
    signal.throwIfAborted()
    if (!missing.has(number)) continue
    await bring(`${addressOf(attachmentId)}/chunks/${number}`, bytes, signal)
    done += 1
    onProgress(done)
  }
  const response = await fetchApi(`${addressOf(attachmentId)}/sending`, {
    method: 'POST',
    body: { chunkDigests },
    signal,
  })
  return response.json()
}

async function readChunk(file: Blob, number: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(number * chunkBytes, (number + 1) * chunkBytes).arrayBuffer())
}

const attempts = 3

/** A connection that breaks for a moment is not worth a question. */
async function bring(path: string, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await fetchApi(path, { method: 'PUT', bytes, signal })
      return
    } catch (fault) {
      if (!mayPass(fault) || attempt === attempts) throw fault
      await new Promise((resolve) => setTimeout(resolve, attempt * 400))
      signal.throwIfAborted()
    }
  }
}

function mayPass(fault: unknown): boolean {
  if (!(fault instanceof ApiError)) return false
  return fault.code === 'PEER_UNREACHABLE' || fault.problem?.status === 429
}

function toText(bytes: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
