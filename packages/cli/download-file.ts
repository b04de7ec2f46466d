import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { link, open, rm, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AttachmentEntry } from '@isthmus/contract'
import { CliError } from './exit-code.ts'
import type { PeerApi } from './peer-api.ts'

export type DownloadTask = { entry: AttachmentEntry; target: string; note: (said: string) => void }

const attempts = 5

/**
 * Writes a file beside its place, goes on where a connection broke off, and puts it there when it is the one that was
 * announced. Throws CliError; what has come stays for the next time.
 */
export async function downloadFile(api: PeerApi, task: DownloadTask): Promise<{ digest: string }> {
  const { entry, target, note } = task
  assertReady(entry)
  if (existsSync(target)) throw taken(target)
  // Of this very file: what is left of another is not gone on with.
  const part = `${target}.${entry.attachmentId}.part`
  for (let attempt = 1; (await sizeOf(part)) < entry.size || !existsSync(part); attempt += 1) {
    try {
      await append(api, entry, part)
    } catch (fault) {
      const mayPass = fault instanceof CliError && fault.outcome === 'incomplete'
      if (!mayPass || attempt === attempts) throw fault
      note(`broke off at ${await sizeOf(part)} of ${entry.size} bytes, goes on`)
      await sleep(attempt * 500)
    }
  }
  const digest = await digestOf(part)
  if (digest !== entry.digest) {
    await rm(part, { force: true })
    throw new CliError('fault', 'what came is not the file that was announced; it was deleted', {
      remedy: 'fetch it again, and tell the operator of your peer if it happens twice',
    })
  }
  // A link does not replace what somebody has put there in the meantime.
  await link(part, target).catch((cause: unknown) => {
    throw existsSync(target) ? taken(target) : new CliError('fault', `${target} cannot be written`, { cause })
  })
  await rm(part)
  return { digest }
}

function assertReady({ direction, state, attachmentId }: AttachmentEntry): void {
  if (direction === 'sent')
    throw new CliError('usage', `attachment ${attachmentId} was sent from here and lies at its receiver`)
  if (state === 'delivered') return
  throw new CliError('usage', `attachment ${attachmentId} cannot be fetched: it is ${state}`, {
    remedy: state === 'sent' ? 'wait until all of it has arrived' : 'ask its sender to send it again',
  })
}

function taken(target: string): CliError {
  return new CliError('usage', `${target} is there already`, { remedy: 'name another file' })
}

/** Asks for what is missing and writes it as it comes. */
async function append(
  api: PeerApi,
  { attachmentId, size, digest = '' }: AttachmentEntry,
  part: string,
): Promise<void> {
  const from = await sizeOf(part)
  const tag = `"${Buffer.from(digest, 'hex').toString('base64url')}"`
  const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-`, 'if-range': tag } : {}
  const response = await api.request('attachment.download', { parameters: { id: attachmentId }, headers })
  const isRest =
    response.status === 206 && (response.headers.get('content-range') ?? '').startsWith(`bytes ${from}-`)
  if (from > 0 && !isRest) throw new CliError('fault', 'the peer did not send the part that was asked for')
  const handle = await open(part, from > 0 ? 'a' : 'w', 0o600).catch((cause: unknown) => {
    throw new CliError('usage', `${part} cannot be written`, { cause })
  })
  try {
    let length = from
    for await (const bytes of bodyOf(response)) {
      length += bytes.length
      if (length > size) throw new CliError('fault', 'the peer sends more than the file has')
      await handle.write(bytes)
    }
    await handle.sync()
    if (length < size) throw new CliError('incomplete', 'the peer broke off in the middle of the file')
  } finally {
    await handle.close()
  }
}

async function* bodyOf({ body }: Response): AsyncGenerator<Uint8Array> {
  try {
    if (body) yield* body
  } catch (cause) {
    throw new CliError('incomplete', 'the peer broke off in the middle of the file', {
      cause,
      remedy: 'fetch it again: it goes on from there',
    })
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  // A stream without an encoding gives bytes.
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer)
  return hash.digest('hex')
}
