import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'

const chunkFile = /^(\d{1,3})\.chunk$/
const partFile = /^\d{1,3}\.[0-9a-f-]{36}\.new$/

/** A chunk that takes longer to be written was left by a process that ended. */
const staleMs = 3_600_000

/** Sealed chunks on disk: one folder (0700) for each attachment, one file (0600) for each chunk, whole or not there. */
export class AttachmentFiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Durable when resolved. */
  async write(attachmentId: string, number: number, sealed: Buffer): Promise<void> {
    const folder = this.#folderOf(attachmentId)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const file = this.#fileOf(attachmentId, number)
    // A name of its own: two that bring the same chunk at once must not write into one file.
    const part = join(folder, `${number}.${randomUUID()}.new`)
    try {
      await writeSynced(part, sealed)
      await rename(part, file)
    } catch (fault) {
      await rm(part, { force: true })
      throw fault
    }
    await syncFolder(folder)
  }

  read(attachmentId: string, number: number): Promise<Buffer> {
    return readFile(this.#fileOf(attachmentId, number))
  }

  /** Numbers of the chunks that are there, in order. */
  async list(attachmentId: string): Promise<number[]> {
    const names = await readdir(this.#folderOf(attachmentId)).catch(() => [])
    return names
      .flatMap((name) => chunkFile.exec(name)?.[1] ?? [])
      .map(Number)
      .toSorted((a, b) => a - b)
  }

  async has(attachmentId: string, number: number): Promise<boolean> {
    return stat(this.#fileOf(attachmentId, number)).then(
      () => true,
      () => false,
    )
  }

  remove(attachmentId: string): Promise<void> {
    return rm(this.#folderOf(attachmentId), { recursive: true, force: true })
  }

  /** Ids of all attachments that lie here. */
  listAttachments(): Promise<string[]> {
    return readdir(this.#folder).catch(() => [])
  }

  /** Removes what a crash has left of chunks that were being written; gives how many. */
  async removeParts(attachmentId: string, now: Date): Promise<number> {
    const folder = this.#folderOf(attachmentId)
    const names = (await readdir(folder).catch(() => [])).filter((name) => partFile.test(name))
    const stale = await Promise.all(
      names.map(async (name) => {
        const { mtimeMs } = await stat(join(folder, name)).catch(() => ({
          mtimeMs: Number.POSITIVE_INFINITY,
        }))
        return now.getTime() - mtimeMs > staleMs ? [name] : []
      }),
    )
    for (const name of stale.flat()) await rm(join(folder, name), { force: true })
    return stale.flat().length
  }

  /** Bytes that this peer may still write on the disk. */
  async freeBytes(): Promise<number> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const { bavail, bsize } = await statfs(this.#folder)
    return bavail * bsize
  }

  #folderOf(attachmentId: string): string {
    // A UUID of the database, never a name that another peer chose.
    return join(this.#folder, attachmentId)
  }

  #fileOf(attachmentId: string, number: number): string {
    return join(this.#folderOf(attachmentId), `${number}.chunk`)
  }
}

async function writeSynced(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'w', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
