import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MessageEntry, PeerConfig } from '@isthmus/contract'
import { openEvidenceZip, toSentence, verifyEvidence } from '@isthmus/protocol/evidence'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestFederation, type TestFederation, type TestPeer } from './test-federation.ts'

const root = join(import.meta.dirname, '../..')
const text = 'A note that can be proven.'
let federation: TestFederation

beforeAll(async () => {
  spawnSync(process.execPath, [join(root, 'tools/build-verify-page.ts')], { stdio: 'inherit' })
  federation = await startTestFederation()
}, 180_000)

afterAll(() => federation?.close())

/** A note of north's operator to south's, when north has its receipt. */
async function deliverNote(idempotencyKey: string): Promise<MessageEntry> {
  const operator = await federation.peer('north').as('north-operator')
  const response = await operator('POST', '/api/messages', { to: 'south', text, idempotencyKey })
  if (!response.ok) throw new Error(await response.text())
  const { messageId } = (await response.json()) as MessageEntry
  return vi.waitFor(
    async () => {
      const shown = (await (await operator('GET', `/api/messages/${messageId}`)).json()) as MessageEntry
      expect(shown.state).toBe('delivered')
      return shown
    },
    { timeout: 20_000, interval: 100 },
  )
}

async function exportAt(peer: TestPeer, correlationId: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const response = await (await peer.as(`${peer.id}-dpo`))('POST', '/api/evidence', { correlationId })
  if (!response.ok) throw new Error(await response.text())
  return openEvidenceZip(new Uint8Array(await response.arrayBuffer())) ?? new Map()
}

async function setKeepDays(peer: TestPeer, keepDays: number): Promise<void> {
  const config = JSON.parse(readFileSync(peer.configFile, 'utf8')) as PeerConfig
  writeFileSync(peer.configFile, JSON.stringify({ ...config, evidence: { keepDays } }))
  await peer.stop()
  await peer.start()
}

describe('the evidence file of a message', () => {
  it('proves what was sent, its receipt and both logs, whichever of the two peers makes it', async () => {
    const { correlationId, messageId } = await deliverNote('one')
    const files = await exportAt(federation.peer('north'), correlationId)
    const { findings, failed } = verifyEvidence(files)
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(failed).toBe(0)
    const said = findings.map(({ sentence }) => sentence).join('\n')
    for (const words of [
      `Peer north signed message ${messageId} (message.test) to Peer south`,
      `This is the content of message ${messageId}, word for word.`,
      `that it received message ${messageId}`,
      `which was signed for message ${messageId}`,
      `The log of Peer north names message ${messageId} and its digest.`,
    ])
      expect(said).toContain(words)
    expect(Buffer.from(files.get('messages/1/question.json') ?? []).toString()).toContain(text)
    const names = [...files.keys()].filter((name) => name.startsWith('log/')).join(' ')
    expect(names).toMatch(/north.*south|south.*north/)

    const theirs = verifyEvidence(await exportAt(federation.peer('south'), correlationId))
    expect(theirs.failed).toBe(0)
    expect(theirs.findings.map(({ sentence }) => sentence)).toContain(
      `The log of Peer south names message ${messageId} and its digest.`,
    )
  })

  it('proves a message alone that was signed, and receipted, with others under one signature', async () => {
    const keys = Array.from({ length: 12 }, (_, at) => `together-${at}`)
    const notes = await Promise.all(keys.map(deliverNote))
    const bundled = notes.find(({ receipt }) => receipt?.version === 3)
    for (const id of ['north', 'south']) {
      const files = await exportAt(federation.peer(id), bundled?.correlationId ?? '')
      const { findings } = verifyEvidence(files)
      expect(findings.filter(({ ok }) => !ok)).toEqual([])
      expect(findings.map(({ sentence }) => sentence).join('\n')).toMatch(/of \d+ under one signature/)
      const manifest = Buffer.from(files.get('manifest.json') ?? []).toString()
      expect(manifest).toContain('"isthmus-bundle"')
    }
  })

  it('is for the data-protection officers of both peers, and not for the operator who sent it', async () => {
    const { correlationId } = await deliverNote('one')
    const operator = await federation.peer('north').as('north-operator')
    expect((await operator('POST', '/api/evidence', { correlationId })).status).toBe(403)
  })

  it('holds each message once, however often it arrived', async () => {
    const { correlationId } = await deliverNote('one')
    for (const id of ['north', 'south']) {
      const rows = await federation
        .peer(id)
        .database.query('select direction from evidence.transcript where correlation_id = $1', [
          correlationId,
        ])
      expect(rows).toEqual([{ direction: id === 'north' ? 'sent' : 'received' }])
    }
  })

  it('proves of a dead letter what was sent, and says that no receipt came; once it has arrived, that as well', async () => {
    const [north, south] = [federation.peer('north'), federation.peer('south')]
    await south.stop()
    const operator = await north.as('north-operator')
    const given = { to: 'south', text: 'A note that nobody answers.', idempotencyKey: 'dead' }
    const sent = (await (await operator('POST', '/api/messages', given)).json()) as MessageEntry
    const { messageId, correlationId } = sent
    await north.database.query('update exchange.outbox set deadline = now() where message_id = $1', [
      messageId,
    ])
    const kept = () =>
      north.database.query('select 1 from evidence.transcript where message_id = $1', [messageId])
    await vi.waitFor(async () => expect(await kept()).toHaveLength(1), { timeout: 20_000, interval: 200 })
    await south.start()
    const isLogged = `The log of Peer north names message ${messageId} and its digest.`
    const report = await vi.waitFor(
      async () => {
        const files = await exportAt(north, correlationId)
        expect(Buffer.from(files.get('messages/1/question.json') ?? []).toString()).toContain(given.text)
        expect(files.has('messages/1/receipt.json')).toBe(false)
        const { findings, ...rest } = verifyEvidence(files)
        const said = findings.map(({ sentence }) => sentence).join('\n')
        // Once south cosigns again.
        expect(said).toContain(isLogged)
        return { said, ...rest }
      },
      { timeout: 30_000, interval: 500 },
    )
    expect(report.failed).toBe(0)
    expect(report.said).toContain(`Peer north signed message ${messageId} (message.test) to Peer south`)
    expect(report.limits.map((limit) => toSentence(limit, 'en')).join('\n')).toContain(
      `that Peer south received message ${messageId}: its receipt is not here`,
    )

    expect((await operator('POST', `/api/messages/${messageId}/resending`)).status).toBe(200)
    await vi.waitFor(async () => expect(await kept()).toHaveLength(2), { timeout: 20_000, interval: 200 })
    const again = await exportAt(north, correlationId)
    expect(verifyEvidence(again).failed).toBe(0)
    expect(again.has('messages/2/receipt.json')).toBe(true)
  }, 90_000)

  it('cannot be made of messages where transcripts are kept for no day; the log still names them', async () => {
    const peers = ['north', 'south'].map((id) => federation.peer(id))
    for (const peer of peers) {
      await peer.database.query('delete from evidence.transcript')
      await setKeepDays(peer, 0)
    }
    const { correlationId } = await deliverNote('two')
    const files = await exportAt(federation.peer('north'), correlationId)
    const { failed, findings } = verifyEvidence(files)
    expect(failed).toBe(0)
    expect(findings.some(({ sentence }) => sentence.includes('exchange.sent'))).toBe(true)
    for (const peer of peers)
      expect(await peer.database.query('select id from evidence.transcript')).toEqual([])
  })
})
