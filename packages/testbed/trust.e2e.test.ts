import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Organisation, PeerConfig, TrustOverview } from '@isthmus/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPlan } from './demo/plan.ts'
import { type Federation, startFederation } from './federation.ts'
import { operatorFolder, peerFolder, readOrCreatePassword, toPassphraseFile } from './federation-keys.ts'
import type { FederationPlan } from './federation-plan.ts'
import { type PeerProcess, startPeerProcess } from './peer-process.ts'
import { runCli } from './run-cli.ts'
import { openStore, type Store } from './store.ts'
import { firstTestPort } from './test-ports.ts'

const firstPort = firstTestPort
const joiningPort = firstPort + 8
const root = mkdtempSync(join(tmpdir(), 'isthmus-trust-'))
const folder = join(root, 'federation')

let store: Store
let federation: Federation
let newcomer: PeerProcess | undefined

const plan: FederationPlan = (() => {
  const whole = demoPlan(firstPort)
  return { ...whole, peers: whole.peers.slice(0, 2).map((peer) => ({ ...peer, sources: [] })) }
})()

const desk = `http://localhost:${firstPort}`
const eu = `http://localhost:${firstPort + 1}`
const deskOperator = ['--peer', desk, '--as', 'nikos-adamou']
const euOperator = ['--peer', eu, '--as', 'marie-dubois']

const coastalAid: Organisation = {
  id: 'coastal-aid',
  name: 'Coastal Aid',
  kind: 'ngo',
  regime: 'GDPR',
  country: 'IT',
  contact: 'duty officer',
  contacts: [{ for: 'requests', email: 'requests@coastal-aid.example' }],
  languages: ['it', 'en'],
  dataProtectionOfficer: { name: 'Officer', email: 'dpo@coastal-aid.example' },
  registration: { register: 'RUNTS', number: '1' },
  accreditation: { by: 'Board', reference: '1', expiresAt: '2030-01-01T00:00:00Z' },
}

function keyOf(operator: number): string[] {
  const place = operatorFolder(folder, operator)
  return ['--operator-key', place, '--passphrase-file', toPassphraseFile(place)]
}

async function overviewAt(peer: readonly string[]): Promise<TrustOverview> {
  return JSON.parse((await runCli(['trust', 'list', '--json', ...peer])).out) as TrustOverview
}

async function sign(draft: string, ...operators: number[]): Promise<string> {
  let out = ''
  for (const operator of operators)
    out = (await runCli(['trust', 'sign', draft, '--yes', ...keyOf(operator), ...deskOperator])).out
  return out
}

const draftIn = (out: string): string => /Draft ([0-9a-f-]{36})/.exec(out)?.[1] ?? ''

beforeAll(async () => {
  store = await openStore({
    folder: join(root, 'postgres'),
    databaseUrl: undefined,
    log: () => {},
    throwaway: true,
  })
  federation = await startFederation({ plan, folder, store, log: () => {}, bare: true })
}, 120_000)

afterAll(async () => {
  await newcomer?.stop()
  await federation?.stop()
  await store?.stop()
  rmSync(root, { recursive: true, force: true })
}, 60_000)

