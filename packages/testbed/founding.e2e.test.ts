import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Organisation, PeerConfig, PeerStatus, TrustOverview } from '@isthmus/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PeerProcess, startPeerProcess } from './peer-process.ts'
import { runCli } from './run-cli.ts'
import { openStore, type Store } from './store.ts'
import { firstTestPort } from './test-ports.ts'

// By the command line alone, as docs/operating/founding.md tells it: no function of the code makes a key or a list here.

const firstPort = firstTestPort
const root = mkdtempSync(join(tmpdir(), 'isthmus-founding-'))
const passphrase = 'a passphrase of more than sixteen letters\n'
const running: PeerProcess[] = []
let store: Store

const founders = ['north', 'south'] as const
const everybody = [...founders, 'east'] as const
type Peer = (typeof everybody)[number]
const operators = ['ann', 'ben', 'cleo'] as const

const at = (...path: string[]): string => join(root, ...path)
const webPort = (peer: Peer): number => firstPort + everybody.indexOf(peer)
const exchangeAddress = (peer: Peer): string => `https://127.0.0.1:${webPort(peer) + 50}`
const desk = `http://127.0.0.1:${firstPort}`
const asOperator = (peer: Peer): string[] => [
  '--peer',
  `http://localhost:${webPort(peer)}`,
  '--as',
  `${peer}-admin`,
]
const keyOf = (name: string): string[] => [
  ...['--operator-key', at(name, 'key'), '--passphrase-file', at(name, 'passphrase')],
]

const organisationOf = (peer: Peer): Organisation => ({
  ...{ id: `police-${peer}`, name: `Police ${peer}`, kind: 'police', regime: 'LED', country: 'GR' },
  ...{ contact: 'duty officer', languages: ['el', 'en'], roundTheClock: true },
  contacts: [{ for: 'requests', email: `desk@${peer}.example` }],
  dataProtectionOfficer: { name: 'Officer', email: `dpo@${peer}.example` },
  registration: { register: 'Gazette', number: '1' },
  accreditation: { by: 'Board', reference: '1', expiresAt: '2030-01-01T00:00:00Z' },
})

function writeConfig(peer: Peer): void {
  mkdirSync(at(peer), { recursive: true })
  writeFileSync(at(peer, 'passphrase'), passphrase, { mode: 0o600 })
  const config: Omit<PeerConfig, 'trustList'> = {
    ...{ peerId: peer, mode: 'demo', host: '127.0.0.1', port: webPort(peer), folder: at(peer) },
    publicUrl: `http://localhost:${webPort(peer)}`,
    exchange: { host: '127.0.0.1', port: webPort(peer) + 50 },
    keystore: { passphraseFile: at(peer, 'passphrase') },
    ...(peer === 'north' ? { trustDesk: { address: desk } } : {}),
    signIn: {
      officers: [
        { id: `${peer}-admin`, name: `${peer} admin`, role: 'operator', organisation: `police-${peer}` },
      ],
    },
  }
  writeFileSync(at(peer, 'peer.json'), JSON.stringify(config), { mode: 0o600 })
}

const foundingFile = `# What the first list is to say
federation: aegean
days: 180
operators:
  quorum: 2
  emergencyQuorum: 1
  keys: [ann.json, ben.json, cleo.json]
organisations:
  - ${JSON.stringify(organisationOf('north'))}
  - ${JSON.stringify(organisationOf('south'))}
peers:
  - id: north
    name: North Police
    address: ${exchangeAddress('north')}
    owner: police-north
    keys: north-keys.json
  - id: south
    name: South Police
    address: ${exchangeAddress('south')}
    owner: police-south
    keys: south-keys.json
`

const found = (...words: string[]) => runCli(['trust', 'found', ...words])
const fingerprintIn = (text: string): string => /(\d{5} ){5}\d{5}/.exec(text)?.[0] ?? 'none'

