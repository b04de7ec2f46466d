import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, request as forward, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { TLSSocket } from 'node:tls'
import type { IndexRun, PeerConfig, PeerKey, SearchEvent, TrustList } from '@isthmus/contract'
import { signTrustList } from '@isthmus/protocol/trust'
import { findFreePort } from '@isthmus/testbed/free-port'
import { testDatabase } from '@isthmus/testbed/postgres'
import { readTestEntries, type TestEntry } from '@isthmus/testbed/test-log'
import { createTestOperators } from '@isthmus/testbed/trust-keys'
import type { EntryFilter } from './audit-log/index.ts'
import { createTlsIdentity, type TlsIdentity, toValidity } from './exchange/index.ts'
import { createPeer } from './node.ts'
import {
  createPeerKey,
  type Database,
  listPeerKeys,
  openDatabase,
  openKeystore,
  toKeyId,
  toTlsPin,
} from './platform/index.ts'

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
  /** Entries of the peer's audit log, opened. */
  entries: (filter?: EntryFilter) => Promise<TestEntry[]>
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
  const { operators, signer } = createTestOperators()
  const trustListFile = join(folder, 'trust-list.jws')
  const planned = await Promise.all(
    members.map(async (member) => {
      const opened = openTestKeystore(join(folder, member.id))
      const exchangePort = await findFreePort()
      const gate = await Gate.open(opened.tls)
      gate.target = `https://127.0.0.1:${exchangePort}`
      return { ...member, ...opened, port: await findFreePort(), exchangePort, gate }
    }),
  )
  for (const { gate } of planned) gate.askers = planned.map(({ tls }) => tls)
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
    operators,
    peers: planned.map(({ id, keys, gate }) => ({
      id,
      name: `Peer ${id}`,
      address: gate.address,
      owner: `org-${id}`,
      hosts: [`org-${id}`],
      keys,
    })),
  }
  writeFileSync(trustListFile, await signTrustList(list, [signer]))
  const peers: TestPeer[] = []
  for (const { id, port, exchangePort, gate, logKey } of planned) {
    const home = join(folder, id)
    mkdirSync(join(home, 'sources'))
    const trustList = { file: trustListFile, operators }
    const peer = await toTestPeer({ id, port, exchangePort, home, gate, logKey, trustList })
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

/** The keystore of a peer that does not run yet, with a key for each use. */
function openTestKeystore(home: string): { keys: PeerKey[]; logKey: Buffer; tls: TlsIdentity } {
  mkdirSync(home, { recursive: true })
  const passphrase = randomUUID()
  writeFileSync(join(home, 'passphrase'), passphrase, { mode: 0o600 })
  const keystore = openKeystore({ folder: home, passphrase, cost: { n: 1024, r: 8, p: 1 } })
  const validity = { validFrom: '2026-01-01T00:00:00Z', validTo: '2099-01-01T00:00:00Z' }
  const uses = ['signing', 'sealing', 'tls', 'log', 'witness'] as const
  const keys = uses.map((use) => {
    const { id, key } = createPeerKey(keystore, use)
    return { use, id, key, ...validity }
  })
  const [tlsKey] = listPeerKeys(keystore, 'tls')
  if (!tlsKey) throw new TypeError('a TLS key')
  const tls = createTlsIdentity(tlsKey, { name: 'gate', validity: toValidity(new Date()) })
  return { keys, logKey: keystore.readOrCreate('audit-log'), tls }
}

type Place = {
  id: string
  port: number
  exchangePort: number
  home: string
  gate: Gate
  logKey: Buffer
  trustList: PeerConfig['trustList']
}

async function toTestPeer({
  id,
  port,
  exchangePort,
  home,
  gate,
  logKey,
  trustList,
}: Place): Promise<TestPeer> {
  const place = await testDatabase()
  const url = `http://localhost:${port}`
  const configFile = join(home, 'peer.json')
  const organisation = `org-${id}`
  const officers = (['officer', 'caseworker', 'operator', 'dpo', 'authority'] as const).map((role) => ({
    id: `${id}-${role}`,
    name: role,
    role,
    organisation,
  }))
  const deputy = { id: `${id}-deputy`, name: 'deputy', role: 'operator' as const, organisation }
  const secondDpo = { id: `${id}-second-dpo`, name: 'Ariadne Zographou', role: 'dpo' as const, organisation }
  const ghost = { id: `${id}-ghost`, name: 'ghost', role: 'officer' as const, organisation: 'org-unknown' }
  const config: PeerConfig = {
    peerId: id,
    mode: 'demo',
    host: '127.0.0.1',
    port,
    publicUrl: url,
    folder: home,
    exchange: { host: '127.0.0.1', port: exchangePort },
    keystore: { passphraseFile: join(home, 'passphrase') },
    trustList,
    sourceFolders: [join(home, 'sources')],
    signIn: { officers: [...officers, deputy, secondDpo, ghost] },
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
    entries: (filter) => readTestEntries(database, logKey, filter),
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

/** A relay with the keys of both sides before a peer, that can be shut, or made to hold back questions of searches. */
export class Gate {
  readonly address: string
  target = ''
  /** What those who ask show in TLS. */
  askers: readonly TlsIdentity[] = []
  isShut = false
  holdsBackMs = 0
  /** Searches that have passed, and those whose asker left before the end. */
  asked = 0
  left = 0
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    this.address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on('request', (request, response) => {
      if (this.isShut) response.destroy()
      else void this.#relay(request, response)
    })
  }

  async #relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    if (body.subarray(0, 40).toString('latin1').startsWith('{"version":2,"kind":"search.ask"')) {
      this.asked += 1
      response.on('close', () => {
        if (!response.writableFinished) this.left += 1
      })
      await sleep(this.holdsBackMs)
    }
    if (response.destroyed) return
    // As it came: the signature covers the address at which the peer is listed, which is this one.
    const { rawHeaders: headers, method } = request
    const asker = this.#getAsker(request)
    const onward = forward(this.target + request.url, {
      ...{ method, headers, agent: false },
      ...{ cert: asker.certificate, key: asker.privateKey, rejectUnauthorized: false },
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

  #getAsker({ socket }: IncomingMessage): TlsIdentity {
    const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.publicKey : undefined
    const keyId = shown && toKeyId(toTlsPin(shown))
    const asker = this.askers.find((known) => known.keyId === keyId)
    if (asker) return asker
    throw new TypeError('nobody else asks')
  }

  static async open({ certificate, privateKey }: TlsIdentity): Promise<Gate> {
    const server = createServer({
      ...{ cert: certificate, key: privateKey, requestCert: true, rejectUnauthorized: false },
    })
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
