import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PeerConfig } from '@isthmus/contract'
import { faultOf } from '@isthmus/testbed/fault-of'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findDatabaseUrl, PlatformError, readConfig, readEnvironment } from './index.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-config-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const demo: PeerConfig = {
  peerId: 'north',
  mode: 'demo',
  host: '127.0.0.1',
  port: 4000,
  publicUrl: 'http://localhost:4000',
  folder: 'data',
  exchange: { host: '127.0.0.1', port: 4050 },
  trustList: {
    file: 'trust-list.jws',
    operators: { quorum: 1, keys: [{ id: 'AAAAAAAAAAAAAAAA', name: 'Operator', key: 'A'.repeat(43) }] },
  },
  signIn: { officers: [{ id: 'eleni', name: 'Eleni', role: 'officer', organisation: 'police' }] },
}
const provider = {
  issuer: 'https://id.example.eu',
  clientId: 'isthmus',
  clientSecretFile: 'client-secret',
  organisations: ['police'],
}

function write(config: unknown): string {
  const file = join(folder, 'peer.json')
  writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config))
  return file
}

const refusalOf = (act: () => unknown): PlatformError => faultOf(PlatformError, act)

describe('a configuration file', () => {
  it('names its files relative to itself', () => {
    const config = readConfig(
      write({
        ...demo,
        keystore: { passphraseFile: 'passphrase' },
        mode: 'production',
        databaseUrlFile: 'database-url',
        sourceFolders: ['sources', '/srv/lists'],
        signIn: { provider },
      }),
    )
    expect(config.folder).toBe(join(folder, 'data'))
    expect(config.trustList.file).toBe(join(folder, 'trust-list.jws'))
    expect(config.sourceFolders).toEqual([join(folder, 'sources'), '/srv/lists'])
    expect(config.keystore?.passphraseFile).toBe(join(folder, 'passphrase'))
    expect(config.databaseUrlFile).toBe(join(folder, 'database-url'))
    expect(config.signIn.provider?.clientSecretFile).toBe(join(folder, 'client-secret'))
    expect(readConfig(write({ ...demo, folder: '/srv/isthmus' })).folder).toBe('/srv/isthmus')
  })

  it.each([
    ['no JSON', '{"peerId":', /not JSON/],
    ['nothing', '', /not JSON/],
    ['a list', [], /object/],
    ['no port', { ...demo, port: undefined }, /port/],
    ['a port that cannot be', { ...demo, port: 70_000 }, /\/port/],
    ['an unknown setting', { ...demo, colour: 'red' }, /colour/],
    ['a mode that does not exist', { ...demo, mode: 'test' }, /\/mode.*demo, production/],
    ['an address that is none', { ...demo, publicUrl: 'localhost' }, /\/publicUrl/],
    [
      'a short operator key',
      {
        ...demo,
        trustList: { file: 'x', operators: { quorum: 1, keys: [{ id: 'A', name: 'x', key: 'A' }] } },
      },
      /operators/,
    ],
  ])('with %s is refused with file, place and remedy', (_what, content, words) => {
    const file = write(content)
    const fault = refusalOf(() => readConfig(file))
    expect(fault).toMatchObject({ code: 'CONFIG_INVALID', remedy: expect.any(String) })
    expect(fault.message).toContain(file)
    expect(fault.message).toMatch(words)
  })

  it('that is not there is refused by name', () => {
    expect(refusalOf(() => readConfig(join(folder, 'none.json'))).message).toContain(
      'none.json cannot be read',
    )
  })

  it('for production is refused with anything that belongs to the demonstration, or without an identity provider', () => {
    const production = { ...demo, mode: 'production' }
    expect(refusalOf(() => readConfig(write(production))).message).toMatch(/demo officers.*provider/)
    expect(refusalOf(() => readConfig(write({ ...production, signIn: {} }))).message).toMatch(/provider/)
    const elsewhere = [{ name: 'x', organisation: 'y', url: 'http://z' }]
    expect(
      refusalOf(() => readConfig(write({ ...production, signIn: { provider, elsewhere } }))).message,
    ).toMatch(/elsewhere/)
    expect(
      refusalOf(() => readConfig(write({ ...production, signIn: { ...demo.signIn, provider } }))).message,
    ).toMatch(/demo officers/)
    expect(readConfig(write({ ...production, signIn: { provider } })).mode).toBe('production')
  })
})

