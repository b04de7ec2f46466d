import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Envelope, TrustList } from '@isthmus/contract'
import { generatePeerKeys } from '@isthmus/protocol/envelope'
import { testDatabase } from '@isthmus/testbed/postgres'
import { AuditLog } from '../audit-log/index.ts'
import { createHttp, createLogger, type Database, migrate, openDatabase } from '../platform/index.ts'
import { Trust } from '../trust/index.ts'
import { type Answerer, answerPeers, PeerClient } from './index.ts'

export type TestPeers = {
  database: Database
  /** The trust of the asking peer, in which the answering one has this address. */
  clientFor: (address: string) => Promise<PeerClient>
  /** Where the answering peer really is. */
  address: string
  trustOfAnswerer: Trust
  /** The clock of both peers; tests put it forward. */
  wait: (ms: number) => void
  close: () => Promise<void>
}

const owner = { name: 'x', kind: 'police', regime: 'LED', country: 'GR', contact: 'x@example.eu' } as const

/** Two peers that trust each other: `north` asks, `south` answers over real HTTP and keeps a log. */
export async function startTestPeers(
  answer: Answerer['answer'],
  options: { questionsPerMinute?: number; answerKind?: Answerer['answerKind'] } = {},
): Promise<TestPeers> {
  const place = await testDatabase()
  const database = openDatabase({ connectionString: place.connectionString, connections: 3 })
  await migrate(database)
  const [north, south] = [await generatePeerKeys(), await generatePeerKeys()]
  let aheadMs = 0
  const clock = () => new Date(Date.now() + aheadMs)
  const listWith = (address: string): TrustList => ({
    federation: 'test',
    version: 1,
    issuedAt: '2026-01-01T00:00:00Z',
    expiresAt: '2099-01-01T00:00:00Z',
    organisations: [
      { ...owner, id: 'police-north' },
      { ...owner, id: 'police-south' },
    ],
    peers: [
      {
        id: 'north',
        name: 'North',
        address: 'http://127.0.0.1:1',
        owner: 'police-north',
        hosts: ['police-north'],
        ...north.publicKeys,
      },
      {
        id: 'south',
        name: 'South',
        address,
        owner: 'police-south',
        hosts: ['police-south'],
        ...south.publicKeys,
      },
    ],
  })
  const clients: PeerClient[] = []
  const logger = createLogger('silent', 'south')
  const http = createHttp(logger)
  const trustOfAnswerer = await Trust.create(listWith('http://127.0.0.1:1'), 'south', south.secrets)
  answerPeers(
    http,
    { trust: trustOfAnswerer, auditLog: new AuditLog(database, clock), clock, logger, ...options },
    {
      'search.ask': { answerKind: options.answerKind ?? 'search.answer', answer },
      'catalogue.ask': { answerKind: 'catalogue.answer', answer },
    },
  )
  const address = await http.listen({ port: 0, host: '127.0.0.1' })
  return {
    database,
    address,
    trustOfAnswerer,
    clientFor: async (to) => {
      const client = new PeerClient(await Trust.create(listWith(to), 'north', north.secrets), clock)
      clients.push(client)
      return client
    },
    wait: (ms) => {
      aheadMs += ms
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.close()))
      await http.close()
      await database.close()
      await place.drop()
    },
  }
}

export type Tampering = {
  question?: (body: string) => string
  lines?: (lines: string[]) => string[]
}

/** Somebody on the network between two peers, who keeps what was asked and changes what passes. */
export async function startManInTheMiddle(
  target: string,
  tampering: Tampering,
): Promise<{ address: string; captured: string[]; close: () => void }> {
  const captured: string[] = []
  const relay = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const question = await text(request)
    captured.push(question)
    const body = tampering.question?.(question) ?? question
    const answer = await fetch(new URL(request.url ?? '/', target), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    const lines = (await answer.text()).split('\n').filter((line) => line !== '')
    response.writeHead(answer.status, { 'content-type': 'application/x-ndjson' })
    response.end((tampering.lines?.(lines) ?? lines).map((line) => `${line}\n`).join(''))
  }
  const server = createServer((request, response) => void relay(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    captured,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The same envelope with one field changed. */
export function withField(envelope: string, change: Partial<Envelope>): string {
  return JSON.stringify({ ...(JSON.parse(envelope) as Envelope), ...change })
}
