import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Envelope, IndexRun, PeerConfig, SearchEvent, TrustList } from '@isthmus/contract'
import { generatePeerKeys } from '@isthmus/protocol/envelope'
import { testDatabase } from '@isthmus/testbed/postgres'
import { createPeer } from './node.ts'
import { type Database, openDatabase } from './platform/index.ts'
import { signTrustList } from './trust/index.ts'

type Organisation = TrustList['organisations'][number]

export type TestPeer = {
  id: string
  url: string
  folder: string
  configFile: string
  database: Database
  databaseUrl: string
  /** The file behind the peer's source `register-<id>`. */
  sourceFile: string
  /** What lies between this peer and the others. */
  gate: Gate
  as: (officerId: string) => Promise<Api>
  start: () => Promise<void>
  stop: () => Promise<void>
}

export type Api = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
) => Promise<Response>

export type TestFederation = { peers: TestPeer[]; peer: (id: string) => TestPeer; close: () => Promise<void> }

export const grounds = {
  purpose: 'criminal-investigation',
  legalBasis: 'Act 1, article 2',
  caseReference: 'C-1',
} as const

/** In every register of the test federation. */
export const kowalski = { family: 'Kowalski', given: 'Zbigniew', birth: '1962-03-04' }

const members: readonly { id: string; organisation: Omit<Organisation, 'id' | 'name' | 'contact'> }[] = [
  { id: 'north', organisation: { kind: 'police', regime: 'LED', country: 'GR' } },
  { id: 'south', organisation: { kind: 'border-guard', regime: 'LED', country: 'IT' } },
  { id: 'care', organisation: { kind: 'ngo', regime: 'GDPR', country: 'GR' } },
]

/** Three real peers in this process, each with its own database, keys, officers and register; the third lies behind the gate. */
export async function startTestFederation(): Promise<TestFederation> {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-federation-'))
  const operator = generateKeyPairSync('ed25519')
  const operatorKey = operator.publicKey.export({ format: 'jwk' }).x ?? ''
  const trustListFile = join(folder, 'trust-list.jws')
  const planned = await Promise.all(
    members.map(async (member) => ({
      ...member,
      keys: await generatePeerKeys(),
      port: await freePort(),
      gate: await Gate.open(),
    })),
  )
  for (const { gate, port } of planned) gate.target = `http://127.0.0.1:${port}`
  const list: TrustList = {
    federation: 'test',
    version: 1,
    issuedAt: '2026-01-01T00:00:00Z',
    expiresAt: '2099-01-01T00:00:00Z',
    organisations: members.map(({ id, organisation }) => ({
      id: `org-${id}`,
      name: `Organisation ${id}`,
      contact: `spoc@${id}.example`,
      ...organisation,
    })),
    peers: planned.map(({ id, keys, gate }) => ({
      id,
      name: `Peer ${id}`,
      address: gate.address,
      owner: `org-${id}`,
      hosts: [`org-${id}`],
      ...keys.publicKeys,
    })),
  }
  writeFileSync(trustListFile, await signTrustList(list, operator.privateKey))
  const peers: TestPeer[] = []
  for (const { id, keys, port, gate } of planned) {
    const home = join(folder, id)
    mkdirSync(join(home, 'secrets'), { recursive: true })
    mkdirSync(join(home, 'sources'))
    writeFileSync(join(home, 'secrets', 'peer-keys.json'), JSON.stringify(keys), { mode: 0o600 })
    const peer = await toTestPeer({ id, port, home, gate, trustList: { file: trustListFile, operatorKey } })
    peers.push(peer)
    await peer.start()
  }
  await Promise.all(peers.map(connectRegister))
  const peer = (id: string): TestPeer => {
    const found = peers.find((candidate) => candidate.id === id)
    if (!found) throw new RangeError(`no peer ${id}`)
    return found
  }
  const close = async (): Promise<void> => {
    await Promise.all(peers.map((one) => one.stop()))
    for (const one of peers) one.gate.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { peers, peer, close }
}

type Place = { id: string; port: number; home: string; gate: Gate; trustList: PeerConfig['trustList'] }

async function toTestPeer({ id, port, home, gate, trustList }: Place): Promise<TestPeer> {
  const place = await testDatabase()
  const url = `http://localhost:${port}`
  const configFile = join(home, 'peer.json')
  const organisation = `org-${id}`
  const officers = (['officer', 'caseworker', 'operator', 'dpo'] as const).map((role) => ({
    id: `${id}-${role}`,
    name: role,
    role,
    organisation,
  }))
  const deputy = { id: `${id}-deputy`, name: 'deputy', role: 'operator' as const, organisation }
  const ghost = { id: `${id}-ghost`, name: 'ghost', role: 'officer' as const, organisation: 'org-unknown' }
  const config: PeerConfig = {
    peerId: id,
    mode: 'demo',
    host: '127.0.0.1',
    port,
    publicUrl: url,
    folder: home,
    trustList,
    sourceFolders: [join(home, 'sources')],
    signIn: { officers: [...officers, deputy, ghost] },
  }
  writeFileSync(configFile, JSON.stringify(config))
  const database = openDatabase({ connectionString: place.connectionString, connections: 2 })
  let running: Awaited<ReturnType<typeof createPeer>> | undefined
  return {
    id,
    url,
    folder: home,
    configFile,
    database,
    databaseUrl: place.connectionString,
    sourceFile: join(home, 'sources', 'register.jsonl'),
    gate,
    as: (officerId) => signInAs(url, officerId),
    start: async () => {
      running = await createPeer(configFile, {
        configFile,
        databaseUrl: place.connectionString,
        logLevel: 'error',
      })
      await running.listen()
    },
    stop: async () => {
      await running?.stop()
      running = undefined
    },
  }
}

export async function signInAs(url: string, officer: string): Promise<Api> {
  const json = { 'content-type': 'application/json', 'x-isthmus-request': '1' }
  const granted = await fetch(`${url}/auth/demo-token`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ officer }),
  })
  const { access_token: token } = (await granted.json()) as { access_token: string }
  return (method, path, body, signal = AbortSignal.timeout(30_000)) =>
    fetch(url + path, {
      method,
      signal,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : json) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
}