describe('a new peer joins a running federation', () => {
  const home = join(folder, 'peers', 'coastal')
  let invitation = ''
  let request = ''

  it('an operator of the federation invites it', async () => {
    const invited = await runCli([
      ...['trust', 'invite', '--for', 'Coastal Aid', '--desk', `http://127.0.0.1:${firstPort}`],
      ...keyOf(1),
      ...deskOperator,
    ])
    expect([invited.code, invited.err]).toEqual([0, expect.stringContaining('good once')])
    invitation = invited.out
  })

  it('its operator makes the keys and sees the same fingerprint as the desk', async () => {
    mkdirSync(home, { recursive: true })
    writeFileSync(toPassphraseFile(home), 'a passphrase of more than sixteen letters\n', { mode: 0o600 })
    const config: Omit<PeerConfig, 'trustList'> = {
      ...{ peerId: 'coastal', mode: 'demo', host: '127.0.0.1', port: joiningPort, folder: home },
      publicUrl: `http://localhost:${joiningPort}`,
      exchange: { host: '127.0.0.1', port: joiningPort + 50 },
      keystore: { passphraseFile: toPassphraseFile(home) },
      signIn: { officers: [{ id: 'ada', name: 'Ada', role: 'operator', organisation: 'coastal-aid' }] },
    }
    writeFileSync(join(home, 'peer.json'), JSON.stringify(config), { mode: 0o600 })
    writeFileSync(join(root, 'organisation.json'), JSON.stringify(coastalAid))
    const joined = await join1(['--no-wait'])
    expect(joined.code).toBe(4)
    const [waiting] = (await overviewAt(deskOperator)).requests ?? []
    expect(waiting).toMatchObject({ kind: 'join', peer: 'coastal', state: 'waiting', shortcomings: [] })
    expect(joined.out).toContain(waiting?.fingerprint)
    request = waiting?.id ?? ''
  })

  it('two operators sign, and all peers know it without a restart', async () => {
    const drafted = await runCli(['trust', 'draft', 'admit', request, ...deskOperator])
    expect(drafted.out).toContain('Peer Coastal (coastal) joins')
    expect(await sign(draftIn(drafted.out), 1)).toContain('1 of 2')
    expect(await sign(draftIn(drafted.out), 2)).toContain('is published')
    expect((await join1([])).out).toContain('The peer is in the trust list')
    const password = readOrCreatePassword(home)
    const databaseUrl = await store.createDatabase('coastal', { role: 'coastal', password })
    newcomer = await startPeerProcess({ id: 'coastal', folder: home, databaseUrl })
    await expect
      .poll(async () => (await overviewAt(euOperator)).version, { timeout: 60_000, interval: 500 })
      .toBe(2)
    const own = await overviewAt(['--peer', `http://localhost:${joiningPort}`, '--as', 'ada'])
    expect(own.peers.map(({ id }) => id)).toContain('coastal')
  }, 90_000)

  it('the invitation is not good a second time', async () => {
    const other = join(root, 'other')
    mkdirSync(other)
    writeFileSync(toPassphraseFile(other), 'a passphrase of more than sixteen letters\n', { mode: 0o600 })
    const config = { peerId: 'other', folder: other, keystore: { passphraseFile: toPassphraseFile(other) } }
    writeFileSync(join(other, 'peer.json'), JSON.stringify(config))
    const again = await join1(['--no-wait'], join(other, 'peer.json'))
    expect([again.code, again.err]).toEqual([3, expect.stringContaining('INVITATION_USED')])
  })

  function join1(words: readonly string[], config = join(home, 'peer.json')) {
    return runCli([
      ...['trust', 'join', invitation, '--config', config, '--organisation', join(root, 'organisation.json')],
      ...['--name', 'Coastal', '--address', `https://127.0.0.1:${joiningPort + 50}`, ...words],
    ])
  }
})

describe('rotation and revocation', () => {
  it('a peer renews its keys, and both stay good beside each other', async () => {
    const asked = await runCli(['trust', 'rotate', '--use', 'signing,sealing', ...euOperator])
    expect([asked.code, asked.err]).toEqual([0, expect.stringContaining('stay in use')])
    const [request] = (await overviewAt(deskOperator)).requests ?? []
    const drafted = await runCli(['trust', 'draft', 'rotate', request?.id ?? '', ...deskOperator])
    expect(await sign(draftIn(drafted.out), 2, 3)).toContain('is published')
    await expect
      .poll(async () => (await overviewAt(euOperator)).version, { timeout: 60_000, interval: 500 })
      .toBe(3)
    const keys = (await overviewAt(euOperator)).peers.find(({ id }) => id === 'eu-body')?.keys ?? []
    expect(keys.filter(({ key, state }) => key.use === 'signing' && state !== 'ended')).toHaveLength(2)
  }, 90_000)

  it('one operator revokes in an emergency, and nothing else', async () => {
    const revoked = await runCli(['trust', 'revoke', 'coastal', '--emergency', ...keyOf(3), ...deskOperator])
    expect(revoked.out).toContain('Version 4 is published')
    const startedAt = performance.now()
    await expect
      .poll(async () => (await overviewAt(euOperator)).version, { timeout: 60_000, interval: 500 })
      .toBe(4)
    expect(performance.now() - startedAt).toBeLessThan(60_000)
    const states = (await overviewAt(euOperator)).peers.find(({ id }) => id === 'coastal')?.keys
    expect(new Set(states?.map(({ state }) => state))).toEqual(new Set(['revoked']))
  }, 90_000)

  it('the chain of a peer proves all of it offline, and one flipped bit is found', async () => {
    const file = join(peerFolder(folder, 'eu-body'), 'trust', 'trust-list.jsonl')
    const config = join(peerFolder(folder, 'eu-body'), 'peer.json')
    const proven = await runCli(['trust', 'verify', file, '--config', config])
    expect([proven.code, proven.out]).toEqual([0, expect.stringContaining('Proven: 4 list(s)')])
    expect(proven.out).toContain('is REVOKED')
    const text = readFileSync(file, 'utf8')
    const place = text.lastIndexOf('"signature":"') + 20
    const doctored = join(root, 'doctored.jsonl')
    writeFileSync(
      doctored,
      `${text.slice(0, place)}${text.charAt(place) === 'A' ? 'B' : 'A'}${text.slice(place + 1)}`,
    )
    const found = await runCli(['trust', 'verify', doctored, '--config', config])
    expect([found.code, found.err]).toEqual([3, expect.stringContaining('TRUST_LIST_SIGNATURE_WRONG')])
  })
})
