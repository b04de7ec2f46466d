import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from 'node:tls'
import type { IncidentList, MessageEntry, MessageList, PeerKey, TrustOverview } from '@isthmus/contract'
import { createTlsIdentity, toValidity } from '@isthmus/node/exchange'
import { listPeerKeys } from '@isthmus/node/platform'
import { parseTrustList } from '@isthmus/protocol/trust'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPlan } from './demo/plan.ts'
import { isLong } from './faults/fault-form.ts'
import { type Federation, type RunningPeer, startFederation } from './federation.ts'
import { openPeerKeystore } from './federation-keys.ts'
import { FederationOperators } from './federation-operators.ts'
import type { FederationPlan } from './federation-plan.ts'
import { type Api, signInAs } from './peer-api.ts'
import { type PeerProcess, startPeerProcess } from './peer-process.ts'
import { openStore, type Store } from './store.ts'
import { firstTestPort } from './test-ports.ts'

// Processes of their own with real keys, connections and databases; nothing of time or network is replaced.

const root = mkdtempSync(join(tmpdir(), 'isthmus-trust-changes-'))
const folder = join(root, 'federation')
const desk = 'national-authority'
const other = 'eu-body'
const third = 'international-body'
const officers = { [desk]: 'nikos-adamou', [other]: 'marie-dubois', [third]: 'tomas-lind' } as const
type PeerId = keyof typeof officers

/** A new list has taken effect everywhere within a minute; machines of tests are slow. */
const withinAMinute = { timeout: 60_000, interval: 500 }
const soon = { timeout: 30_000, interval: 300 }

const plan: FederationPlan = (() => {
  const whole = demoPlan(firstTestPort)
  return { ...whole, peers: whole.peers.slice(0, 3).map((peer) => ({ ...peer, sources: [] })) }
})()

let store: Store
let federation: Federation
let operators: FederationOperators
const apis = new Map<string, Api>()
const extra: PeerProcess[] = []

const peerOf = (id: PeerId): RunningPeer => {
  const found = federation.peers.find((peer) => peer.id === id)
  if (!found) throw new RangeError(`no peer ${id} runs`)
  return found
}

async function apiOf(id: PeerId): Promise<Api> {
  const api = apis.get(id) ?? (await signInAs(peerOf(id), officers[id]))
  apis.set(id, api)
  return api
}

const call = async <Answer>(id: PeerId, ...question: Parameters<Api>): Promise<Answer> =>
  (await apiOf(id))<Answer>(...question)

const versionAt = async (id: PeerId): Promise<number> =>
  (await call<TrustOverview>(id, 'GET', '/api/trust')).version
const sendNote = (from: PeerId, to: PeerId, text: string): Promise<MessageEntry> =>
  call<MessageEntry>(from, 'POST', '/api/messages', { to, text })
const showMessage = (from: PeerId, { messageId }: MessageEntry): Promise<MessageEntry> =>
  call<MessageEntry>(from, 'GET', `/api/messages/${messageId}`)
const stateOf = async (from: PeerId, sent: MessageEntry): Promise<string> =>
  (await showMessage(from, sent)).state

async function incidentsAt(id: PeerId): Promise<string[]> {
  const { incidents } = await call<IncidentList>(id, 'GET', '/api/incidents')
  return incidents.map(({ kind, counterpart }) => `${kind} ${counterpart?.id ?? ''}`.trim())
}

async function detailsAt(id: PeerId): Promise<string[]> {
  const { incidents } = await call<IncidentList>(id, 'GET', '/api/incidents')
  return incidents.map(({ kind, detail }) => `${kind} ${JSON.stringify(detail)}`)
}

async function eventuallyKnown(version: number, ...ids: PeerId[]): Promise<void> {
  for (const id of ids) await expect.poll(() => versionAt(id), withinAMinute).toBe(version)
}