async function start(peer: Peer): Promise<void> {
  const databaseUrl = await store.createDatabase(`founding_${peer}`, {
    ...{ role: `founding_${peer}`, password: 'of-a-test' },
  })
  running.push(await startPeerProcess({ id: peer, folder: at(peer), databaseUrl }))
}

async function overviewAt(peer: Peer): Promise<TrustOverview> {
  const listed = await runCli(['trust', 'list', '--json', ...asOperator(peer)])
  expect(listed.err).toBe('')
  return JSON.parse(listed.out) as TrustOverview
}

async function reachableFrom(peer: Peer): Promise<string[]> {
  const status = JSON.parse(
    (await runCli(['peer', 'status', '--json', ...asOperator(peer)])).out,
  ) as PeerStatus
  return status.peers.filter(({ state }) => state === 'reachable').map(({ id }) => id)
}

beforeAll(async () => {
  store = await openStore({ folder: at('postgres'), databaseUrl: undefined, log: () => {}, throwaway: true })
  everybody.forEach(writeConfig)
  for (const name of operators) {
    mkdirSync(at(name), { recursive: true })
    writeFileSync(at(name, 'passphrase'), passphrase, { mode: 0o600 })
  }
}, 120_000)

afterAll(async () => {
  await Promise.all(running.map((peer) => peer.stop()))
  await store?.stop()
  rmSync(root, { recursive: true, force: true })
}, 60_000)

