import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Envelope } from '@isthmus/contract'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { messagesPath, type PeerClient } from './index.ts'
import {
  startManInTheMiddle,
  startTestPeers,
  type Tampering,
  type TestPeers,
  withField,
} from './test-peers.ts'

let peers: TestPeers
let answer: (payload: unknown, signal: AbortSignal) => AsyncIterable<unknown>

beforeAll(async () => {
  peers = await startTestPeers((payload, _asker, signal) => answer(payload, signal))
})

afterAll(() => peers.close())

beforeEach(() => {
  answer = () => count(3)
})

async function* count(to: number): AsyncGenerator<{ n: number }> {
  for (let n = 1; n <= to; n += 1) yield { n }
}

const question = () => ({
  kind: 'search.ask' as const,
  correlationId: randomUUID(),
  payload: { secret: 'Kowalski' },
})

async function askAll(client: PeerClient, signal = AbortSignal.timeout(5_000)): Promise<unknown[]> {
  const answers: unknown[] = []
  for await (const payload of client.ask('south', question(), signal)) answers.push(payload)
  return answers
}

function post(
  body: string,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): Promise<Response> {
  return fetch(peers.address + messagesPath, { method: 'POST', headers, body })
}

async function refusals(): Promise<{ reason: string; detail: { claimedSender: string } }[]> {
  return peers.database.query(
    "select reason, detail from audit_log.entry where event = 'exchange.refused' order by seq",
  )
}

describe('a question to another peer', () => {
  it('is answered line by line, in order', async () => {
    expect(await askAll(await peers.clientFor(peers.address))).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  })

  it('hands each answer on before the next one has been made', async () => {
    let release = (): void => {}
    answer = async function* () {
      yield 'first'
      await new Promise<void>((resolve) => {
        release = resolve
      })
      yield 'second'
    }
    const asking = (await peers.clientFor(peers.address)).ask('south', question(), AbortSignal.timeout(5_000))
    expect((await asking.next()).value).toBe('first')
    release()
    expect((await asking.next()).value).toBe('second')
    expect((await asking.next()).done).toBe(true)
  })

  it('reuses one connection for many questions', async () => {
    const client = await peers.clientFor(peers.address)
    const ports = new Set<number | undefined>()
    const counting = await startCountingRelay(peers.address, ports)
    const through = await peers.clientFor(counting.address)
    for (let n = 0; n < 5; n += 1) await askAll(through)
    expect(ports.size).toBe(1)
    counting.close()
    await client.close()
  })

  it('says quickly that a peer is down', async () => {
    const startedAt = Date.now()
    const client = await peers.clientFor('http://127.0.0.1:1')
    await expect(askAll(client)).rejects.toMatchObject({ code: 'PEER_UNREACHABLE' })
    expect(Date.now() - startedAt).toBeLessThan(1_000)
  })

  it('is given up at its deadline', async () => {
    answer = async function* () {
      await sleep(3_000, undefined, { ref: false })
      yield 'late'
    }
    const client = await peers.clientFor(peers.address)
    await expect(askAll(client, AbortSignal.timeout(150))).rejects.toMatchObject({ code: 'PEER_TOO_SLOW' })
  })

  it('knows an answer that was cut off from a whole one', async () => {
    answer = async function* () {
      yield 'first'
      throw new RangeError('the source has failed')
    }
    await expect(askAll(await peers.clientFor(peers.address))).rejects.toMatchObject({
      code: 'ANSWER_CUT_OFF',
    })
  })

  it('is not put to a peer that is not in the trust list', async () => {
    const asking = (await peers.clientFor(peers.address)).ask('west', question(), AbortSignal.timeout(100))
    await expect(asking.next()).rejects.toMatchObject({ code: 'PEER_UNKNOWN' })
  })

  it('stops the work of the answerer when the asker goes away', async () => {
    const stopped = new Promise<boolean>((resolve) => {
      answer = async function* (_payload, signal) {
        signal.addEventListener('abort', () => resolve(true), { once: true })
        yield 'first'
        await sleep(5_000, undefined, { signal }).catch(() => {})
        yield 'second'
      }
    })
    const leaving = new AbortController()
    const asking = (await peers.clientFor(peers.address)).ask('south', question(), leaving.signal)
    await asking.next()
    leaving.abort()
    expect(await stopped).toBe(true)
    await expect(asking.next()).rejects.toMatchObject({ code: 'PEER_TOO_SLOW' })
  })

  it('stops the work of the answerer when the asker wants no more answers', async () => {
    const stopped = new Promise<boolean>((resolve) => {
      answer = async function* (_payload, signal) {
        signal.addEventListener('abort', () => resolve(true), { once: true })
        for (;;) {
          yield 'again'
          await sleep(5)
          if (signal.aborted) return
        }
      }
    })
    const asking = (await peers.clientFor(peers.address)).ask('south', question(), AbortSignal.timeout(5_000))
    for await (const _ of asking) break
    expect(await stopped).toBe(true)
  })

  it('gives up on a line without end', async () => {
    const endless = createServer((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) {}
      }
      response.on('drain', more)
      more()
    })
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve))
    const { port } = endless.address() as AddressInfo
    const client = await peers.clientFor(`http://127.0.0.1:${port}`)
    await expect(askAll(client)).rejects.toMatchObject({ code: 'ANSWER_NOT_BELIEVED' })
    endless.closeAllConnections()
    endless.close()
  })
})

