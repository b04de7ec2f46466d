import { createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AttachmentDraft, AttachmentEntry, AttachmentList, PeerConfig } from '@isthmus/contract'
import { createEvidenceZip, openEvidenceZip, verifyEvidence } from '@isthmus/protocol/evidence'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { signInAs, startTestFederation, type TestFederation, type TestPeer } from './test-federation.ts'

const mb = 1024 * 1024
const chunkBytes = 4 * mb
let federation: TestFederation
let north: TestPeer
let south: TestPeer

beforeAll(async () => {
  federation = await startTestFederation()
  north = federation.peer('north')
  south = federation.peer('south')
}, 180_000)

afterAll(() => federation?.close())

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Calls with a token of its own, also with bytes and with fields that the test chooses. */
async function callAs(peer: TestPeer, officer: string) {
  const granted = await fetch(`${peer.url}/auth/demo-token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-isthmus-request': '1' },
    body: JSON.stringify({ officer }),
  })
  const { access_token: token } = (await granted.json()) as { access_token: string }
  return (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(peer.url + path, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) },
    })
}

async function json<Answer>(response: Response): Promise<Answer> {
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as Answer
}

async function prepare(draft: Partial<AttachmentDraft> = {}): Promise<AttachmentEntry> {
  const operator = await signInAs(north.url, 'north-operator')
  return json(
    await operator('POST', '/api/attachments', { to: 'south', name: 'list.pdf', size: 5, ...draft }),
  )
}

async function put(id: string, number: number, bytes: Uint8Array): Promise<Response> {
  const call = await callAs(north, 'north-operator')
  return call(`/api/attachments/${id}/chunks/${number}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  })
}

function chunksOf(bytes: Buffer): Buffer[] {
  const chunks = Math.max(1, Math.ceil(bytes.length / chunkBytes))
  return Array.from({ length: chunks }, (_, at) => bytes.subarray(at * chunkBytes, (at + 1) * chunkBytes))
}

const digestsOf = (bytes: Buffer): string[] =>
  chunksOf(bytes).map((chunk) => createHash('sha256').update(chunk).digest('base64url'))

async function sendFile(bytes: Buffer, draft: Partial<AttachmentDraft> = {}): Promise<AttachmentEntry> {
  const { attachmentId } = await prepare({ size: bytes.length, ...draft })
  for (const [number, chunk] of chunksOf(bytes).entries())
    expect((await put(attachmentId, number, chunk)).status).toBe(200)
  const operator = await signInAs(north.url, 'north-operator')
  const body = { chunkDigests: digestsOf(bytes) }
  return json(await operator('POST', `/api/attachments/${attachmentId}/sending`, body))
}

async function show(peer: TestPeer, id: string): Promise<AttachmentEntry> {
  return json(await (await signInAs(peer.url, `${peer.id}-operator`))('GET', `/api/attachments/${id}`))
}

function until(peer: TestPeer, id: string, wanted: Partial<AttachmentEntry>): Promise<AttachmentEntry> {
  return vi.waitFor(
    async () => {
      const entry = await show(peer, id)
      expect(entry).toMatchObject(wanted)
      return entry
    },
    { timeout: 30_000, interval: 150 },
  )
}

async function eventsOf(peer: TestPeer, id: string): Promise<{ event: string; detail: unknown }[]> {
  return (await peer.entries())
    .filter(({ object }) => object === `attachment ${id}`)
    .map(({ event, detail }) => ({ event, detail }))
}

const namesOf = async (peer: TestPeer, id: string): Promise<string[]> =>
  (await eventsOf(peer, id)).map(({ event }) => event)

const receivedFolder = (peer: TestPeer, id: string): string => join(peer.folder, 'attachments/received', id)