describe('a federation is founded from nothing', () => {
  const fingerprints = new Map<Peer, string>()
  let listFingerprint = ''

  it('each operator and each peer makes keys where they stay, and hands on what is public', async () => {
    for (const name of operators) {
      const words = ['trust', 'operator-key', at(name, 'key'), '--name', name]
      const made = await runCli([...words, '--passphrase-file', at(name, 'passphrase')])
      expect([made.code, made.err]).toEqual([0, ''])
      writeFileSync(at(`${name}.json`), made.out)
    }
    for (const peer of founders) {
      const words = [
        '--config',
        at(peer, 'peer.json'),
        '--federation',
        'aegean',
        '--out',
        at(`${peer}-keys.json`),
      ]
      const made = await found('keys', ...words)
      expect([made.code, made.err]).toEqual([0, expect.stringContaining('compare the fingerprint')])
      fingerprints.set(peer, fingerprintIn(made.out))
      expect(readFileSync(at(`${peer}-keys.json`), 'utf8')).not.toMatch(/"d"|private/i)
    }
  }, 240_000)

  it('what is wrong in the founding file is named with its place and what to do', async () => {
    const draft = async (text: string) => {
      writeFileSync(at('wrong.yaml'), text)
      const { code, err } = await found('draft', at('wrong.yaml'), '--out', at('never.json'))
      return `${code} ${err}`
    }
    expect(await draft(foundingFile.replace('ann.json', 'nobody.json'))).toMatch(
      /^3 .*there is no file .*nobody/,
    )
    expect(await draft(foundingFile.replace('ann.json', 'north-keys.json'))).toMatch(
      /no public key of an operator/,
    )
    expect(await draft(foundingFile.replace('quorum: 2', 'quorum: two'))).toContain('at /operators/quorum')
    expect(await draft(foundingFile.replace('keys: [ann', 'keys: [[ann'))).toMatch(
      /neither YAML nor JSON.* line \d/,
    )
    expect(await draft(foundingFile.replace('keys: south-keys', 'keys: north-keys'))).toContain(
      'keys of north',
    )
    expect(await draft(foundingFile.replaceAll('dataProtectionOfficer', 'dpo'))).toContain('/organisations/0')
    expect(await draft(foundingFile.replace('2030-01-01', '2020-01-01'))).toContain('accreditation-expired')
    expect(await draft(foundingFile.replace('owner: police-south', 'owner: police-west'))).toContain(
      'police-west',
    )
    expect(existsSync(at('never.json'))).toBe(false)
  }, 240_000)

  it('the list is drafted in words, with the fingerprints that the peers have seen', async () => {
    writeFileSync(at('federation.yaml'), foundingFile)
    const drafted = await found('draft', at('federation.yaml'), '--out', at('first-list.json'))
    expect([drafted.code, drafted.err]).toEqual([0, expect.stringContaining('2 must')])
    for (const peer of founders) expect(drafted.out).toContain(`peer ${peer}  ${fingerprints.get(peer)}`)
    expect(drafted.out).toContain('Organisation Police south (police-south) joins.')
    expect(drafted.out).toContain('cleo')
    listFingerprint = fingerprintIn(drafted.out.split('The list')[1] ?? '')
    const again = await found('draft', at('federation.yaml'), '--out', at('first-list.json'))
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('cannot be written')])
  }, 240_000)

  it('one operator alone makes no list; two do, each at their own machine', async () => {
    const sign = (name: string, ...words: string[]) =>
      found('sign', at('first-list.json'), ...keyOf(name), '--out', at(`signed-${name}.json`), ...words)
    const unasked = await sign('ann')
    expect([unasked.code, unasked.err]).toEqual([2, expect.stringContaining('--yes')])
    for (const name of ['ann', 'ben']) {
      const signed = await sign(name, '--yes')
      expect([signed.code, fingerprintIn(signed.out.split('The list')[1] ?? '')]).toEqual([
        0,
        listFingerprint,
      ])
    }
    const words = ['--out', at('trust-list.jsonl')]
    const alone = await found('complete', at('signed-ann.json'), ...words)
    expect([alone.code, alone.err]).toEqual([3, expect.stringContaining('1 operators where 2 must sign')])
    const whole = await found('complete', at('signed-ben.json'), at('signed-ann.json'), ...words)
    expect([whole.code, fingerprintIn(whole.out)]).toEqual([0, listFingerprint])
    const proven = await runCli(['trust', 'verify', at('trust-list.jsonl')])
    expect([proven.code, proven.out]).toEqual([0, expect.stringContaining('signed by')])
  }, 240_000)

  it('a stranger who is no operator cannot sign, and no peer accepts a list that is not its own', async () => {
    const words = ['--passphrase-file', at('ann', 'passphrase'), '--yes', '--out', at('signed-eve.json')]
    const signed = await found('sign', at('first-list.json'), '--operator-key', at('eve'), ...words)
    expect([signed.code, signed.err]).toEqual([3, expect.stringContaining('not among the operators')])
    const foreign = await found('accept', at('trust-list.jsonl'), '--config', at('east', 'peer.json'))
    expect([foreign.code, foreign.err]).toEqual([3, expect.stringContaining('no peer east')])
    const half = await found('accept', at('signed-ann.json'), '--config', at('south', 'peer.json'))
    expect([half.code, half.err]).toEqual([3, expect.stringContaining('have more operators sign')])
  }, 240_000)

  it('both peers accept it, start, and believe each other', async () => {
    for (const peer of founders) {
      const words = peer === 'north' ? [] : ['--desk', desk]
      const accepted = await found(
        'accept',
        at('trust-list.jsonl'),
        '--config',
        at(peer, 'peer.json'),
        ...words,
      )
      expect([accepted.code, fingerprintIn(accepted.out)]).toEqual([0, listFingerprint])
      expect(accepted.out).toContain('2 must sign')
      await start(peer)
    }
    expect((await overviewAt('south')).peers.map(({ id }) => id)).toEqual(['north', 'south'])
    await expect.poll(() => reachableFrom('north'), { timeout: 30_000 }).toEqual(['south'])
    await expect.poll(() => reachableFrom('south'), { timeout: 30_000 }).toEqual(['north'])
  }, 240_000)
})

