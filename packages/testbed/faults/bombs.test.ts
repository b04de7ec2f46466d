import { once } from 'node:events'
import { connect, type TLSSocket } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { times } from './fault-form.ts'
import { eventually, inboxPath, Stage, toPosted } from './stage.ts'

const megabyte = 1024 * 1024

/** No message is larger (4.5 MB), and what lies in the buffers of two sockets. */
const mostOnTheWay = 16 * megabyte

let stage: Stage
const sockets = new Set<TLSSocket>()

beforeAll(async () => {
  stage = await Stage.open()
})

afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  await stage.clear()
})

afterAll(() => stage?.close())

/** A connection on which north may write whatever it likes. */
async function open(): Promise<TLSSocket> {
  const { certificate: cert, privateKey: key } = stage.north.tls.identity
  const { hostname: host, port } = new URL(stage.origin)
  const socket = connect({ host, port: Number(port), cert, key, rejectUnauthorized: false })
  sockets.add(socket)
  socket.on('error', () => {})
  await once(socket, 'secureConnect')
  return socket
}

/** Resolves also when the other side breaks the connection. */
function closed(socket: TLSSocket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve()
    else socket.once('close', () => resolve())
  })
}

/** What comes back until the other side ends the connection. */
async function readAll(socket: TLSSocket): Promise<string> {
  let text = ''
  socket.on('data', (part) => {
    text += String(part)
  })
  await closed(socket)
  return text
}

/** Writes until the other side has had enough; gives the bytes that went. */
async function flood(socket: TLSSocket, part: Buffer): Promise<number> {
  const end = closed(socket)
  while (!socket.destroyed && socket.bytesWritten < 10 * mostOnTheWay) {
    if (!socket.write(part)) await Promise.race([drained(socket), end])
  }
  return socket.bytesWritten
}

function drained(socket: TLSSocket): Promise<void> {
  return new Promise((resolve) => socket.once('drain', () => resolve()))
}

async function isServed(): Promise<boolean> {
  return (await stage.post(await stage.toRequest())).status === 200
}