describe('a file between two peers', () => {
  const bytes = randomBytes(9 * mb + 3)
  let id: string

  it('goes out with a note, arrives, and both sides show the same digest', async () => {
    const sent = await sendFile(bytes, { name: 'Liste \u202Efdp.exe', text: 'For Thursday.' })
    id = sent.attachmentId
    expect(sent).toMatchObject({ state: 'sent', digest: sha256(bytes), name: 'Liste fdp.exe' })
    await until(north, id, { state: 'delivered', chunksDone: 3 })
    const here = await until(south, id, { state: 'delivered' })
    expect(here).toMatchObject({ direction: 'received', counterpart: 'north', digest: sha256(bytes) })
    expect(here).toMatchObject({ name: 'Liste fdp.exe', text: 'For Thursday.' })
    expect(here.openedAt).toBeUndefined()
  })

  it('comes down as a file to keep: never shown, never guessed at, under a harmless name', async () => {
    const call = await callAs(south, 'south-operator')
    const response = await call(`/api/attachments/${id}/content`)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="Liste fdp.exe"; filename*=UTF-8''Liste%20fdp.exe`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-length': String(bytes.length),
      'accept-ranges': 'bytes',
    })
    expect(sha256(new Uint8Array(await response.arrayBuffer()))).toBe(sha256(bytes))
    expect((await show(south, id)).openedAt).toBeDefined()
  })

  it('comes in parts as well, each logged, and refuses one behind its end', async () => {
    const call = await callAs(south, 'south-operator')
    const ask = (range: string, more = {}): Promise<Response> =>
      call(`/api/attachments/${id}/content`, { headers: { range, ...more } })
    for (const [range, first, last] of [
      ['bytes=0-0', 0, 0],
      [`bytes=${chunkBytes - 2}-${chunkBytes + 1}`, chunkBytes - 2, chunkBytes + 1],
      ['bytes=-5', bytes.length - 5, bytes.length - 1],
      [`bytes=${2 * chunkBytes}-`, 2 * chunkBytes, bytes.length - 1],
    ] as const) {
      const part = await ask(range)
      expect(part.status).toBe(206)
      expect(part.headers.get('content-range')).toBe(`bytes ${first}-${last}/${bytes.length}`)
      expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(first, last + 1))).toBe(true)
    }
    const behind = await ask(`bytes=${bytes.length}-`)
    expect([behind.status, behind.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`])
    const ofAnother = await ask('bytes=0-0', { 'if-range': '"another"' })
    expect(ofAnother.status).toBe(200)
    await ofAnother.body?.cancel()
    expect(
      (await namesOf(south, id)).filter((event) => event === 'attachment.opened').length,
    ).toBeGreaterThan(4)
  })

  it('leaves an entry for each act, with digest and size, without name', async () => {
    const sent = await eventsOf(north, id)
    expect(sent.map(({ event }) => event)).toEqual(['attachment.sent'])
    expect(sent[0]?.detail).toEqual({ direction: 'sent', bytes: bytes.length, sha256: sha256(bytes) })
    expect((await namesOf(south, id)).slice(0, 2)).toEqual(['attachment.received', 'attachment.opened'])
    expect(JSON.stringify([await north.entries(), await south.entries()])).not.toContain('Liste')
  })

  it('is not asked for by a request for header fields alone: that would count as opening', async () => {
    const call = await callAs(south, 'south-operator')
    expect((await call(`/api/attachments/${id}/content`, { method: 'HEAD' })).status).toBe(404)
  })

  it('cannot be withdrawn once it has been opened; its sender sees that', async () => {
    const operator = await signInAs(north.url, 'north-operator')
    await json(await operator('POST', `/api/attachments/${id}/withdrawal`, {}))
    await until(north, id, { state: 'delivered', withdrawal: 'too-late' })
    expect(existsSync(receivedFolder(south, id))).toBe(true)
    expect(await namesOf(south, id)).toContain('attachment.kept')
    const again = await operator('POST', `/api/attachments/${id}/withdrawal`, {})
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([
      409,
      'ATTACHMENT_SETTLED',
    ])
  })

  it('is proven by an evidence file, which does not hold its key', async () => {
    const { correlationId } = await show(north, id)
    const dpo = await signInAs(north.url, 'north-dpo')
    const zip = new Uint8Array(await (await dpo('POST', '/api/evidence', { correlationId })).arrayBuffer())
    const files = openEvidenceZip(zip) ?? new Map()
    const { findings, failed } = verifyEvidence(files)
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(failed).toBe(0)
    const said = findings.map(({ sentence }) => sentence).join('\n')
    expect(said).toContain(
      `announced to Peer south file ${id} of ${bytes.length} bytes with the SHA-256 ${sha256(bytes)}`,
    )
    expect(said).toContain(`Peer south said of file ${id}: it arrived whole`)
    expect(said).toContain(`Peer north asked Peer south to delete file ${id}`)
    expect(said).toContain('the withdrawal came after it had been opened')
    const all = [...files.values()].map((file) => Buffer.from(file).toString('utf8')).join('\n')
    expect(all).not.toMatch(/"key":/)
    // No text of 32 bytes in the opened payloads opens a chunk.
    const sealed = readFileSync(join(receivedFolder(south, id), '0.chunk'))
    expect(keysThatOpen(all, { id, sealed })).toEqual([])
    const question = [...files].find(([name]) => name.endsWith('/question.json'))
    const doctored = new Map(files)
    const [name, content] = question ?? ['', new Uint8Array()]
    doctored.set(
      name,
      Buffer.from(Buffer.from(content).toString().replace(`"size":${bytes.length}`, '"size":1')),
    )
    expect(verifyEvidence(openEvidenceZip(createEvidenceZip(doctored)) ?? new Map()).failed).toBeGreaterThan(
      0,
    )
  })
})

