import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AttachmentEntry } from '@isthmus/contract'
import { beforeEach, describe, expect, test } from 'vitest'
import { openTestApi, runIsthmus } from './test-api.ts'

const api = await openTestApi({ takesBytes: true })
const id = '01937e5c-0000-7000-8000-000000000001'
const chunkBytes = 4 * 1024 * 1024
const bytes = randomBytes(chunkBytes + 5)
const digestOf = (content: Uint8Array) => createHash('sha256').update(content).digest()
const source = join(api.home, 'minutes.pdf')
const target = join(api.home, 'fetched.pdf')

const entry: AttachmentEntry = {
  attachmentId: id,
  direction: 'sent',
  counterpart: 'south',
  correlationId: '11111111-1111-4111-8111-111111111111',
  state: 'uploading',
  name: 'minutes.pdf',
  size: bytes.length,
  chunks: 2,
  chunksDone: 0,
  missing: [0, 1],
  at: '2026-11-23T20:00:00.000Z',
  expiresAt: '2026-11-25T20:00:00.000Z',
}
const received: AttachmentEntry = {
  ...entry,
  direction: 'received',
  counterpart: 'north',
  state: 'delivered',
  chunksDone: 2,
  digest: digestOf(bytes).toString('hex'),
}

beforeEach(() => {
  writeFileSync(source, bytes)
  rmSync(target, { force: true })
  rmSync(`${target}.${id}.part`, { force: true })
})

function playUpload(): { number: number; body: Buffer }[] {
  const chunks: { number: number; body: Buffer }[] = []
  for (const number of [0, 1])
    api.play(`PUT /api/attachments/${id}/chunks/${number}`, (_reply, body) => {
      chunks.push({ number, body: body as Buffer })
      return entry
    })
  api.play(`POST /api/attachments/${id}/sending`, (_reply, body) => {
    const chunkDigests = [bytes.subarray(0, chunkBytes), bytes.subarray(chunkBytes)].map((chunk) =>
      digestOf(chunk).toString('base64url'),
    )
    expect(body).toEqual({ chunkDigests })
    return { ...entry, state: 'sent', digest: received.digest }
  })
  return chunks
}

describe('message attach', () => {
  test('brings a file in chunks, with its note, and shows its digest', async () => {
    api.play('POST /api/attachments', (_reply, body) => {
      expect(body).toEqual({ to: 'south', name: 'minutes.pdf', size: bytes.length, text: 'For Thursday.' })
      return entry
    })
    const chunks = playUpload()
    const words = ['message', 'attach', 'south', source, '--text', 'For Thursday.']
    const { code, out, err } = await runIsthmus(api, words)
    expect([code, err]).toEqual([0, expect.stringContaining('2 of 2 parts')])
    expect(Buffer.concat(chunks.map(({ body }) => body)).equals(bytes)).toBe(true)
    expect(out).toContain(`SHA-256 ${received.digest}`)
    expect(out).toContain('on its way')
  })

  test('goes on with what is missing only', async () => {
    api.play(`GET /api/attachments/${id}`, () => ({ ...entry, chunksDone: 1, missing: [1] }))
    const chunks = playUpload()
    expect((await runIsthmus(api, ['message', 'attach', 'south', source, '--resume', id])).code).toBe(0)
    expect(chunks.map(({ number }) => number)).toEqual([1])
  })

  test('says how to go on when the peer gives up in the middle', async () => {
    api.play('POST /api/attachments', () => entry)
    playUpload()
    const problem = { status: 422, code: 'ATTACHMENT_NO_ROOM', title: 'x', detail: 'there is no room' }
    api.play(`PUT /api/attachments/${id}/chunks/1`, (reply) => reply.code(422).send(problem))
    const { code, err } = await runIsthmus(api, ['message', 'attach', 'south', source])
    expect(code).toBe(2)
    expect(err).toContain('there is no room')
    expect(err).toContain(`--resume ${id}`)
  })

  test('does not go on with another file, another peer, or what is no upload', async () => {
    const attach = async (change: Partial<AttachmentEntry>) => {
      api.play(`GET /api/attachments/${id}`, () => ({ ...entry, ...change }))
      return runIsthmus(api, ['message', 'attach', 'south', source, '--resume', id])
    }
    expect((await attach({ size: 7 })).err).toContain('begun for another peer or another file')
    expect((await attach({ counterpart: 'west' })).code).toBe(2)
    expect((await attach({ state: 'withdrawn' })).err).toContain('it is withdrawn')
  })

  test('takes no folder and nothing that is not there', async () => {
    expect((await runIsthmus(api, ['message', 'attach', 'south', api.home])).err).toContain('is no file')
    expect((await runIsthmus(api, ['message', 'attach', 'south', 'nothing'])).err).toContain('cannot be read')
  })
})

