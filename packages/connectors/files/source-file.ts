import { type FileHandle, open, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { ConnectorContext } from '../connector.ts'
import { ConnectorError } from '../connector.ts'
import { limits } from '../limits.ts'
import type { ByteRange } from './byte-ranges.ts'
import { ByteWindow } from './byte-window.ts'
import { toFileError } from './file-fault.ts'
import { findForeignEncoding, isGzip, readHead } from './foreign-encoding.ts'
import { findLandingCopy, getLandingCopy } from './landing-copy.ts'

export type SourceFileOptions = {
  /** WHATWG label; undefined: by byte order mark, else UTF-8. */
  encoding?: string | undefined
  maxBytes?: number | undefined
}

/** Ranges nearer to each other than this are read together. */
const mergeGap = 4096
const mergeLimit = 1024 * 1024

/** A file as plain UTF-8 bytes: itself, or its unpacked and transcoded copy in the landing folder. */
export class SourceFile {
  readonly name: string
  /** Size, time and inode of the original when it was opened. */
  readonly state: string
  readonly #path: string
  readonly #plain: FileHandle
  /** A landing copy of a state that the original has left: it cannot change any more. */
  readonly #isFormer: boolean

  constructor(path: string, state: string, plain: FileHandle, isFormer = false) {
    this.name = basename(path)
    this.state = state
    this.#path = path
    this.#plain = plain
    this.#isFormer = isFormer
  }

  static async open(
    file: string,
    options: SourceFileOptions,
    context: ConnectorContext,
  ): Promise<SourceFile> {
    const path = resolve(file)
    let original: FileHandle | undefined
    try {
      const former = await openFormer(path, options, context)
      if (former !== undefined) return former
      const state = await getState(path)
      original = await open(path, 'r')
      const packed = isGzip(await readStart(original))
      const encoding = findForeignEncoding(options.encoding, await readHead(path, 4))
      if (!packed && encoding === undefined) return new SourceFile(path, state, original)
      await original.close()
      const maxBytes = options.maxBytes ?? limits.landing
      const copy = await getLandingCopy({
        path,
        state,
        isGzip: packed,
        encoding,
        maxBytes,
        landing: context.landing,
        signal: context.signal,
      })
      return new SourceFile(path, state, await open(copy, 'r'))
    } catch (error) {
      await original?.close().catch(() => undefined)
      throw toFileError(error, path)
    }
  }

  /** State of the original now; of a former state, that state. */
  async currentState(): Promise<string> {
    return this.#isFormer ? this.state : getState(this.#path)
  }

  /** Byte positions are good only in the file they were counted in. */
  async verifyUnchanged(): Promise<void> {
    if ((await this.currentState()) === this.state) return
    throw new ConnectorError('SOURCE_REPLACED', {
      place: this.name,
      reason: 'the file was changed or replaced since it was opened',
      remedy: 'Index the source again.',
    })
  }

  window(signal: AbortSignal): ByteWindow {
    return new ByteWindow(
      { handle: this.#plain, name: this.name, verify: () => this.verifyUnchanged() },
      signal,
    )
  }

  /** The bytes of each range, in the ranges' order; undefined for a range beyond the end. */
  async readRanges(ranges: readonly ByteRange[]): Promise<(Buffer | undefined)[]> {
    const found = new Array<Buffer | undefined>(ranges.length)
    const order = ranges
      .map((range, index) => ({ range, index }))
      .sort((a, b) => a.range.start - b.range.start)
    for (let from = 0; from < order.length; ) {
      const first = order[from]
      if (first === undefined) break
      let end = first.range.start + first.range.length
      let to = from + 1
      for (let next = order[to]; next !== undefined; next = order[++to]) {
        if (next.range.start > end + mergeGap || next.range.start - first.range.start > mergeLimit) break
        end = Math.max(end, next.range.start + next.range.length)
      }
      const bytes = await this.#readAt(first.range.start, end - first.range.start)
      for (const { range, index } of order.slice(from, to)) {
        const at = range.start - first.range.start
        if (at + range.length <= bytes.length) found[index] = bytes.subarray(at, at + range.length)
      }
      from = to
    }
    return found
  }

  async #readAt(start: number, length: number): Promise<Buffer> {
    if (length > limits.record + mergeLimit) return Buffer.alloc(0)
    const bytes = Buffer.allocUnsafeSlow(length)
    try {
      const { bytesRead } = await this.#plain.read(bytes, 0, length, start)
      return bytes.subarray(0, bytesRead)
    } catch (error) {
      throw toFileError(error, this.#path)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#plain.close().catch(() => undefined)
  }
}

/** The file as it was in the state that the caller asks for, where a landing copy of it is still there. */
async function openFormer(
  path: string,
  { encoding }: SourceFileOptions,
  { landing, state }: ConnectorContext,
): Promise<SourceFile | undefined> {
  if (state === undefined) return undefined
  const copy = await findLandingCopy({ path, state, encoding, landing })
  return copy === undefined ? undefined : new SourceFile(path, state, await open(copy, 'r'), true)
}

async function readStart(file: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
  return buffer.subarray(0, bytesRead)
}

async function getState(path: string): Promise<string> {
  try {
    const found = await stat(path, { bigint: true })
    if (found.isFile()) return `${found.size}-${found.mtimeNs}-${found.ino}`
  } catch (error) {
    throw toFileError(error, path)
  }
  throw new ConnectorError('SOURCE_UNREACHABLE', {
    place: basename(path),
    reason: 'this is not an ordinary file',
    remedy: 'Name a file, not a folder, pipe or device.',
  })
}