/** Every text in there that would open the first chunk as the key of the file (docs/protocol.md, 11.4). */
function keysThatOpen(text: string, { id, sealed }: { id: string; sealed: Buffer }): string[] {
  const candidates = new Set(text.match(/[A-Za-z0-9_-]{43}/g) ?? [])
  const iv = Buffer.concat([Buffer.from('chunk 2'), Buffer.alloc(5)])
  return [...candidates].filter((candidate) => {
    const given = Buffer.from(candidate, 'base64url')
    const key = Buffer.from(hkdfSync('sha256', given, id, 'isthmus attachment 2', 32))
    const decipher = createDecipheriv('aes-256-gcm', key, iv)
    decipher.setAAD(Buffer.from(`isthmus attachment chunk 2\n${id}\n0\n3\n0`))
    decipher.setAuthTag(sealed.subarray(-16))
    decipher.update(sealed.subarray(0, -16))
    try {
      decipher.final()
      return true
    } catch {
      return false
    }
  })
}

describe('a withdrawal', () => {
  it('has an unopened file deleted at its receiver, who says so', async () => {
    const { attachmentId } = await sendFile(randomBytes(5))
    await until(south, attachmentId, { state: 'delivered' })
    const operator = await signInAs(north.url, 'north-operator')
    const asked = await operator('POST', `/api/attachments/${attachmentId}/withdrawal`, {})
    expect(await json(asked)).toMatchObject({ withdrawal: 'asked' })
    await until(north, attachmentId, { state: 'withdrawn' })
    const gone = await show(south, attachmentId)
    expect(gone).toMatchObject({ state: 'withdrawn' })
    expect(gone.name).toBeUndefined()
    expect(existsSync(receivedFolder(south, attachmentId))).toBe(false)
    expect(await namesOf(south, attachmentId)).toEqual(['attachment.received', 'attachment.withdrawn'])
    const call = await callAs(south, 'south-operator')
    expect((await call(`/api/attachments/${attachmentId}/content`)).status).toBe(409)
  })

  it('that overtakes the announcement is remembered: the file is not taken any more', async () => {
    south.gate.isShut = true
    const { attachmentId } = await sendFile(randomBytes(5))
    const operator = await signInAs(north.url, 'north-operator')
    await json(await operator('POST', `/api/attachments/${attachmentId}/withdrawal`, {}))
    south.gate.isShut = false
    await until(north, attachmentId, { state: 'withdrawn' })
    await until(south, attachmentId, { state: 'withdrawn' })
  })

  it('ends an upload at once, and nobody else hears of it', async () => {
    const { attachmentId } = await prepare()
    await put(attachmentId, 0, randomBytes(5))
    const operator = await signInAs(north.url, 'north-operator')
    const ended = await operator('POST', `/api/attachments/${attachmentId}/withdrawal`, {})
    expect(await json(ended)).toMatchObject({ state: 'withdrawn' })
    expect(existsSync(join(north.folder, 'attachments/sent', attachmentId))).toBe(false)
    expect((await put(attachmentId, 0, randomBytes(5))).status).toBe(409)
    const theirs = await signInAs(south.url, 'south-operator')
    expect((await theirs('GET', `/api/attachments/${attachmentId}`)).status).toBe(404)
  })

  it('is for the sender alone', async () => {
    const { attachmentId } = await sendFile(randomBytes(5))
    await until(south, attachmentId, { state: 'delivered' })
    const theirs = await signInAs(south.url, 'south-operator')
    expect((await theirs('POST', `/api/attachments/${attachmentId}/withdrawal`, {})).status).toBe(409)
  })
})

