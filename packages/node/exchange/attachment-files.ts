import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'

const chunkFile = /^(\d{1,3})\.chunk$/

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
    const handle = await open(`${file}.new`, 'w', 0o600)
    try {
      await handle.writeFile(sealed)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(`${file}.new`, file)
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

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