/** The events of a search, as they come. */
export async function* eventsOf(response: Response): AsyncGenerator<SearchEvent> {
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}: ${await response.text()}`)
  let rest = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as SearchEvent
  }
}

export async function allEvents(response: Response): Promise<SearchEvent[]> {
  const events: SearchEvent[] = []
  for await (const event of eventsOf(response)) events.push(event)
  return events
}

export function toMapping(peerId: string, regime: string): string {
  return `
mapping: 1
source:
  id: register-${peerId}
  title: Register of ${peerId}
  description: Persons who do not exist.
  regime: ${regime}
  answers: { purposes: [criminal-investigation, border-control, missing-person, humanitarian-care], modes: [open] }
records:
  - kind: person
    reference: id
    claims:
      - names: [{ family: family, given: given, kind: primary }]
        births: [{ date: birth }]
`
}

export function writeRegister(file: string, records: readonly object[]): void {
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
}

export const filler = Array.from({ length: 40 }, (_, n) => ({
  id: `F-${n}`,
  family: `Familie${String.fromCharCode(97 + (n % 26))}mann`,
  given: `Vorname${String.fromCharCode(97 + (n % 7))}`,
  birth: `19${40 + n}-0${1 + (n % 9)}-1${n % 9}`,
}))

async function connectRegister(peer: TestPeer): Promise<void> {
  const operator = await peer.as(`${peer.id}-operator`)
  writeRegister(peer.sourceFile, [{ id: `${peer.id}-1`, ...kowalski }, ...filler])
  const regime = peer.id === 'care' ? 'GDPR' : 'LED'
  const connected = await operator('POST', '/api/sources', {
    connector: { kind: 'json', file: peer.sourceFile },
    mapping: toMapping(peer.id, regime),
  })
  if (connected.status !== 200) throw new Error(await connected.text())
  await indexRegister(peer)
}

export async function indexRegister(peer: TestPeer): Promise<IndexRun> {
  const operator = await peer.as(`${peer.id}-operator`)
  const path = `/api/sources/register-${peer.id}/runs`
  const started = await operator('POST', path, {})
  if (started.status !== 200) throw new Error(await started.text())
  for (;;) {
    const run = (await (await operator('GET', `${path}/latest`)).json()) as IndexRun
    if (run.state !== 'running') return run
    await sleep(50)
  }
}

/** A relay before a peer that can be shut, or made to hold back questions of searches. */
export class Gate {
  readonly address: string
  target = ''
  isShut = false
  holdsBackMs = 0
  /** Searches that have passed, and those whose asker left before the end. */
  asked = 0
  left = 0
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on('request', (request, response) => {
      if (this.isShut) response.destroy()
      else void this.#relay(request, response)
    })
  }

  async #relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    if ((JSON.parse(body) as Envelope).kind === 'search.ask') {
      this.asked += 1
      response.on('close', () => {
        if (!response.writableFinished) this.left += 1
      })
      await sleep(this.holdsBackMs)
    }
    if (response.destroyed) return
    const onward = forward(this.target + request.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      agent: false,
    })
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
      answer.on('error', () => response.destroy())
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    onward.end(body)
  }

  static async open(): Promise<Gate> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new Gate(server)
  }

  reset(): void {
    this.isShut = false
    this.holdsBackMs = 0
    this.asked = 0
    this.left = 0
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
