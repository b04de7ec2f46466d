import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createExchangeHere, type ExchangeHere } from '../exchange/exchange-here.ts'
import type { RunningExchange } from '../exchange/open-exchange.ts'

const mb = 1024 * 1024
const chunkBytes = 4 * mb

/** 64 MB by default; ISTHMUS_ATTACHMENT_MB=2048 for the largest that there may be. */
const fileMb = Number(process.env.ISTHMUS_ATTACHMENT_MB ?? '64')

/** On a machine that does much else: 1 MB/s, and a request that nobody answers is given up after a minute. */
const patienceSeconds = 120 + fileMb

let here: ExchangeHere
let north: RunningExchange
let south: RunningExchange

beforeEach(async () => {
  here = await createExchangeHere()
})

afterEach(() => here.close())

/** The same bytes every time, and no two chunks alike. */
async function* contentOf(size: number): AsyncGenerator<Buffer> {
  const block = randomBytes(mb - 13)
  for (let given = 0; given < size; given += block.length) {
    block.writeUInt32BE(given % 2 ** 32)
    yield Buffer.from(block.subarray(0, Math.min(block.length, size - given)))
  }
}

async function* hashing(
  content: AsyncIterable<Buffer>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Buffer> {
  for await (const part of content) {
    hash.update(part)
    yield part
  }
}

const file = (size: number, content: AsyncIterable<Uint8Array> = contentOf(size)) => ({
  ...{ to: 'south', name: 'statement.pdf', size, content, correlationId: randomUUID() },
})

const stateOf = async (peer: RunningExchange, id: string): Promise<string | undefined> =>
  (
    await peer.database.query<{ state: string }>(
      'select state from exchange.attachment where attachment_id = $1',
      [id],
    )
  )[0]?.state

async function eventually(look: () => Promise<boolean>, seconds = 30): Promise<void> {
  for (let turn = 0; turn < seconds * 20; turn += 1) {
    if (await look()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it did not happen')
}

async function incidentsOf(peer: RunningExchange): Promise<string[]> {
  await peer.incidents.settle()
  return (await peer.database.query<{ kind: string }>('select kind from incident.incident')).map(
    ({ kind }) => kind,
  )
}

const receivedFolder = (id: string): string => join(here.folderOf('south'), 'attachments/received', id)

describe('a file', () => {
  test(
    `of ${fileMb} MB arrives whole, sealed on both disks, within bounded memory`,
    async () => {
      south = await here.open('south', { limits: { freeBytes: 0 } })
      north = await here.open('north')
      const size = fileMb * mb - 7
      const sent = createHash('sha256')
      let peak = 0
      const base = process.memoryUsage().rss
      const watch = setInterval(() => {
        peak = Math.max(peak, process.memoryUsage().rss - base)
      }, 20)
      const { attachmentId } = await north.messages.files.send(file(size, hashing(contentOf(size), sent)))
      await eventually(async () => (await stateOf(north, attachmentId)) === 'complete', patienceSeconds)
      const received = createHash('sha256')
      let length = 0
      for await (const clear of south.messages.attachments.read(attachmentId)) {
        received.update(clear)
        length += clear.length
      }
      clearInterval(watch)
      expect(length).toBe(size)
      expect(received.digest('hex')).toBe(sent.digest('hex'))
      const names = readdirSync(receivedFolder(attachmentId))
      expect(names).toHaveLength(Math.ceil(size / chunkBytes))
      for (const name of names)
        expect(statSync(join(receivedFolder(attachmentId), name)).mode & 0o777).toBe(0o600)
      // Both peers and the test are this process.
      console.log(`memory grew by at most ${Math.round(peak / mb)} MB while ${fileMb} MB went over`)
      expect(peak / mb).toBeLessThan(400)
    },
    patienceSeconds * 2_000,
  )

  test(
    'goes on where the network was cut and where either side ended, and is not brought twice',
    async () => {
      let taken = 0
      south = await here.open('south', {
        limits: { freeBytes: 0 },
        alter: ({ attachments }) => {
          const { takeChunk } = attachments
          attachments.takeChunk = async (...chunk) => {
            await takeChunk.apply(attachments, chunk)
            taken += 1
            if (taken === 2) here.network.become('cut')
          }
        },
      })
      north = await here.open('north')
      const size = 30 * mb
      const { attachmentId } = await north.messages.files.send(file(size))
      await eventually(async () => taken >= 2, patienceSeconds)
      await south.stop()
      await north.stop()
      here.network.become('sound')
      const before = readdirSync(receivedFolder(attachmentId)).filter((name) => name.endsWith('.chunk'))
      const writtenAt = new Map(
        before.map((name) => [name, statSync(join(receivedFolder(attachmentId), name)).mtimeMs]),
      )
      south = await here.open('south', { limits: { freeBytes: 0 } })
      north = await here.open('north')
      await eventually(async () => (await stateOf(north, attachmentId)) === 'complete', patienceSeconds)
      expect(before.length).toBeGreaterThan(0)
      for (const [name, at] of writtenAt) {
        expect(statSync(join(receivedFolder(attachmentId), name)).mtimeMs).toBe(at)
      }
      expect(await stateOf(south, attachmentId)).toBe('complete')
    },
    patienceSeconds * 2_000,
  )

  test('may be empty, or as long as its chunks to the byte', async () => {
    south = await here.open('south', { limits: { freeBytes: 0 } })
    north = await here.open('north')
    for (const size of [0, 1, chunkBytes, chunkBytes + 1]) {
      const { attachmentId } = await north.messages.files.send(file(size))
      await eventually(async () => (await stateOf(north, attachmentId)) === 'complete')
      let length = 0
      for await (const clear of south.messages.attachments.read(attachmentId)) length += clear.length
      expect(length).toBe(size)
    }
  }, 60_000)

  test('is not sent when it is not as long as was said, or longer than a file may be', async () => {
    north = await here.open('north')
    await expect(north.messages.files.send(file(3 * mb, contentOf(2 * mb)))).rejects.toMatchObject({
      code: 'ATTACHMENT_BROKEN',
    })
    await expect(north.messages.files.send(file(2 * mb, contentOf(9 * mb)))).rejects.toMatchObject({
      code: 'ATTACHMENT_BROKEN',
    })
    await expect(north.messages.files.send(file(2 ** 31 + 1))).rejects.toMatchObject({
      code: 'ATTACHMENT_TOO_LARGE',
    })
    expect(readdirSync(join(here.folderOf('north'), 'attachments/sent'))).toEqual([])
  })

  test('that there is no room for becomes a dead letter with the reason', async () => {
    south = await here.open('south', { limits: { mostBytes: 10 * mb, freeBytes: 0 } })
    north = await here.open('north')
    const { messageId } = await north.messages.files.send(file(11 * mb))
    await eventually(
      async () => (await north.messages.outbox.reader.findMessage(messageId))?.state === 'dead',
    )
    expect(await incidentsOf(north)).toContain('dead-letter')
  })

  test('is swept when its time is over', async () => {
    south = await here.open('south', { limits: { freeBytes: 0 } })
    north = await here.open('north')
    const { attachmentId } = await north.messages.files.send(file(mb))
    await eventually(async () => (await stateOf(north, attachmentId)) === 'complete')
    await south.database.query(`update exchange.attachment set expires_at = now() - interval '1 second'`)
    await south.messages.sweepAttachments()
    expect(readdirSync(join(here.folderOf('south'), 'attachments/received'))).toEqual([])
  })
})

describe('a sender of files that does what it must not', () => {
  /** Announced to south, with its chunks still at north: `put` brings one as whatever the test likes. */
  async function announce(size: number) {
    south = await here.open('south', { limits: { freeBytes: 0 } })
    north = await here.open('north', {
      alter: (messages) => Object.assign(messages.files, { start: () => {} }),
    })
    const { attachmentId } = await north.messages.files.send(file(size))
    await eventually(async () => (await stateOf(south, attachmentId)) === 'offered')
    const chunk = (number: number): Buffer =>
      readFileSync(join(here.folderOf('north'), 'attachments/sent', attachmentId, `${number}.chunk`))
    const put = async (number: number, body: Buffer, headers = {}): Promise<string> => {
      const { origin } = new URL(here.list.peers[1]?.address ?? '')
      const response = await north.tls.dispatcherOf('south').request({
        ...{
          origin,
          path: `/peer/v1/attachments/${attachmentId}/chunks/${number}`,
          method: 'PUT' as const,
          body,
        },
        headers: { 'content-type': 'application/octet-stream', ...headers },
      })
      const text = await response.body.text()
      return response.statusCode === 204 ? 'taken' : (JSON.parse(text) as { code: string }).code
    }
    return { attachmentId, chunk, put }
  }

  test('swaps, truncates, lengthens or adds chunks: none is taken, and it is an incident', async () => {
    const { chunk, put } = await announce(9 * mb)
    const [first, second, last] = [chunk(0), chunk(1), chunk(2)]
    expect(await put(1, first)).toBe('ATTACHMENT_CHUNK_BROKEN')
    expect(await put(2, second)).toBe('ATTACHMENT_CHUNK_BROKEN')
    expect(await put(0, first.subarray(0, -1))).toBe('ATTACHMENT_CHUNK_BROKEN')
    expect(await put(2, Buffer.concat([last, Buffer.alloc(1)]))).toBe('ATTACHMENT_CHUNK_BROKEN')
    expect(await put(3, last)).toBe('ATTACHMENT_REFUSED')
    // What is refused before it has been read whole may end the connection instead.
    const tooLong = put(0, Buffer.concat([first, Buffer.alloc(1)])).catch(() => 'CUT_OFF')
    expect(['ATTACHMENT_REFUSED', 'CUT_OFF']).toContain(await tooLong)
    const flipped = Buffer.from(first)
    flipped[1_000_000] = (flipped[1_000_000] ?? 0) ^ 1
    expect(await put(0, flipped)).toBe('ATTACHMENT_CHUNK_BROKEN')
    const packed = put(0, first, { 'content-encoding': 'gzip' }).catch(() => 'CUT_OFF')
    expect(['CONTENT_ENCODING_REFUSED', 'CUT_OFF']).toContain(await packed)
    expect(await put(0, first)).toBe('taken')
    expect(await put(0, first)).toBe('taken')
    expect(await incidentsOf(south)).toContain('attachment-broken')
  })

  test('has brought only a part: the file is not opened', async () => {
    const { attachmentId, chunk, put } = await announce(9 * mb)
    await put(0, chunk(0))
    const reading = south.messages.attachments.read(attachmentId)
    await expect(reading.next()).rejects.toMatchObject({ code: 'ATTACHMENT_INCOMPLETE' })
  })

  test('cannot bring chunks of a file that nobody announced', async () => {
    const { chunk, put } = await announce(mb)
    await south.database.query('delete from exchange.attachment')
    expect(await put(0, chunk(0))).toBe('ATTACHMENT_NOT_FOUND')
  })

  test('lies about the digest of the whole: the file is broken, and nothing of it stays', async () => {
    const { attachmentId, chunk, put } = await announce(mb)
    await south.database.query(`update exchange.attachment set digest = decode(repeat('00', 32), 'hex')`)
    expect(await put(0, chunk(0))).toBe('taken')
    expect(await south.messages.attachments.progressOf(attachmentId, 'north')).toEqual({
      state: 'broken',
      missing: [],
    })
    expect(readdirSync(join(here.folderOf('south'), 'attachments/received'))).toEqual([])
    expect(await incidentsOf(south)).toEqual(['attachment-broken'])
  })
})
