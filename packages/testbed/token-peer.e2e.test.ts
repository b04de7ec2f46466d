import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Organisation, PeerConfig, PeerKey, TrustOverview } from '@isthmus/contract'
import { Pkcs11Token } from '@isthmus/node/platform'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPlan } from './demo/plan.ts'
import { type Federation, startFederation } from './federation.ts'
import { operatorFolder, toPassphraseFile } from './federation-keys.ts'
import type { FederationPlan } from './federation-plan.ts'
import { type PeerProcess, startPeerProcess } from './peer-process.ts'
import { runCli } from './run-cli.ts'
import { openStore, type Store } from './store.ts'
import { firstTestPort } from './test-ports.ts'
import { createTestToken, findTestModule, type TestToken } from './test-token.ts'

const found = findTestModule()
if ('reason' in found) console.error(`Not tested: a peer that joins with a token. ${found.reason}`)
const module = 'module' in found ? found.module : ''

const firstPort = firstTestPort
const joiningPort = firstPort + 8
const root = mkdtempSync(join(tmpdir(), 'isthmus-token-peer-'))
const folder = join(root, 'federation')
const home = join(folder, 'peers', 'coastal')
const configFile = join(home, 'peer.json')
const pinFile = join(root, 'pin')
const newPassphraseFile = join(root, 'passphrase')
const newPassphrase = 'a passphrase of more than sixteen letters'

let store: Store
let federation: Federation
let newcomer: PeerProcess | undefined
let token: TestToken
let databaseUrl = ''

const plan: FederationPlan = (() => {
  const whole = demoPlan(firstPort)
  return { ...whole, peers: whole.peers.slice(0, 1).map((peer) => ({ ...peer, sources: [] })) }
})()

const deskOperator = ['--peer', `http://localhost:${firstPort}`, '--as', 'nikos-adamou']
const ownOperator = ['--peer', `http://localhost:${joiningPort}`, '--as', 'ada']

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

type TokenConfig = NonNullable<NonNullable<PeerConfig['keystore']>['pkcs11']>

function keyOf(operator: number): string[] {
  const place = operatorFolder(folder, operator)
  return ['--operator-key', place, '--passphrase-file', toPassphraseFile(place)]
}

async function overviewAt(peer: readonly string[]): Promise<TrustOverview> {
  return JSON.parse((await runCli(['trust', 'list', '--json', ...peer])).out) as TrustOverview
}

/** Two operators sign what was asked of the desk. */
async function publish(kind: 'admit' | 'rotate'): Promise<void> {
  const [request] = (await overviewAt(deskOperator)).requests ?? []
  const drafted = await runCli(['trust', 'draft', kind, request?.id ?? '', ...deskOperator])
  const draft = /Draft ([0-9a-f-]{36})/.exec(drafted.out)?.[1] ?? ''
  await runCli(['trust', 'sign', draft, '--yes', ...keyOf(1), ...deskOperator])
  const signed = await runCli(['trust', 'sign', draft, '--yes', ...keyOf(2), ...deskOperator])
  expect(signed.out).toContain('is published')
}

function toTokenConfig(change: Partial<TokenConfig> = {}): TokenConfig {
  const signers: TokenConfig['signers'] = [
    { use: 'signing', keyLabel: 'coastal-signing' },
    { use: 'log', keyLabel: 'coastal-log' },
  ]
  return { module, tokenLabel: token.tokenLabel, pinFile, signers, ...change }
}

function writeKeystoreConfig(keystore: PeerConfig['keystore']): void {
  const config = JSON.parse(readFileSync(configFile, 'utf8')) as PeerConfig
  writeFileSync(configFile, JSON.stringify({ ...config, keystore }), { mode: 0o600 })
}

async function restart(): Promise<void> {
  newcomer = await startPeerProcess({ id: 'coastal', folder: home, databaseUrl })
}

async function keyIdInToken(label: string): Promise<string> {
  const session = await Pkcs11Token.open(token)
  const { keyId } = await session.createSigner(label)
  await session.close()
  return keyId
}

async function ownListedKeys(use: PeerKey['use']): Promise<string[]> {
  const self = (await overviewAt(deskOperator)).peers.find(({ id }) => id === 'coastal')
  return (self?.keys ?? []).filter(({ key }) => key.use === use).map(({ key }) => key.id)
}

beforeAll(async () => {
  if (!module) return
  token = createTestToken(module)
  writeFileSync(pinFile, `${token.pin}\n`, { mode: 0o600 })
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
  token?.remove()
  rmSync(root, { recursive: true, force: true })
}, 60_000)