describe('an upload', () => {
  it('goes on where it broke off, also after the peer ended', async () => {
    const bytes = randomBytes(chunkBytes + 7)
    const { attachmentId } = await prepare({ size: bytes.length })
    await put(attachmentId, 0, bytes.subarray(0, chunkBytes))
    await north.stop()
    await north.start()
    expect(await show(north, attachmentId)).toMatchObject({ state: 'uploading', missing: [1], chunksDone: 1 })
    const operator = await signInAs(north.url, 'north-operator')
    const body = { chunkDigests: digestsOf(bytes) }
    const early = await operator('POST', `/api/attachments/${attachmentId}/sending`, body)
    expect(((await early.json()) as { code: string }).code).toBe('ATTACHMENT_INCOMPLETE')
    await put(attachmentId, 1, bytes.subarray(chunkBytes))
    await json(await operator('POST', `/api/attachments/${attachmentId}/sending`, body))
    await until(south, attachmentId, { state: 'delivered', digest: sha256(bytes) })
  })

  it('that was resumed with another file is not sent', async () => {
    const { attachmentId } = await prepare({ size: 5 })
    await put(attachmentId, 0, Buffer.from('first'))
    await put(attachmentId, 0, Buffer.from('other'))
    const operator = await signInAs(north.url, 'north-operator')
    const refused = await operator('POST', `/api/attachments/${attachmentId}/sending`, {
      chunkDigests: digestsOf(Buffer.from('other')),
    })
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
      409,
      'ATTACHMENT_BROKEN',
    ])
  })

  it('takes no chunk that is none, too short, too long, or of another type', async () => {
    const { attachmentId } = await prepare({ size: chunkBytes + 1 })
    for (const [number, length] of [
      [2, 1],
      [0, 1],
      [1, 2],
    ] as const)
      expect(
        ((await (await put(attachmentId, number, randomBytes(length))).json()) as { code: string }).code,
      ).toBe('ATTACHMENT_REFUSED')
    const tooLong = await put(attachmentId, 0, randomBytes(chunkBytes + 1)).catch(() => undefined)
    expect([413, undefined]).toContain(tooLong?.status)
    const call = await callAs(north, 'north-operator')
    const asText = { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: 'x' }
    expect((await call(`/api/attachments/${attachmentId}/chunks/0`, asText)).status).toBe(415)
  })

  it('is only for who began it', async () => {
    const { attachmentId } = await prepare({ size: 5 })
    const call = await callAs(north, 'north-deputy')
    const bytes = { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: 'hello' }
    expect((await call(`/api/attachments/${attachmentId}/chunks/0`, bytes)).status).toBe(404)
  })

  it('is refused for a peer that nobody knows, and for a file that is larger than configured', async () => {
    const operator = await signInAs(north.url, 'north-operator')
    const codeOf = async (body: object): Promise<string> =>
      ((await (await operator('POST', '/api/attachments', body)).json()) as { code: string }).code
    expect(await codeOf({ to: 'nowhere', name: 'a', size: 1 })).toBe('PEER_UNKNOWN')
    expect(await codeOf({ to: 'south', name: 'a', size: 2 ** 31 + 1 })).toBe('CONTRACT_VIOLATED')
    const config = JSON.parse(readFileSync(north.configFile, 'utf8')) as PeerConfig
    const attachments = { largestMb: 1, freeGb: 0 }
    writeFileSync(
      north.configFile,
      JSON.stringify({ ...config, exchange: { ...config.exchange, attachments } }),
    )
    await north.stop()
    await north.start()
    const fresh = await signInAs(north.url, 'north-operator')
    const refused = await fresh('POST', '/api/attachments', { to: 'south', name: 'a', size: mb + 1 })
    expect(await refused.json()).toMatchObject({
      code: 'ATTACHMENT_TOO_LARGE',
      detail: 'a file may have 1 MiB at most',
    })
    const noRoom = { largestMb: 1, freeGb: 10_000 }
    writeFileSync(
      north.configFile,
      JSON.stringify({ ...config, exchange: { ...config.exchange, attachments: noRoom } }),
    )
    await north.stop()
    await north.start()
    const later = await signInAs(north.url, 'north-operator')
    expect(
      await (await later('POST', '/api/attachments', { to: 'south', name: 'a', size: 1 })).json(),
    ).toMatchObject({
      code: 'ATTACHMENT_NO_ROOM',
    })
    writeFileSync(north.configFile, JSON.stringify(config))
    await north.stop()
    await north.start()
  })
})