describe('somebody in between', () => {
  let middle: Awaited<ReturnType<typeof startManInTheMiddle>> | undefined

  afterEach(() => middle?.close())

  async function askThrough(tampering: Tampering): Promise<unknown[]> {
    middle = await startManInTheMiddle(peers.address, tampering)
    return askAll(await peers.clientFor(middle.address))
  }

  it('who changes nothing sees nothing and harms nothing', async () => {
    const passed: string[] = []
    const answers = await askThrough({
      lines: (lines) => {
        passed.push(...lines)
        return lines
      },
    })
    expect(answers).toHaveLength(3)
    expect(middle?.captured.join() + passed.join()).not.toContain('Kowalski')
  })

  const forgeries: Record<string, (lines: string[]) => string[]> = {
    'changes a byte of a line': ([first = '', ...rest]) => [
      first.replace(/"sealed":"./, '"sealed":"-'),
      ...rest,
    ],
    'changes the header of a line': ([first = '', ...rest]) => [
      withField(first, { createdAt: new Date(1).toISOString() }),
      ...rest,
    ],
    'drops the first line': ([, ...rest]) => rest,
    'drops a line in the middle': ([first = '', , ...rest]) => [first, ...rest],
    'puts lines into another order': ([first = '', second = '', ...rest]) => [second, first, ...rest],
    'sends a line twice': ([first = '', ...rest]) => [first, first, ...rest],
    'sends no JSON': () => ['<html>'],
  }
  for (const [what, lines] of Object.entries(forgeries)) {
    it(`who ${what} is not believed`, async () => {
      await expect(askThrough({ lines })).rejects.toMatchObject({ code: 'ANSWER_NOT_BELIEVED' })
    })
  }

  it('who drops the last line is noticed', async () => {
    await expect(askThrough({ lines: (lines) => lines.slice(0, -1) })).rejects.toMatchObject({
      code: 'ANSWER_CUT_OFF',
    })
  })

  it('who answers with the answers to another question is not believed', async () => {
    const kept: string[] = []
    await askThrough({
      lines: (lines) => {
        kept.push(...lines)
        return lines
      },
    })
    middle?.close()
    await expect(askThrough({ lines: () => kept })).rejects.toMatchObject({ code: 'ANSWER_NOT_BELIEVED' })
  })

  it('who changes the question is refused, and the refusal is logged', async () => {
    const before = (await refusals()).length
    const tampering = { question: (body: string) => withField(body, { correlationId: randomUUID() }) }
    await expect(askThrough(tampering)).rejects.toMatchObject({ code: 'PEER_REFUSED' })
    const entries = await refusals()
    expect(entries).toHaveLength(before + 1)
    expect(entries.at(-1)).toMatchObject({ reason: 'SIGNATURE_WRONG', detail: { claimedSender: 'north' } })
  })

  it('who repeats a captured question is refused, also after it has expired', async () => {
    await askThrough({})
    const [captured = ''] = middle?.captured ?? []
    const again = await post(captured)
    expect(again.status).toBe(400)
    expect(await again.json()).toMatchObject({ code: 'ENVELOPE_REPLAYED' })
    peers.wait(10 * 60_000)
    const later = await post(captured)
    expect(await later.json()).toMatchObject({ code: 'ENVELOPE_EXPIRED' })
    peers.wait(-10 * 60_000)
    expect((await refusals()).slice(-2).map(({ reason }) => reason)).toEqual([
      'ENVELOPE_REPLAYED',
      'ENVELOPE_EXPIRED',
    ])
  })
})

describe('a trust list that expires while its peer runs', () => {
  const century = 100 * 365 * 86_400_000

  afterEach(() => peers.wait(-century))

  it('lets nobody be asked, and nobody be believed', async () => {
    const middle = await startManInTheMiddle(peers.address, {})
    await askAll(await peers.clientFor(middle.address))
    middle.close()
    const client = await peers.clientFor(peers.address)
    peers.wait(century)
    await expect(askAll(client)).rejects.toMatchObject({ code: 'TRUST_LIST_EXPIRED' })
    const answered = await post(middle.captured[0] ?? '')
    expect(answered.status).toBe(400)
    expect(await answered.json()).toMatchObject({ code: 'TRUST_LIST_EXPIRED' })
    expect((await refusals()).at(-1)).toMatchObject({ reason: 'TRUST_LIST_EXPIRED' })
  })
})

it('an answer of another kind than the question is not believed', async () => {
  const odd = await startTestPeers(() => count(1), { answerKind: 'catalogue.answer' })
  await expect(askAll(await odd.clientFor(odd.address))).rejects.toMatchObject({
    code: 'ANSWER_NOT_BELIEVED',
  })
  await odd.close()
})

it('the share of a peer is used up by its own questions only', async () => {
  const small = await startTestPeers(() => count(1), { questionsPerMinute: 2 })
  const client = await small.clientFor(small.address)
  const forge = () =>
    fetch(small.address + messagesPath, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"from":"north"}',
    })
  const forged = await Promise.all([forge(), forge(), forge(), forge()])
  expect(forged.map(({ status }) => status)).toEqual([400, 400, 400, 400])
  expect(await askAll(client)).toHaveLength(1)
  expect(await askAll(client)).toHaveLength(1)
  await expect(askAll(client)).rejects.toThrow(/HTTP 429/)
  await small.close()
})