describe.skipIf(!module)('a peer whose keys lie in a token', () => {
  it('joins without any passphrase: its keys are made on the token and sign the request', async () => {
    const words = ['trust', 'invite', '--for', 'Coastal Aid', '--desk', `http://127.0.0.1:${firstPort}`]
    const { out: invitation } = await runCli([...words, ...keyOf(1), ...deskOperator])
    mkdirSync(home, { recursive: true })
    const config: Omit<PeerConfig, 'trustList'> = {
      ...{ peerId: 'coastal', mode: 'demo', host: '127.0.0.1', port: joiningPort, folder: home },
      publicUrl: `http://localhost:${joiningPort}`,
      exchange: { host: '127.0.0.1', port: joiningPort + 50 },
      keystore: { pkcs11: toTokenConfig({ keystoreKeyLabel: 'coastal-keystore' }) },
      signIn: { officers: [{ id: 'ada', name: 'Ada', role: 'operator', organisation: 'coastal-aid' }] },
    }
    writeFileSync(configFile, JSON.stringify(config), { mode: 0o600 })
    writeFileSync(join(root, 'organisation.json'), JSON.stringify(coastalAid))
    const join1 = (more: readonly string[]): ReturnType<typeof runCli> =>
      runCli([
        ...['trust', 'join', invitation, '--config', configFile],
        ...['--organisation', join(root, 'organisation.json'), '--name', 'Coastal'],
        ...['--address', `https://127.0.0.1:${joiningPort + 50}`, ...more],
      ])
    const joined = await join1(['--no-wait'])
    expect(joined).toMatchObject({ code: 4, out: expect.stringContaining('Fingerprint') })
    await publish('admit')
    expect((await join1([])).out).toContain('The peer is in the trust list')
    expect(await ownListedKeys('signing')).toEqual([await keyIdInToken('coastal-signing')])
    expect(await ownListedKeys('log')).toEqual([await keyIdInToken('coastal-log')])
  }, 90_000)

  it('runs with them', async () => {
    databaseUrl = await store.createDatabase('coastal', { role: 'coastal', password: randomUUID() })
    await restart()
    expect((await overviewAt(ownOperator)).peers.map(({ id }) => id)).toContain('coastal')
  }, 90_000)

  it('is given a passphrase in place of the token only while it is stopped', async () => {
    writeFileSync(newPassphraseFile, `${newPassphrase}\n`, { mode: 0o600 })
    const words = ['keys', 'passphrase', '--config', configFile, '--new-passphrase-file', newPassphraseFile]
    const refused = await runCli(words)
    expect([refused.code, refused.err]).toEqual([3, expect.stringContaining('stop the peer first')])
    await newcomer?.stop()
    const changed = await runCli(words)
    expect([changed.code, changed.out]).toEqual([0, expect.stringContaining('new passphrase')])
    expect(changed.out + changed.err).not.toContain(newPassphrase)
    await expect(restart()).rejects.toThrow()
    writeKeystoreConfig({ passphraseFile: newPassphraseFile, pkcs11: toTokenConfig() })
    await restart()
    expect((await overviewAt(ownOperator)).peers.map(({ id }) => id)).toContain('coastal')
  }, 90_000)

  it('moves a key of the keystore by a new one on the token, good beside the former one', async () => {
    await newcomer?.stop()
    const [former] = await ownListedKeys('witness')
    const signers = [
      ...(toTokenConfig().signers ?? []),
      { use: 'witness' as const, keyLabel: 'coastal-witness' },
    ]
    const pkcs11 = toTokenConfig({ signers, keystoreKeyLabel: 'coastal-keystore' })
    writeKeystoreConfig({ passphraseFile: newPassphraseFile, pkcs11 })
    const moved = await runCli(['keys', 'token', '--config', configFile])
    expect(moved).toMatchObject({ code: 0, out: expect.stringContaining('coastal-witness (made now)') })
    expect(moved.out).toContain('coastal-signing (was there)')
    expect(moved.out).toContain('The keystore opens with the token now')
    await restart()
    const asked = await runCli(['trust', 'rotate', '--use', 'witness', ...ownOperator])
    expect([asked.code, asked.err]).toEqual([0, expect.stringContaining('stay in use')])
    await publish('rotate')
    const made = await keyIdInToken('coastal-witness')
    expect(new Set(await ownListedKeys('witness'))).toEqual(new Set([former, made]))
  }, 90_000)

  it('has written PIN and passphrase nowhere', () => {
    const places = [home, join(root, 'postgres')]
    const secrets = [newPassphrase, ...spell(Buffer.from(newPassphrase)), ...spell(Buffer.from(token.pin))]
    for (const place of places) expect(listFilesWith(place, secrets), place).toEqual([])
  })
})

function spell(secret: Buffer): string[] {
  return [secret.toString('hex'), secret.toString('base64'), secret.toString('base64url')]
}

function listFilesWith(place: string, secrets: readonly string[]): string[] {
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map((name) => join(place, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .filter((file) => {
      const bytes = readFileSync(file)
      return secrets.some((secret) => bytes.includes(secret))
    })
}