beforeAll(async () => {
  store = await openStore({
    folder: join(root, 'postgres'),
    databaseUrl: undefined,
    log: () => {},
    throwaway: true,
  })
  federation = await startFederation({ plan, folder, store, log: () => {}, bare: true })
  operators = new FederationOperators(folder, (...question) => call(desk, ...question))
}, 180_000)

afterAll(async () => {
  await Promise.all(extra.map((peer) => peer.stop()))
  await federation?.stop()
  await store?.stop()
  rmSync(root, { recursive: true, force: true })
}, 60_000)

describe('a peer renews every key while messages travel', () => {
  const uses: PeerKey['use'][] = ['signing', 'sealing', 'tls', 'log', 'witness']
  const sent: [PeerId, MessageEntry][] = []

  it('and none is lost or arrives twice, before, while and after the new keys take over', async () => {
    const traffic = startTraffic()
    for (const together of isLong ? uses.map((use) => [use]) : [uses]) {
      await call(other, 'POST', '/api/trust/rotations', { uses: together })
      await eventuallyKnown(await operators.grant('rotate'), desk, other, third)
    }
    // A new key is used 90 seconds after it was listed, once the others have had time to learn of it.
    await sleep(100_000)
    await traffic.stop()
    expect(sent.length).toBeGreaterThan(50)
    for (const [from, entry] of sent) await expect.poll(() => stateOf(from, entry), soon).toBe('delivered')
    const received = await Promise.all(([desk, other] as const).map(listReceived))
    expect(
      received
        .flat()
        .filter((text) => text.startsWith('traffic '))
        .sort(),
    ).toEqual(sent.map((_one, at) => `traffic ${at}`).sort())
    // A peer that starts before another, or whose request is cut by a new certificate, says so and tries again.
    const isLoss = (kind: string): boolean => !/^(peer-unreachable|witness-missing)/.test(kind)
    for (const id of [desk, other, third] as const)
      expect([id, ...(await detailsAt(id)).filter(isLoss)]).toEqual([id])
  }, 600_000)

  it('and signs what it sends and answers with the new one by then', async () => {
    const { peers } = await call<TrustOverview>(desk, 'GET', '/api/trust')
    const keys = peers.find(({ id }) => id === other)?.keys ?? []
    for (const use of uses) expect(keys.filter(({ key }) => key.use === use)).toHaveLength(2)
    const newest = keys
      .filter(({ key }) => key.use === 'signing')
      .sort(byBegin)
      .at(-1)?.key.id
    const note = await sendNote(desk, other, 'under which key?')
    await expect.poll(() => stateOf(desk, note), soon).toBe('delivered')
    expect((await showMessage(desk, note)).receipt?.keyId).toBe(newest)
  }, 60_000)

  type Listed = { key: PeerKey }
  const byBegin = (left: Listed, right: Listed): number => (left.key.validFrom < right.key.validFrom ? -1 : 1)

  function startTraffic(): { stop: () => Promise<void> } {
    let isOver = false
    const running = (async () => {
      for (let at = 0; !isOver; at++) {
        const [from, to] = at % 2 === 0 ? ([desk, other] as const) : ([other, desk] as const)
        sent.push([from, await sendNote(from, to, `traffic ${at}`)])
        await sleep(250)
      }
    })()
    return {
      stop: () => {
        isOver = true
        return running
      },
    }
  }

  async function listReceived(id: PeerId): Promise<string[]> {
    const texts: string[] = []
    for (let before: string | undefined = ''; before !== undefined; ) {
      const page: MessageList = await call<MessageList>(
        id,
        ...(['GET', `/api/messages?box=received${before === '' ? '' : `&before=${before}`}`] as const),
      )
      texts.push(...page.messages.flatMap(({ note }) => note ?? []))
      before = page.next
    }
    return texts
  }
})