describe('the door for other peers', () => {
  it('refuses what is no envelope, without a word about the inside', async () => {
    const cases: [string, Record<string, string>, number][] = [
      ['{"version":', { 'content-type': 'application/json' }, 400],
      ['', { 'content-type': 'application/json' }, 400],
      ['null', { 'content-type': 'application/json' }, 400],
      ['[]', { 'content-type': 'application/json' }, 400],
      ['{"__proto__":{"x":1}}', { 'content-type': 'application/json' }, 400],
      ['version=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ]
    for (const [body, headers, status] of cases) {
      const answered = await post(body, headers)
      const words = await answered.text()
      expect(answered.status, body).toBe(status)
      expect(words).not.toMatch(/stack|node_modules|\.ts| {4}at /)
    }
  })

  it('reads no more than a message can have', async () => {
    const answered = await post(`{"sealed":"${'A'.repeat(5_000_000)}"}`)
    expect(answered.status).toBe(413)
    expect(await answered.json()).toMatchObject({ status: 413 })
  })

  it('refuses a stranger, and an answer that comes as a question', async () => {
    const middle = await startManInTheMiddle(peers.address, {})
    await askAll(await peers.clientFor(middle.address))
    const [captured = ''] = middle.captured
    middle.close()
    const stranger = await post(withField(captured, { from: 'west' }))
    expect(await stranger.json()).toMatchObject({ code: 'SENDER_UNKNOWN' })
    const other = await post(withField(captured, { to: 'west' }))
    expect(await other.json()).toMatchObject({ code: 'ENVELOPE_NOT_FOR_US' })
    const { encapsulatedKey: _, ...noQuestion } = JSON.parse(captured) as Envelope
    const answered = await post(JSON.stringify({ ...noQuestion, kind: 'exchange.end', sequence: 4 }))
    expect(await answered.json()).toMatchObject({ code: 'ENVELOPE_MALFORMED' })
  })

  it('does not let a flood of refused messages fill the log, and goes on believing a peer', async () => {
    const before = (await refusals()).length
    const statuses = await Promise.all(Array.from({ length: 200 }, async () => (await post('{}')).status))
    expect(new Set(statuses)).toEqual(new Set([400, 429]))
    const written = (await refusals()).length - before
    expect(written).toBeLessThanOrEqual(120)
    expect(await askAll(await peers.clientFor(peers.address))).toHaveLength(3)
  })
})

async function startCountingRelay(
  target: string,
  ports: Set<number | undefined>,
): Promise<{ address: string; close: () => void }> {
  const server = createServer(async (request, response) => {
    ports.add(request.socket.remotePort)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const answered = await fetch(target + messagesPath, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Buffer.concat(chunks),
    })
    response.writeHead(answered.status)
    for await (const chunk of answered.body ?? []) response.write(chunk)
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() }
}