describe('the federation goes on by the same command', () => {
  const draftIn = (out: string): string => /Draft ([0-9a-f-]{36})/.exec(out)?.[1] ?? ''

  async function sign(draft: string, ...names: string[]): Promise<string> {
    let out = ''
    for (const name of names)
      out = (await runCli(['trust', 'sign', draft, '--yes', ...keyOf(name), ...asOperator('north')])).out
    return out
  }

  it('a third peer joins, and all three reach one another', async () => {
    const invited = await runCli([
      ...['trust', 'invite', '--for', 'East', '--desk', desk, ...keyOf('cleo'), ...asOperator('north')],
    ])
    writeFileSync(at('invitation.txt'), invited.out)
    writeFileSync(at('east-organisation.json'), JSON.stringify(organisationOf('east')))
    const join = (...more: string[]) =>
      runCli([
        ...[
          'trust',
          'join',
          at('invitation.txt'),
          '--config',
          at('east', 'peer.json'),
          '--name',
          'East Police',
        ],
        ...['--organisation', at('east-organisation.json'), '--address', exchangeAddress('east'), ...more],
      ])
    const joining = await join('--no-wait')
    const [request] = (await overviewAt('north')).requests ?? []
    expect(joining.out).toContain(request?.fingerprint)
    const drafted = await runCli(['trust', 'draft', 'admit', request?.id ?? '', ...asOperator('north')])
    expect(await sign(draftIn(drafted.out), 'ann', 'cleo')).toContain('Version 2 is published')
    expect((await join()).out).toContain('The peer is in the trust list')
    await start('east')
    for (const peer of everybody)
      await expect
        .poll(async () => (await reachableFrom(peer)).sort(), { timeout: 60_000, interval: 500 })
        .toEqual(everybody.filter((one) => one !== peer).sort())
  }, 240_000)

  it('an operator leaves and one comes: signed by a quorum of both', async () => {
    mkdirSync(at('dora'), { recursive: true })
    writeFileSync(at('dora', 'passphrase'), passphrase, { mode: 0o600 })
    const words = ['trust', 'operator-key', at('dora', 'key'), '--name', 'dora']
    writeFileSync(
      at('dora.json'),
      (await runCli([...words, '--passphrase-file', at('dora', 'passphrase')])).out,
    )
    const { operators: present } = await overviewAt('north')
    const leaving = present.keys.filter(({ name }) => name !== 'cleo').map(({ id }) => id)
    const drafted = await runCli([
      ...['trust', 'draft', 'operators', '--add', at('dora.json'), '--remove', ...leaving],
      ...asOperator('north'),
    ])
    expect(drafted.out).toContain('becomes an operator')
    expect(drafted.out).toContain('of the present operators')
    const draft = draftIn(drafted.out)
    expect(await sign(draft, 'ann', 'cleo')).not.toContain('published')
    expect(await sign(draft, 'dora')).toContain('Version 3 is published')
    await expect
      .poll(async () => (await overviewAt('south')).operators.keys.map(({ name }) => name), {
        ...{ timeout: 60_000, interval: 500 },
      })
      .toEqual(['cleo', 'dora'])
  }, 240_000)

  it('an organisation and the witnesses change, read in words before they are signed', async () => {
    const changed = {
      ...organisationOf('south'),
      dataProtectionOfficer: { name: 'Other', email: 'new@south.example' },
    }
    writeFileSync(at('south-organisation.json'), JSON.stringify(changed))
    const drafted = await runCli([
      ...['trust', 'draft', 'organisation', at('south-organisation.json'), ...asOperator('north')],
    ])
    expect(drafted.out).toContain(
      'data-protection officer, email: “dpo@south.example” -> “new@south.example”',
    )
    expect(await sign(draftIn(drafted.out), 'cleo', 'dora')).toContain('Version 4 is published')
    const witnesses = ['trust', 'draft', 'witnesses', '--peers', 'north,south,east', '--required', '2']
    const second = await runCli([...witnesses, ...asOperator('north')])
    expect(second.out).toContain('The witnesses change from 1: north, south, east to 2: north, south, east.')
    expect(await sign(draftIn(second.out), 'cleo', 'dora')).toContain('Version 5 is published')
    const third = await runCli([...witnesses.slice(0, -1), '3', ...asOperator('north')])
    expect([third.code, third.err]).toEqual([
      expect.any(Number),
      expect.stringContaining('more cosignatures'),
    ])
  }, 240_000)
})