describe('the site of the operators is down', () => {
  it('and a peer that slept since learns the newest list from another peer, and works on', async () => {
    await peerOf(other).process.stop()
    const version = await operators.publish({ kind: 'renew', days: 380 })
    await eventuallyKnown(version, desk, third)
    await peerOf(desk).process.stop()
    await federation.restart(other)
    apis.delete(other)
    await eventuallyKnown(version, other)
    // Longer than the refresh of 20 seconds.
    await sleep(25_000)
    const note = await sendNote(other, third, 'without operators')
    await expect.poll(() => stateOf(other, note), soon).toBe('delivered')
    expect(await incidentsAt(other)).not.toContainEqual(expect.stringMatching(/^trust-list/))
    await federation.restart(desk)
    apis.delete(desk)
  }, 300_000)
})

describe('a peer that fears for its keys asks to have them revoked', () => {
  it('the operators see it first of all, and one of them is enough', async () => {
    const { keys = [] } = (await call<TrustOverview>(third, 'GET', '/api/trust')).peers.find(
      ({ id }) => id === third,
    ) ?? { keys: [] }
    const asked = await call<{ revoke: string[] }>(third, 'POST', '/api/trust/revocations', {})
    expect(asked.revoke.sort()).toEqual(keys.map(({ key }) => key.id).sort())
    const { next } = await call<TrustOverview>(desk, 'GET', '/api/trust')
    expect(next[0]?.kind).toBe('revoke-now')
  }, 60_000)

  it('within a minute its open connection is cut, and what it sends is refused, with an incident', async () => {
    const held = await openConnection(third, other)
    const before = await sendNote(third, other, 'before')
    await expect.poll(() => stateOf(third, before), soon).toBe('delivered')
    expect(held.isClosed()).toBe(false)
    const version = await operators.grant('revoke')
    await eventuallyKnown(version, other)
    await expect.poll(held.isClosed, soon).toBe(true)
    const refused = await openConnection(third, other).catch(() => undefined)
    await expect.poll(() => refused === undefined || refused.isClosed(), soon).toBe(true)
    const after = await sendNote(third, other, 'after')
    await expect.poll(() => incidentsAt(other), soon).toContain(`key-revoked-used ${third}`)
    expect(await stateOf(third, after)).toBe('waiting')
  }, 180_000)

  async function openConnection(from: PeerId, to: PeerId): Promise<{ isClosed: () => boolean }> {
    const { privateKey, certificate } = identityOf(from)
    const port = peerOf(to).plan.exchangePort
    const socket = connect({
      ...{ host: '127.0.0.1', port, key: privateKey, cert: certificate },
      ...{ rejectUnauthorized: false, minVersion: 'TLSv1.3' },
    })
    let isClosed = false
    socket
      .on('error', () => {})
      .on('close', () => {
        isClosed = true
      })
    // Read on: a cut is noticed by whoever reads.
    socket.resume()
    await new Promise<void>((resolve, reject) => socket.once('secureConnect', resolve).once('close', reject))
    return { isClosed: () => isClosed }
  }
})

function identityOf(id: PeerId) {
  const [key] = listPeerKeys(openPeerKeystore(peerOf(id).folder), 'tls')
  if (!key) throw new Error(`${id} has no TLS key`)
  return createTlsIdentity(key, { name: id, validity: toValidity(new Date()) })
}

describe('a list that has expired', () => {
  it('is believed within its grace, with an incident, and not after it; the next one makes all well', async () => {
    await publishShortList()
    await expect.poll(() => incidentsAt(other), withinAMinute).toContain('trust-list-expired')
    const within = await sendNote(desk, other, 'within the grace')
    await expect.poll(() => stateOf(desk, within), soon).toBe('delivered')
    expect((await call<TrustOverview>(other, 'GET', '/api/trust')).state).toBe('in-grace')

    const strict = await startWithGrace(other, 0)
    const beyond = await sendNote(desk, other, 'after the grace')
    await expect
      .poll(async () => (await call<TrustOverview>(other, 'GET', '/api/trust')).state, soon)
      .toBe('expired')
    await sleep(5_000)
    expect(await stateOf(desk, beyond)).toBe('waiting')
    const version = await operators.publish({ kind: 'renew', days: 200 })
    await eventuallyKnown(version, other)
    await expect.poll(() => stateOf(desk, beyond), withinAMinute).toBe('delivered')
    await strict.stop()
    await federation.restart(other)
    apis.delete(other)
  }, 300_000)

  /** Operators cannot draft a list for seconds: they sign one, and the desk finds it at its start. */
  async function publishShortList(): Promise<void> {
    const file = join(peerOf(desk).folder, 'trust', 'trust-list.jsonl')
    const latest = readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? ''
    const expiresAt = new Date(Date.now() + 20_000).toISOString()
    const text = await operators.signSuccessor(parseTrustList(latest).list, { expiresAt })
    await peerOf(desk).process.stop()
    writeFileSync(file, `${readFileSync(file, 'utf8').trim()}\n${text}\n`)
    await startAgain(desk)
    await eventuallyKnown(parseTrustList(text).list.version, desk, other)
  }
})

