import { randomUUID } from 'node:crypto'
import {
  createServer,
  request as forward,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { IncidentKind, PeerKey, TrustList } from '@isthmus/contract'
import type { Fields } from '@isthmus/protocol/http-signature'
import { findFreePort } from '@isthmus/testbed/free-port'
import { testDatabase } from '@isthmus/testbed/postgres'
import { openTestLog, readTestEntries, type TestEntry, testLogKey } from '@isthmus/testbed/test-log'
import { createTestKeys, createTestOperators, type TestKeys, toTestTrust } from '@isthmus/testbed/trust-keys'
import { Agent } from 'undici'
import type { AuditLog } from '../audit-log/index.ts'
import { createHttp, createLogger, type Database, migrate, openDatabase } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import {
  type Answerer,
  answerPeers,
  type ExchangeParts,
  type MessageToSend,
  messagesPath,
  PeerClient,
  type Question,
  type StatedPerson,
  type Transcript,
  Wire,
} from './index.ts'

type Side = {
  database: Database
  trust: Trust
  wire: Wire
  auditLog: AuditLog
  raised: { kind: IncidentKind; counterpart?: string }[]
  transcripts: Transcript[]
  entries: () => Promise<TestEntry[]>
}

export type TestPeers = {
  /** Asks. */
  north: Side & { client: PeerClient }
  /** Answers over real HTTP. */
  south: Side & { address: string }
  /** The peers at the federation's other ends; `west` is listed and silent. */
  keysOf: (peerId: 'north' | 'south' | 'west') => PeerKey[]
  /** The clock of both peers; tests put it forward. */
  wait: (ms: number) => void
  /** The clock of the asking peer alone. */
  waitAtNorth: (ms: number) => void
  close: () => Promise<void>
}

export type TestPeerOptions = Partial<Pick<ExchangeParts, 'messagesPerMinute' | 'receive' | 'tlsPeerOf'>> & {
  answerKind?: Answerer['answerKind']
  /** What lies before the answering peer. */
  middle?: ManInTheMiddle
  northKeys?: TestKeys
}

const owner = { name: 'x', kind: 'police', regime: 'LED', country: 'GR', contact: 'x@example.eu' } as const

export const person: StatedPerson = {
  pseudonym: 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4',
  role: 'officer',
  organisation: 'police-north',
  assuranceLevel: 'low',
  purpose: 'criminal-investigation',
  legalBasis: 'Act 1, article 2',
  caseReference: 'C-1',
}

export function testQuestion(change: Partial<Question> = {}): Question {
  const content = { subjects: [{ family: 'Kowalski', given: 'Zbigniew' }] }
  return { kind: 'search.ask', correlationId: randomUUID(), content, person, ...change }
}

/** Two peers that trust each other, each with its own database and log: `north` asks, `south` answers. */
export async function startTestPeers(
  answer: Answerer['answer'],
  options: TestPeerOptions = {},
): Promise<TestPeers> {
  const keys = {
    north: options.northKeys ?? createTestKeys(),
    south: createTestKeys(),
    west: createTestKeys(),
  }
  let aheadMs = 0
  let northAheadMs = 0
  const clock = (): Date => new Date(Date.now() + aheadMs)
  const northClock = (): Date => new Date(Date.now() + aheadMs + northAheadMs)
  const port = await findFreePort()
  const direct = `http://127.0.0.1:${port}`
  if (options.middle) options.middle.target = direct
  const list = toList(options.middle?.address ?? direct, keys)
  const agent = new Agent({ connections: 4 })
  const south = await openSide('south', { list, keys: keys.south, clock })
  const north = await openSide('north', { list, keys: keys.north, clock: northClock })
  const logger = createLogger('silent', 'south')
  const http = createHttp(logger)
  const answerer = { answerKind: options.answerKind ?? 'search.answer', answer }
  answerPeers(
    http,
    {
      ...south,
      incidents: { raise: (incident) => void south.raised.push(incident) },
      clock,
      logger,
      tlsPeerOf: options.tlsPeerOf ?? (() => null),
      onTranscript: (transcript) => void south.transcripts.push(transcript),
      ...options,
    },
    { 'search.ask': answerer, 'catalogue.ask': { answerKind: 'catalogue.answer', answer } },
  )
  await http.listen({ port, host: '127.0.0.1' })
  const client = new PeerClient({
    ...north,
    incidents: { raise: (incident) => void north.raised.push(incident) },
    clock: northClock,
    dispatcherOf: () => agent,
    onTranscript: (transcript) => void north.transcripts.push(transcript),
  })
  return {
    north: { ...north, client },
    south: { ...south, address: direct },
    keysOf: (peerId) => keys[peerId].keys,
    wait: (ms) => {
      aheadMs += ms
    },
    waitAtNorth: (ms) => {
      northAheadMs += ms
    },
    close: async () => {
      await agent.destroy()
      await http.close()
      await Promise.all([north.drop(), south.drop()])
    },
  }
}

function toList(south: string, keys: Record<'north' | 'south' | 'west', TestKeys>): TrustList {
  const peer = (id: 'north' | 'south' | 'west', address: string): TrustList['peers'][number] => ({
    id,
    name: id,
    address,
    owner: `police-${id}`,
    hosts: [`police-${id}`],
    keys: keys[id].keys,
  })
  return {
    federation: 'test',
    version: 1,
    issuedAt: '2026-01-01T00:00:00Z',
    expiresAt: '2099-01-01T00:00:00Z',
    operators: createTestOperators().operators,
    organisations: ['north', 'south', 'west'].map((id) => ({ ...owner, id: `police-${id}` })),
    peers: [peer('north', 'http://127.0.0.1:1'), peer('south', south), peer('west', 'http://127.0.0.1:1')],
  }
}

async function openSide(
  id: 'north' | 'south',
  { list, keys, clock }: { list: TrustList; keys: TestKeys; clock: () => Date },
): Promise<Side & { drop: () => Promise<void> }> {
  const place = await testDatabase()
  const database = openDatabase({ connectionString: place.connectionString, connections: 3 })
  await migrate(database)
  const trust = toTestTrust(list, { id, ownKeys: keys.ownKeys }, clock)
  const auditLog = await openTestLog(database, clock)
  return {
    database,
    trust,
    wire: new Wire({ trust, clock }),
    auditLog,
    raised: [],
    transcripts: [],
    entries: () => readTestEntries(database, testLogKey),
    drop: async () => {
      await auditLog.settle()
      await database.close()
      await place.drop()
    },
  }
}

/** A message of north as it would go over the wire, and how to send it by hand. */
export async function signedMessage(
  { north }: TestPeers,
  change: Partial<MessageToSend> & { path?: string } = {},
): Promise<{ fields: Fields; body: Buffer }> {
  const { path = messagesPath, ...message } = change
  const createdAt = new Date()
  const correlationId = message.correlationId ?? randomUUID()
  const sealed = await north.wire.seal({
    kind: 'catalogue.ask',
    to: 'south',
    messageId: randomUUID(),
    correlationId,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 60_000),
    payload: { content: {} },
    ...message,
  })
  const fields = await north.wire.signFields({ to: 'south', correlationId }, { path, digest: sealed.digest })
  return { fields, body: sealed.body }
}