describe('those who are not operators', () => {
  it('see which files travel, but neither names nor notes; officers see nothing', async () => {
    const { attachmentId } = await sendFile(randomBytes(5), { name: 'secret.txt', text: 'a note' })
    await until(south, attachmentId, { state: 'delivered' })
    for (const role of ['dpo', 'authority']) {
      const call = await signInAs(south.url, `south-${role}`)
      const list = await json<AttachmentList>(await call('GET', '/api/attachments'))
      expect(list.attachments.map((entry) => entry.attachmentId)).toContain(attachmentId)
      expect(JSON.stringify(list)).not.toMatch(/secret|a note/)
      expect((await call('GET', `/api/attachments/${attachmentId}/content`)).status).toBe(403)
    }
    const officer = await signInAs(south.url, 'south-officer')
    expect((await officer('GET', '/api/attachments')).status).toBe(403)
  })
})

describe('the hourly sweep', () => {
  const makeDue = async (peer: TestPeer): Promise<void> => {
    await peer.database.query(`delete from platform.job where name = 'sweep-attachments'`)
    await peer.stop()
    await peer.start()
  }

  it('ends what has expired, with an entry, and removes what belongs to nobody', async () => {
    const { attachmentId } = await sendFile(randomBytes(5))
    await until(south, attachmentId, { state: 'delivered' })
    await until(north, attachmentId, { state: 'delivered' })
    const { attachmentId: upload } = await prepare()
    await put(upload, 0, randomBytes(5))
    const orphan = receivedFolder(south, '00000000-0000-4000-8000-000000000000')
    mkdirSync(orphan)
    writeFileSync(join(orphan, '0.chunk'), 'left by a crash')
    mkdirSync(receivedFolder(south, 'not-an-id'))
    for (const peer of [north, south])
      await peer.database.query(
        `update exchange.attachment set expires_at = now() - interval '1 second' where attachment_id = any($1)`,
        [[attachmentId, upload]],
      )
    // A peer sweeps when it starts, and then every hour.
    await Promise.all([makeDue(north), makeDue(south)])
    expect(await show(south, attachmentId)).toMatchObject({ state: 'expired' })
    expect(await show(north, upload)).toMatchObject({ state: 'expired' })
    expect(existsSync(receivedFolder(south, attachmentId))).toBe(false)
    expect(existsSync(orphan)).toBe(false)
    expect(readdirSync(join(south.folder, 'attachments/received'))).not.toContain('not-an-id')
    expect(existsSync(join(north.folder, 'attachments/sent', upload))).toBe(false)
    expect(await eventsOf(south, attachmentId)).toContainEqual({
      event: 'attachment.expired',
      detail: expect.objectContaining({ was: 'delivered', opened: false }),
    })
    // What the sender is still to be told is not forgotten.
    await vi.waitFor(
      async () => {
        const owing = await south.database.query(`select 1 from exchange.attachment where owes <> '{}'`)
        expect(owing).toEqual([])
      },
      { timeout: 30_000, interval: 100 },
    )
    await south.database.query(
      `update exchange.attachment set expires_at = now() - interval '31 days' where attachment_id = $1`,
      [attachmentId],
    )
    await makeDue(south)
    await expect(show(south, attachmentId)).rejects.toThrow('ATTACHMENT_NOT_FOUND')
  })
})

describe('a file that can no longer be read', () => {
  it('breaks off instead of ending early, is an incident, and its sender is told', async () => {
    const bytes = randomBytes(chunkBytes + 5)
    const { attachmentId } = await sendFile(bytes)
    await until(south, attachmentId, { state: 'delivered' })
    await until(north, attachmentId, { state: 'delivered' })
    rmSync(join(receivedFolder(south, attachmentId), '1.chunk'))
    const call = await callAs(south, 'south-operator')
    const whole = call(`/api/attachments/${attachmentId}/content`).then((response) => response.arrayBuffer())
    await expect(whole).rejects.toThrow()
    await until(south, attachmentId, { state: 'broken' })
    await until(north, attachmentId, { state: 'broken', fault: 'ATTACHMENT_BROKEN' })
    expect(await namesOf(south, attachmentId)).toContain('attachment.broken')
    const operator = await signInAs(south.url, 'south-operator')
    expect(await (await operator('GET', '/api/incidents')).text()).toContain('attachment-broken')
  })
})
