import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ExchangeEnd } from '@isthmus/contract'
import { openAnswer, parseEnvelope, sealAnswer, verifyEd25519 } from '@isthmus/protocol/envelope'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Asker } from './index.ts'
import {
  type ManInTheMiddle,
  person,
  startManInTheMiddle,
  startTestPeers,
  type Tampering,
  type TestPeers,
  testQuestion,
} from './test-peers.ts'
import { verifyEnd } from './verify-end.ts'

let middle: ManInTheMiddle
let peers: TestPeers
let answer: (content: unknown, asker: Asker, signal: AbortSignal) => AsyncIterable<unknown>

beforeAll(async () => {
  middle = await startManInTheMiddle()
  peers = await startTestPeers((content, asker, signal) => answer(content, asker, signal), { middle })
})

afterAll(async () => {
  await peers.close()
  middle.close()
})

beforeEach(() => {
  answer = () => count(3)
})

async function* count(to: number): AsyncGenerator<{ n: number }> {
  for (let n = 1; n <= to; n += 1) yield { n }
}

async function askAll(question = testQuestion(), signal = AbortSignal.timeout(5_000)): Promise<unknown[]> {
  const answers: unknown[] = []
  for await (const content of peers.north.client.ask('south', question, signal)) answers.push(content)
  return answers
}