export type PostedAnswer = { status: number; headers: IncomingHttpHeaders; text: string; code?: string }

/** Sends fields and body as they are, also when no program would make them. */
export function post(
  address: string,
  { fields, body, path = messagesPath }: { fields: Fields; body: Buffer; path?: string },
): Promise<PostedAnswer> {
  return new Promise((resolve, reject) => {
    const { host, hostname, port } = new URL(address)
    const given = fields.some(([name]) => name === 'host') ? [] : ['host', host]
    const headers = [...fields.flat(), ...given, 'content-length', String(body.length)]
    const sent = forward({ hostname, port, path, method: 'POST', agent: false, headers })
    sent.on('error', reject)
    sent.on('response', async (response) => {
      const text = (await buffer(response)).toString()
      const code = /"code":"([A-Z_]+)"/.exec(text)?.[1]
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text,
        ...(code ? { code } : {}),
      })
    })
    sent.end(body)
  })
}

export type Tampering = {
  request?: (request: { fields: Fields; body: Buffer }) => { fields: Fields; body: Buffer }
  lines?: (lines: string[]) => string[]
}

/** Somebody on the network between two peers, who keeps what was asked and changes what passes. */
export type ManInTheMiddle = {
  address: string
  target: string
  tampering: Tampering
  captured: { fields: Fields; body: Buffer }[]
  ports: Set<number | undefined>
  close: () => void
}

export async function startManInTheMiddle(): Promise<ManInTheMiddle> {
  const server = createServer((request, response) => void relay(middle, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const middle: ManInTheMiddle = {
    address: `http://127.0.0.1:${port}`,
    target: '',
    tampering: {},
    captured: [],
    ports: new Set(),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  return middle
}

async function relay(
  middle: ManInTheMiddle,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { tampering, target, captured, ports } = middle
  ports.add(request.socket.remotePort)
  const asked = { fields: toFields(request.rawHeaders), body: await buffer(request) }
  captured.push(asked)
  const { fields, body } = tampering.request?.(asked) ?? asked
  const { hostname, port } = new URL(target)
  const onward = forward({
    hostname,
    port,
    path: request.url,
    method: 'POST',
    agent: false,
    headers: fields.flat(),
  })
  onward.on('error', () => response.destroy())
  response.on('close', () => onward.destroy())
  onward.on('response', async (answer) => {
    answer.on('error', () => response.destroy())
    response.writeHead(answer.statusCode ?? 500, answer.headers)
    if (!tampering.lines) return void answer.pipe(response)
    const lines = (await buffer(answer))
      .toString()
      .split('\n')
      .filter((line) => line !== '')
    response.end(
      tampering
        .lines(lines)
        .map((line) => `${line}\n`)
        .join(''),
    )
  })
  onward.end(body)
}

function toFields(rawHeaders: readonly string[]): Fields {
  const fields: [string, string][] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    fields.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? ''])
  }
  return fields
}
