import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { ConnectorError } from '../connector.ts'
import { toFileError } from './file-fault.ts'

export type LandingRequest = {
  path: string
  /** State of the original; the copy is good for it alone. */
  state: string
  isGzip: boolean
  /** WHATWG label to transcode from, or undefined when the bytes are UTF-8. */
  encoding: string | undefined
  maxBytes: number
  landing: string
  signal: AbortSignal | undefined
}

/** Space that must stay free on the disk of the landing folder. */
const reserveBytes = 256 * 1024 * 1024

/** The landing folder, made when it is not there and closed to others when it is. */
export async function openLanding(landing: string): Promise<void> {
  await mkdir(landing, { recursive: true, mode: 0o700 })
  await chmod(landing, 0o700)
}

/** What the names of all copies of one original begin with. */
export function toFamily(file: string): string {
  return toDigest(resolve(file))
}

/**
 * Path of a plain UTF-8 copy, made once per state of the original. The copy before it stays while the index may still
 * point into it, that is, until the new one is opened again; older ones are removed.
 */
export async function getLandingCopy(request: LandingRequest): Promise<string> {
  const family = toFamily(request.path)
  const name = toCopyName(request)
  const target = join(request.landing, name)
  await openLanding(request.landing)
  const present = await stat(target).catch(() => undefined)
  if (present !== undefined) {
    await removeOthers(request.landing, family, [name])
    return target
  }
  const part = join(request.landing, `${family}.part-${process.pid}-${randomUUID()}`)
  try {
    await writeCopy(request, part)
    const former = await findNewest(request.landing, family)
    await rename(part, target)
    await removeOthers(request.landing, family, [name, ...former])
  } catch (error) {
    await rm(part, { force: true })
    throw toFileError(error, request.path)
  }
  return target
}

async function writeCopy(request: LandingRequest, part: string): Promise<void> {
  const disk = await statfs(request.landing)
  const room = Math.max(0, disk.bavail * disk.bsize - reserveBytes)
  const steps = [
    ...(request.isGzip ? [createGunzip()] : []),
    ...(request.encoding === undefined ? [] : [toUtf8(request.path, request.encoding)]),
    toBounded(request, room),
  ]
  await pipeline(
    [createReadStream(request.path), ...steps, createWriteStream(part, { flags: 'wx', mode: 0o600 })],
    request.signal ? { signal: request.signal } : {},
  )
  const written = await open(part)
  try {
    await written.sync()
  } finally {
    await written.close()
  }
}

/** Unpacking may multiply a file a thousandfold: the bound is on what comes out. */
function toBounded(request: LandingRequest, room: number): Transform {
  let seen = 0
  const fault =
    room < request.maxBytes
      ? {
          reason: 'unpacked it would fill the disk of the landing folder',
          remedy: 'Free space or move the landing folder.',
        }
      : {
          reason: `unpacked it is larger than ${request.maxBytes} bytes`,
          remedy: 'Raise maxBytes if this is expected.',
        }
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      if (seen <= Math.min(room, request.maxBytes)) return done(null, chunk)
      done(new ConnectorError('SOURCE_TOO_LARGE', { place: basename(request.path), ...fault }))
    },
  })
}

function toUtf8(path: string, encoding: string): Transform {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let seen = 0
  const decode = (chunk: Buffer | undefined) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined })
    } catch {
      throw new ConnectorError('SOURCE_MALFORMED', {
        place: `${basename(path)}, bytes ${seen} and following`,
        reason: `these bytes are not ${encoding}`,
        remedy: 'Set the encoding in which the file was written.',
      })
    }
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        done(null, Buffer.from(decode(chunk), 'utf8'))
        seen += chunk.length
      } catch (error) {
        done(error as Error) // decode throws ConnectorError only
      }
    },
    flush(done) {
      try {
        done(null, Buffer.from(decode(undefined), 'utf8'))
      } catch (error) {
        done(error as Error) // as above
      }
    },
  })
}

/** The copy that was made of the original in that state, as long as it is there. */
export async function findLandingCopy(
  wanted: Pick<LandingRequest, 'path' | 'state' | 'encoding' | 'landing'>,
): Promise<string | undefined> {
  for (const encoding of new Set([wanted.encoding, undefined, 'utf-16le', 'utf-16be'])) {
    for (const isGzip of [true, false]) {
      const copy = join(wanted.landing, toCopyName({ ...wanted, encoding, isGzip }))
      if ((await stat(copy).catch(() => undefined)) !== undefined) return copy
    }
  }
  return undefined
}

function toCopyName(copy: Pick<LandingRequest, 'path' | 'state' | 'encoding' | 'isGzip'>): string {
  return `${toFamily(copy.path)}-${toDigest([copy.state, copy.encoding ?? '', copy.isGzip].join('\n'))}.copy`
}

/** Name of the youngest copy of the family; a list of none or one. */
async function findNewest(landing: string, family: string): Promise<string[]> {
  const copies = (await readdir(landing)).filter((name) => name.startsWith(family) && name.endsWith('.copy'))
  const dated = await Promise.all(
    copies.map(async (name) => ({
      name,
      at: (await stat(join(landing, name)).catch(() => undefined))?.mtimeMs ?? 0,
    })),
  )
  return dated
    .sort((one, other) => other.at - one.at)
    .slice(0, 1)
    .map(({ name }) => name)
}

async function removeOthers(landing: string, family: string, keep: readonly string[]): Promise<void> {
  for (const name of await readdir(landing)) {
    if (keep.includes(name) || !name.startsWith(family)) continue
    const writer = /\.part-(\d+)-/.exec(name)?.[1]
    if (writer !== undefined && isRunning(Number(writer))) continue
    await rm(join(landing, name), { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function toDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}