describe('message download', () => {
  const download = ['message', 'download', id, '--to', target]

  beforeEach(() => {
    api.play(`GET /api/attachments/${id}`, () => received)
    api.play(`GET /api/attachments/${id}/content`, (reply, _body, { range }) => {
      const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
      if (from > 0)
        reply.code(206).header('content-range', `bytes ${from}-${bytes.length - 1}/${bytes.length}`)
      return reply.type('application/octet-stream').send(bytes.subarray(from))
    })
  })

  test('writes the file when it is the one that was announced', async () => {
    const { code, out } = await runIsthmus(api, download)
    expect(code).toBe(0)
    expect(out).toContain(`SHA-256 ${received.digest}`)
    expect(readFileSync(target).equals(bytes)).toBe(true)
  })

  test('goes on with the part that came before', async () => {
    writeFileSync(`${target}.${id}.part`, bytes.subarray(0, 1_000))
    expect((await runIsthmus(api, download)).code).toBe(0)
    expect(readFileSync(target).equals(bytes)).toBe(true)
    expect(existsSync(`${target}.${id}.part`)).toBe(false)
  })

  test('keeps nothing of a file that is another than was announced', async () => {
    writeFileSync(`${target}.${id}.part`, randomBytes(1_000))
    const { code, err } = await runIsthmus(api, download)
    expect([code, err]).toEqual([5, expect.stringContaining('not the file that was announced')])
    expect(existsSync(target)).toBe(false)
  })

  test('overwrites nothing, and fetches nothing that is not here', async () => {
    writeFileSync(target, 'mine')
    expect((await runIsthmus(api, download)).err).toContain('is there already')
    expect(readFileSync(target, 'utf8')).toBe('mine')
    rmSync(target)
    api.play(`GET /api/attachments/${id}`, () => ({ ...received, state: 'withdrawn' }))
    expect((await runIsthmus(api, download)).err).toContain('it is withdrawn')
    api.play(`GET /api/attachments/${id}`, () => entry)
    expect((await runIsthmus(api, download)).err).toContain('lies at its receiver')
  })
})

test('files are listed with how far they are; a name cannot move the cursor', async () => {
  const attachments: AttachmentEntry[] = [
    { ...entry, state: 'sent', chunksDone: 1 },
    { ...received, name: 'a\u001b[31m\u202ered' },
    { ...entry, state: 'delivered', withdrawal: 'too-late' },
    { ...entry, state: 'broken', fault: 'ATTACHMENT_BROKEN' },
    { ...entry, state: 'expired' },
    { ...received, state: 'withdrawn' },
  ]
  api.play('GET /api/attachments', () => ({ attachments, largestBytes: 1, next: id }))
  const { out, err } = await runIsthmus(api, ['message', 'attachments'])
  for (const words of ['on its way, 50 %', 'here, not opened yet', 'opened before', 'broken', 'withdrawn by'])
    expect(out).toContain(words)
  for (const sign of ['\u001b', '\u202e']) expect(out).not.toContain(sign)
  expect(err).toContain(`--before ${id}`)
  api.play('GET /api/attachments', () => ({ attachments: [], largestBytes: 1 }))
  expect((await runIsthmus(api, ['message', 'attachments'])).code).toBe(1)
})

test('a withdrawal says that it has been asked for', async () => {
  api.play(`POST /api/attachments/${id}/withdrawal`, () => ({ ...entry, state: 'sent', withdrawal: 'asked' }))
  expect((await runIsthmus(api, ['message', 'withdraw', id])).out).toContain('withdrawal asked')
})