/** With the configuration that lies there: the plan of the demonstration would renew a list that ends. */
async function startAgain(id: PeerId): Promise<PeerProcess> {
  const { folder: home, databaseUrl } = peerOf(id)
  const started = await startPeerProcess({ id, folder: home, databaseUrl })
  extra.push(started)
  apis.delete(id)
  return started
}

async function startWithGrace(id: PeerId, graceDays: number): Promise<PeerProcess> {
  const file = join(peerOf(id).folder, 'peer.json')
  const config = JSON.parse(readFileSync(file, 'utf8'))
  await peerOf(id).process.stop()
  writeFileSync(file, JSON.stringify({ ...config, trustList: { ...config.trustList, graceDays } }))
  return startAgain(id)
}

describe('a peer that lies about the list', () => {
  let liar: Server | undefined

  afterAll(() => {
    liar?.closeAllConnections()
    liar?.close()
  })

  it('with a fork that a quorum signed is not followed: an incident, and the list in force stays', async () => {
    const file = join(peerOf(other).folder, 'trust', 'trust-list.jsonl')
    const lines = readFileSync(file, 'utf8').trim().split('\n')
    const [former, latest] = [lines.at(-2) ?? '', lines.at(-1) ?? '']
    // Whoever would follow it would believe nobody any more.
    const forked = await operators.signSuccessor(parseTrustList(former).list, {
      ...{ organisations: [], peers: [], witnesses: { required: 0, peers: [] } },
      expiresAt: parseTrustList(latest).list.expiresAt,
    })
    expect(parseTrustList(forked).list.version).toBe(parseTrustList(latest).list.version)
    await lieAs(desk, forked)
    await expect.poll(() => incidentsAt(other), withinAMinute).toContain(`trust-list-forked ${desk}`)
    expect(await versionAt(other)).toBe(parseTrustList(latest).list.version)
  }, 120_000)

  it('with an older list of the chain is merely behind, and nobody goes back', async () => {
    const file = join(peerOf(other).folder, 'trust', 'trust-list.jsonl')
    const lines = readFileSync(file, 'utf8').trim().split('\n')
    await lieAs(desk, lines[0] ?? '')
    await sleep(25_000)
    expect(await versionAt(other)).toBe(parseTrustList(lines.at(-1) ?? '').list.version)
  }, 120_000)

  /** In place of a peer, with its own key: every question for the list is answered with this text. */
  async function lieAs(id: PeerId, text: string): Promise<void> {
    if (!liar) await Promise.all(extra.map((peer) => peer.stop()))
    liar?.closeAllConnections()
    await new Promise<void>((resolve) => (liar ? liar.close(() => resolve()) : resolve()))
    const { privateKey, certificate } = identityOf(id)
    liar = createServer(
      {
        key: privateKey,
        cert: certificate,
        requestCert: true,
        rejectUnauthorized: false,
        minVersion: 'TLSv1.3',
      },
      (_request, response) => response.writeHead(200).end(text),
    )
    const { exchangePort } = peerOf(id).plan
    await new Promise<void>((resolve) => liar?.listen(exchangePort, '127.0.0.1', resolve))
  }
})