describe('a demo', () => {
  it.each([
    { host: '0.0.0.0' },
    { host: '::' },
    { host: '192.168.1.7' },
    { exchange: { host: '0.0.0.0', port: 4050 } },
    { publicUrl: 'https://isthmus.example.eu' },
    { publicUrl: 'http://localhost.example.eu:4000' },
  ])('that others can reach is refused: %j', (change) => {
    expect(refusalOf(() => readConfig(write({ ...demo, ...change }))).message).toMatch(
      /may not run as a demo/,
    )
  })

  it.each([
    { host: 'localhost' },
    { host: '::1', publicUrl: 'http://[::1]:4000' },
    { publicUrl: 'http://127.0.0.1:4000' },
  ])('on this machine alone may run: %j', (change) => {
    expect(readConfig(write({ ...demo, ...change })).mode).toBe('demo')
  })
})

it('trusted proxies are addresses or ranges', () => {
  const trustedProxies = ['10.0.0.7', '10.0.0.0/24', 'fd00::/8']
  expect(readConfig(write({ ...demo, trustedProxies })).trustedProxies).toEqual(trustedProxies)
  for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0.0/0', '10.0.0.0/1/2', 'true'])
    expect(refusalOf(() => readConfig(write({ ...demo, trustedProxies: [wrong] }))).message).toContain(wrong)
})

it('an identity provider may state what an officer may be under claims of its own', () => {
  const claims = { role: 'groups', organisation: 'tenant' }
  const signIn = { provider: { ...provider, claims } }
  expect(readConfig(write({ ...demo, mode: 'production', signIn })).signIn.provider?.claims).toEqual(claims)
  const wrong = { provider: { ...provider, claims: { sub: 'x' } } }
  expect(refusalOf(() => readConfig(write({ ...demo, mode: 'production', signIn: wrong }))).message).toMatch(
    /sub/,
  )
})

describe('the environment', () => {
  it('is five variables, and an empty one is none', () => {
    expect(
      readEnvironment({
        ISTHMUS_CONFIG: '/a',
        DATABASE_URL: '',
        ISTHMUS_LOG_LEVEL: 'warn',
        ISTHMUS_PASSPHRASE_FILE: '/b',
        CREDENTIALS_DIRECTORY: '',
      }),
    ).toEqual({
      configFile: '/a',
      databaseUrl: undefined,
      logLevel: 'warn',
      passphraseFile: '/b',
      credentialsFolder: undefined,
    })
  })

  it('with a level that the log does not have is refused', () => {
    expect(refusalOf(() => readEnvironment({ ISTHMUS_LOG_LEVEL: 'loud' }))).toMatchObject({
      code: 'CONFIG_INVALID',
      remedy: expect.stringContaining('debug'),
    })
  })

  it('wins over the file with the address of the database; without either the peer runs its own', () => {
    const none = { configFile: undefined, databaseUrl: undefined, logLevel: undefined }
    writeFileSync(join(folder, 'url'), 'postgres://file\n', { mode: 0o600 })
    writeFileSync(join(folder, 'empty'), '\n', { mode: 0o600 })
    writeFileSync(join(folder, 'open'), 'postgres://file\n', { mode: 0o644 })
    const withFile = (databaseUrlFile: string) => ({
      ...demo,
      databaseUrlFile: join(folder, databaseUrlFile),
    })
    expect(findDatabaseUrl(withFile('url'), { ...none, databaseUrl: 'postgres://environment' })).toBe(
      'postgres://environment',
    )
    expect(findDatabaseUrl(withFile('url'), none)).toBe('postgres://file')
    expect(findDatabaseUrl(demo, none)).toBeUndefined()
    expect(refusalOf(() => findDatabaseUrl(withFile('empty'), none)).code).toBe('CONFIG_INVALID')
    expect(refusalOf(() => findDatabaseUrl(withFile('none'), none)).code).toBe('CONFIG_INVALID')
    expect(refusalOf(() => findDatabaseUrl(withFile('open'), none)).message).toMatch(/others may read it/)
  })
})