describe('a question to another peer', () => {
  it('is answered line by line, in order', async () => {
    expect(await askAll()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  })

  it('arrives with the verified statement of the person', async () => {
    const stated: unknown[] = []
    answer = (_content, { statement }) => {
      stated.push(statement)
      return count(1)
    }
    const question = testQuestion()
    await askAll(question)
    expect(stated).toEqual([expect.objectContaining({ ...person, correlationId: question.correlationId })])
  })

  it('has entries in both logs, and both tell the same of question and answer', async () => {
    const question = testQuestion()
    await askAll(question)
    const [asked, received, answered, completed] = [
      ...(await peers.north.entries()).filter(({ event }) => event === 'exchange.asked').slice(-1),
      ...(await peers.south.entries()).filter(({ event }) => event === 'exchange.received').slice(-1),
      ...(await peers.south.entries()).filter(({ event }) => event === 'exchange.answered').slice(-1),
      ...(await peers.north.entries()).filter(({ event }) => event === 'exchange.completed').slice(-1),
    ]
    const { correlationId } = question
    for (const entry of [asked, received, answered, completed]) expect(entry).toMatchObject({ correlationId })
    expect(asked?.exchange).toMatchObject({ counterpart: 'south', direction: 'sent', kind: 'search.ask' })
    expect(received?.exchange).toMatchObject({ counterpart: 'north', direction: 'received' })
    expect(received?.exchange?.digest).toBe(asked?.exchange?.digest)
    expect(completed?.exchange?.digest).toBe(answered?.exchange?.digest)
    expect(received?.actor).toMatchObject({ id: person.pseudonym, organisation: person.organisation })
  })

  it('leaves a transcript on both sides that anybody could verify', async () => {
    const question = testQuestion()
    await askAll(question)
    const [sent, received] = [peers.north.transcripts.at(-1), peers.south.transcripts.at(-1)]
    for (const transcript of [sent, received]) {
      expect(transcript).toMatchObject({ correlationId: question.correlationId, kind: 'search.ask' })
      expect(transcript?.fault).toBeUndefined()
      expect(transcript?.answers).toHaveLength(4)
      expect(transcript?.question.payload.toString()).toContain('Kowalski')
    }
    expect(sent?.request.body).toEqual(received?.request.body)
    expect(sent?.secret).toEqual(received?.secret)
    expect(sent?.receipt).toEqual(received?.receipt)
    const lines = sent?.answers.slice(0, -1).map(({ line }) => `${line}\n`) ?? []
    const digest = createHash('sha256').update(lines.join('')).digest('base64url')
    const entry = (await peers.south.entries()).findLast(({ event }) => event === 'exchange.answered')
    expect(entry?.exchange?.digest).toBe(digest)
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
    const asking = peers.north.client.ask('south', testQuestion(), AbortSignal.timeout(5_000))
    expect((await asking.next()).value).toBe('first')
    release()
    expect((await asking.next()).value).toBe('second')
    expect((await asking.next()).done).toBe(true)
  })

  it('reuses one connection for many questions', async () => {
    await askAll()
    middle.ports.clear()
    for (let n = 0; n < 5; n += 1) await askAll()
    expect(middle.ports.size).toBe(1)
  })

  it('says that a peer is down, and that is an incident', async () => {
    const asking = peers.north.client.ask('west', testQuestion(), AbortSignal.timeout(5_000))
    await expect(asking.next()).rejects.toMatchObject({ code: 'PEER_UNREACHABLE' })
    expect(peers.north.raised.at(-1)).toMatchObject({ kind: 'peer-unreachable', counterpart: 'west' })
    expect((await peers.north.entries()).at(-1)).toMatchObject({
      event: 'exchange.completed',
      outcome: 'failed',
      reason: 'PEER_UNREACHABLE',
    })
  })

  it('is given up at its deadline', async () => {
    answer = async function* () {
      await sleep(3_000, undefined, { ref: false })
      yield 'late'
    }
    await expect(askAll(testQuestion(), AbortSignal.timeout(150))).rejects.toMatchObject({
      code: 'PEER_TOO_SLOW',
    })
  })

  it('knows an answer that was cut off from a whole one', async () => {
    answer = async function* () {
      yield 'first'
      throw new RangeError('the source has failed')
    }
    await expect(askAll()).rejects.toMatchObject({ code: 'ANSWER_CUT_OFF' })
    expect((await peers.north.entries()).at(-1)).toMatchObject({
      event: 'exchange.completed',
      outcome: 'failed',
    })
    expect((await peers.south.entries()).at(-1)).toMatchObject({
      event: 'exchange.answered',
      outcome: 'failed',
    })
  })

  it('is not put to a peer that is not in the trust list', async () => {
    const asking = peers.north.client.ask('east', testQuestion(), AbortSignal.timeout(100))
    await expect(asking.next()).rejects.toMatchObject({ code: 'PEER_UNKNOWN' })
  })

  it('stops the work of the answerer when the asker goes away', async () => {
    const stopped = new Promise<boolean>((resolve) => {
      answer = async function* (_content, _asker, signal) {
        signal.addEventListener('abort', () => resolve(true), { once: true })
        yield 'first'
        await sleep(5_000, undefined, { signal }).catch(() => {})
        yield 'second'
      }
    })
    const leaving = new AbortController()
    const asking = peers.north.client.ask('south', testQuestion(), leaving.signal)
    await asking.next()
    leaving.abort()
    expect(await stopped).toBe(true)
    await expect(asking.next()).rejects.toMatchObject({ code: 'PEER_TOO_SLOW' })
  })

  it('stops the work of the answerer when the asker wants no more answers', async () => {
    const stopped = new Promise<boolean>((resolve) => {
      answer = async function* (_content, _asker, signal) {
        signal.addEventListener('abort', () => resolve(true), { once: true })
        for (;;) {
          yield 'again'
          await sleep(5)
          if (signal.aborted) return
        }
      }
    })
    for await (const _ of peers.north.client.ask('south', testQuestion(), AbortSignal.timeout(5_000))) break
    expect(await stopped).toBe(true)
  })
})

describe('somebody in between', () => {
  afterEach(() => {
    middle.tampering = {}
  })

  const askThrough = (tampering: Tampering): Promise<unknown[]> => {
    middle.tampering = tampering
    middle.captured.length = 0
    return askAll()
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
    const [seen] = middle.captured
    expect(`${seen?.fields.join()}${seen?.body}${passed.join()}`).not.toMatch(/Kowalski|"n":/)
  })

  const withField = (line: string, change: object): string =>
    JSON.stringify({ ...JSON.parse(line), ...change })
  const forgeries: Record<string, (lines: string[]) => string[]> = {
    'changes a byte of a line': ([first = '', ...rest]) => [
      first.replace(/("sealed":")(.)/, (_, name, letter) => name + (letter === 'A' ? 'B' : 'A')),
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
    'writes a line otherwise': ([first = '', ...rest]) => [` ${first}`, ...rest],
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
    await expect(askThrough({ lines: () => kept })).rejects.toMatchObject({ code: 'ANSWER_NOT_BELIEVED' })
  })

  it('who changes the question is refused, and that has an entry and is an incident', async () => {
    const request: Tampering['request'] = ({ fields, body }) => ({
      fields,
      body: Buffer.from(
        body
          .toString()
          .replace('"sealed":"', '"sealed":"A')
          .replace(/.("}?)$/, '$1'),
      ),
    })
    await expect(askThrough({ request })).rejects.toThrow(/DIGEST_WRONG/)
    expect((await peers.south.entries()).at(-1)).toMatchObject({
      event: 'exchange.refused',
      reason: 'DIGEST_WRONG',
      detail: { claimedSender: 'north' },
    })
    expect(peers.south.raised.at(-1)).toMatchObject({ kind: 'signature-wrong', counterpart: 'north' })
  })
})

describe('a person who is stated falsely', () => {
  it.each([
    ['STATEMENT_MISSING', undefined],
    ['STATEMENT_ORGANISATION_FOREIGN', { ...person, organisation: 'police-south' }],
  ])('is refused with %s', async (code, stated) => {
    const { person: _, ...question } = testQuestion()
    await expect(askAll({ ...question, ...(stated ? { person: stated } : {}) })).rejects.toThrow(code)
    expect((await peers.south.entries()).at(-1)).toMatchObject({ event: 'exchange.refused', reason: code })
  })
})

describe('a peer that lies in its last line', () => {
  afterEach(() => {
    middle.tampering = {}
  })

  /** The last line with another content, signed and sealed by the answering peer itself. */
  async function lie(change: (end: ExchangeEnd) => unknown): Promise<string> {
    let lines: string[] = []
    middle.tampering = {
      lines: (all) => {
        lines = all
        return []
      },
    }
    const asking = askAll()
    await expect(asking).rejects.toMatchObject({ code: 'ANSWER_CUT_OFF' })
    const { request, secret, answers } = peers.south.transcripts.at(-1) ?? {}
    const question = parseEnvelope(request?.body ?? Buffer.alloc(0))
    const end = JSON.parse(answers?.at(-1)?.payload.toString() ?? '') as ExchangeEnd
    const now = new Date()
    const sealed = await sealAnswer(
      {
        question,
        kind: 'exchange.end',
        sequence: lines.length,
        createdAt: now,
        expiresAt: new Date(now.getTime() + 60_000),
        content: change(end),
      },
      { secret: secret ?? Buffer.alloc(76), signer: peers.south.wire.signer() },
      randomBytes,
    )
    return sealed.text
  }

  it.each<[code: string, what: string, change: (end: ExchangeEnd) => unknown]>([
    ['ANSWER_MALFORMED', 'says nothing', () => ({})],
    [
      'ANSWER_DIGEST_WRONG',
      'names another answer',
      (end) => ({ ...end, answered: { ...end.answered, digest: end.receipt.digest } }),
    ],
    [
      'RECEIPT_OF_ANOTHER_MESSAGE',
      'has the receipt of another question',
      (end) => ({ ...end, receipt: { ...end.receipt, messageId: randomUUID() } }),
    ],
    [
      'RECEIPT_SIGNATURE_WRONG',
      'has a receipt for another place in the log',
      (end) => ({ ...end, receipt: { ...end.receipt, log: { ...end.receipt.log, index: 999 } } }),
    ],
  ])('is not believed with %s when it %s', async (code, _what, change) => {
    const forged = await lie(change)
    // The same question again, so that the forged line answers it.
    const { request, secret } = peers.north.transcripts.at(-1) ?? {}
    expect(request?.body).toEqual(peers.south.transcripts.at(-1)?.request.body)
    const opened = openAnswer(
      forged,
      {
        question: parseEnvelope(request?.body ?? Buffer.alloc(0)),
        kinds: ['exchange.end'],
        sequence: 4,
        secret: secret ?? Buffer.alloc(76),
        keys: peers.keysOf('south'),
        verifyEd25519,
      },
      new Date(),
    )
    const { to, messageId, correlationId } = opened.line
    const lines = peers.south.transcripts.at(-1)?.answers.slice(0, -1) ?? []
    const answer = createHash('sha256')
      .update(lines.map(({ line }) => `${line}\n`).join(''))
      .digest()
    const question = createHash('sha256')
      .update(request?.body ?? '')
      .digest()
    const sent = { to: opened.line.from, messageId, correlationId, digest: question }
    expect(to).toBe('north')
    expect(() => verifyEnd(opened.content, { answer, sent, wire: peers.north.wire })).toThrow(
      expect.objectContaining({ code }),
    )
  })
})

describe('a trust list that expires while its peer runs', () => {
  const century = 100 * 365 * 86_400_000

  afterEach(() => peers.wait(-century))

  it('lets nobody be asked', async () => {
    peers.wait(century)
    await expect(askAll()).rejects.toMatchObject({ code: 'TRUST_LIST_EXPIRED' })
  })
})

it('an answer of another kind than the question is not believed', async () => {
  const odd = await startTestPeers(() => count(1), { answerKind: 'catalogue.answer' })
  const asking = odd.north.client.ask('south', testQuestion(), AbortSignal.timeout(5_000))
  await expect(asking.next()).rejects.toMatchObject({ code: 'ANSWER_NOT_BELIEVED' })
  await odd.close()
})

it('a line without end is given up', async () => {
  const endless = createServer((_request, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536))) {}
    }
    response.on('drain', more)
    more()
  })
  await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve))
  const { port } = endless.address() as AddressInfo
  const before = middle.target
  middle.target = `http://127.0.0.1:${port}`
  await expect(askAll()).rejects.toMatchObject({ code: 'ANSWER_NOT_BELIEVED' })
  middle.target = before
  endless.closeAllConnections()
  endless.close()
})