describe('a message that would become larger than it is', () => {
  test('is not unpacked: a zip bomb stays as small as it came', async () => {
    const { headers, messageId } = await stage.toRequest()
    const bomb = gzipSync(Buffer.alloc(64 * megabyte))
    const posted = await stage.post({ headers: [...headers, 'content-encoding', 'gzip'], body: bomb })
    expect(posted).toMatchObject({ status: 400, code: 'CONTENT_ENCODING_REFUSED' })
    expect(await stage.incidentsOf('south')).toEqual(['message-malformed'])
    expect(await stage.effectsOf(messageId)).toBe(0)
  })

  test.each(['', '/bundle'])(
    'that never ends is cut off at the size of the largest one (inbox%s)',
    async (path) => {
      const socket = await open()
      socket.write(`POST ${inboxPath}${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`)
      socket.write('transfer-encoding: chunked\r\n\r\n')
      const said = readAll(socket)
      const part = Buffer.from(`10000\r\n${'['.repeat(65_536)}\r\n`)
      expect(await flood(socket, part)).toBeLessThan(mostOnTheWay)
      expect(toPosted(0, await said).code ?? 'MESSAGE_TOO_LARGE').toBe('MESSAGE_TOO_LARGE')
      expect(await stage.incidentsOf('south')).toEqual(['message-too-large'])
      expect(await isServed()).toBe(true)
    },
  )

  test('that says beforehand that it is too large is refused before it is read', async () => {
    const socket = await open()
    const said = readAll(socket)
    socket.write(`POST ${inboxPath} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`)
    socket.write('content-length: 2000000000\r\nconnection: close\r\n\r\n')
    expect(await said).toMatch(/^HTTP\/1.1 413 /)
    expect(await stage.incidentsOf('south')).toEqual(['message-too-large'])
  })

  test.each([
    ['too large', 'content-length: 2000000000', 413, 'message-too-large'],
    ['compressed', 'content-encoding: gzip\r\ncontent-length: 10', 415, 'message-malformed'],
  ])('as a chunk of a file that is %s is refused before it is read', async (_what, field, status, kind) => {
    const socket = await open()
    const said = readAll(socket)
    socket.write(
      'PUT /peer/v1/attachments/00000000-0000-4000-8000-000000000000/chunks/0 HTTP/1.1\r\nhost: x\r\n',
    )
    socket.write(`content-type: application/octet-stream\r\n${field}\r\nconnection: close\r\n\r\n`)
    expect(await said).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(await stage.incidentsOf('south')).toEqual([kind])
  })

  test.each(['', '/bundle'])(
    'of two million open brackets is refused, and harms nobody (inbox%s)',
    async (path) => {
      const { headers } = await stage.toRequest()
      const body = Buffer.from('['.repeat(1_000_000) + ']'.repeat(1_000_000))
      const posted = await stage.post({ headers, body, path: `${inboxPath}${path}` })
      expect(posted.status).toBe(400)
      expect(await stage.incidentsOf('south')).not.toEqual([])
      expect(await isServed()).toBe(true)
    },
  )

  test.each(['text', 'more'])(
    'with a member %s of two thousand levels under the seal is refused with a code',
    async (member) => {
      const levels = 2_000
      const nested: unknown = JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`)
      const request = await stage.toRequest({ content: { body: { text: 'a note', [member]: nested } } })
      const posted = await stage.post(request)
      expect(posted).toMatchObject({ status: 400, code: 'PAYLOAD_UNREADABLE' })
      expect(await stage.incidentsOf('south')).toEqual(['message-malformed'])
      expect(await stage.effectsOf(request.messageId)).toBe(0)
      expect(await isServed()).toBe(true)
    },
  )

  test('with a million fields is refused before there is a message', async () => {
    const socket = await open()
    const said = readAll(socket)
    socket.write(`POST ${inboxPath} HTTP/1.1\r\nhost: x\r\n`)
    expect(await flood(socket, Buffer.from('x-more: y\r\n'.repeat(1_000)))).toBeLessThan(mostOnTheWay)
    // A connection that is broken while it is written to may take the answer along.
    expect(await said).toMatch(/^(HTTP\/1.1 431 |$)/)
    expect(await stage.incidentsOf('south')).toEqual(['message-too-large'])
  })

  test('that is no HTTP at all is refused', async () => {
    const socket = await open()
    const said = readAll(socket)
    socket.write('\u0000\u0001 what is this\r\n\r\n')
    expect(await said).toMatch(/^HTTP\/1.1 400 /)
    expect(await stage.incidentsOf('south')).toEqual(['message-malformed'])
  })
})

describe('a peer that takes up what belongs to all', () => {
  test.each([
    ['the fields', ''],
    ['the body', 'content-type: application/json\r\ncontent-length: 1000\r\n\r\n'],
  ])(
    'by sending %s of a request a byte at a time is cut off, and the others are served meanwhile',
    async (_what, more) => {
      await stage.restart('south', { patienceMs: 400 })
      const slow = await Promise.all(Array.from({ length: times(8, 60) }, open))
      const ended = slow.map(readAll)
      for (const socket of slow) socket.write(`POST ${inboxPath} HTTP/1.1\r\nhost: x\r\n${more}`)
      const drip = setInterval(() => {
        for (const socket of slow) socket.write('x')
      }, 50)
      expect(await isServed()).toBe(true)
      await Promise.all(ended).finally(() => clearInterval(drip))
      expect(await stage.incidentsOf('south')).toContain('peer-flooding')
      expect(await isServed()).toBe(true)
    },
  )

  test('with hundreds of connections gets 96, and those that it had go on', async () => {
    expect(await isServed()).toBe(true)
    const opened = await Promise.all(Array.from({ length: times(200, 1_000) }, open))
    await eventually(async () => opened.filter(({ closed }) => closed).length >= opened.length - 96)
    expect(await stage.incidentsOf('south')).toEqual(['peer-flooding'])
    expect(await isServed()).toBe(true)
  })
})
