import { fork } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PeerConfig } from '@isthmus/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  findDatabaseUrl,
  PlatformError,
  readConfig,
  readEnvironment,
  readOrCreateSecret,
  secretsFolder,
} from './index.ts'

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
  trustList: { file: 'trust-list.jws', operatorKey: 'A'.repeat(43) },
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

function faultOf(act: () => unknown): PlatformError {
  try {
    act()
  } catch (fault) {
    if (fault instanceof PlatformError) return fault
    throw fault
  }
  throw new TypeError('nothing was refused')
}

describe('a configuration file', () => {
  it('names its files relative to itself', () => {
    const config = readConfig(
      write({
        ...demo,
        mode: 'production',
        databaseUrlFile: 'database-url',
        sourceFolders: ['sources', '/srv/lists'],
        signIn: { provider },
      }),
    )
    expect(config.folder).toBe(join(folder, 'data'))
    expect(config.trustList.file).toBe(join(folder, 'trust-list.jws'))
    expect(config.sourceFolders).toEqual([join(folder, 'sources'), '/srv/lists'])
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
    ['a short operator key', { ...demo, trustList: { file: 'x', operatorKey: 'A' } }, /operatorKey/],
  ])('with %s is refused with file, place and remedy', (_what, content, words) => {
    const file = write(content)
    const fault = faultOf(() => readConfig(file))
    expect(fault).toMatchObject({ code: 'CONFIG_INVALID', remedy: expect.any(String) })
    expect(fault.message).toContain(file)
    expect(fault.message).toMatch(words)
  })

  it('that is not there is refused by name', () => {
    expect(faultOf(() => readConfig(join(folder, 'none.json'))).message).toContain('none.json cannot be read')
  })

  it('for production is refused with anything that belongs to the demonstration, or without an identity provider', () => {
    const production = { ...demo, mode: 'production' }
    expect(faultOf(() => readConfig(write(production))).message).toMatch(/demo officers.*provider/)
    expect(faultOf(() => readConfig(write({ ...production, signIn: {} }))).message).toMatch(/provider/)
    const elsewhere = [{ name: 'x', organisation: 'y', url: 'http://z' }]
    expect(
      faultOf(() => readConfig(write({ ...production, signIn: { provider, elsewhere } }))).message,
    ).toMatch(/elsewhere/)
    expect(
      faultOf(() => readConfig(write({ ...production, signIn: { ...demo.signIn, provider } }))).message,
    ).toMatch(/demo officers/)
    expect(readConfig(write({ ...production, signIn: { provider } })).mode).toBe('production')
  })
})

describe('a demo', () => {
  it.each([
    { host: '0.0.0.0' },
    { host: '::' },
    { host: '192.168.1.7' },
    { publicUrl: 'https://isthmus.example.eu' },
    { publicUrl: 'http://localhost.example.eu:4000' },
  ])('that others can reach is refused: %j', (change) => {
    expect(faultOf(() => readConfig(write({ ...demo, ...change }))).message).toMatch(/may not run as a demo/)
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
    expect(faultOf(() => readConfig(write({ ...demo, trustedProxies: [wrong] }))).message).toContain(wrong)
})

it('an identity provider may state what an officer may be under claims of its own', () => {
  const claims = { role: 'groups', organisation: 'tenant' }
  const signIn = { provider: { ...provider, claims } }
  expect(readConfig(write({ ...demo, mode: 'production', signIn })).signIn.provider?.claims).toEqual(claims)
  const wrong = { provider: { ...provider, claims: { sub: 'x' } } }
  expect(faultOf(() => readConfig(write({ ...demo, mode: 'production', signIn: wrong }))).message).toMatch(
    /sub/,
  )
})

describe('the environment', () => {
  it('is three variables, and an empty one is none', () => {
    expect(readEnvironment({ ISTHMUS_CONFIG: '/a', DATABASE_URL: '', ISTHMUS_LOG_LEVEL: 'warn' })).toEqual({
      configFile: '/a',
      databaseUrl: undefined,
      logLevel: 'warn',
    })
  })

  it('with a level that the log does not have is refused', () => {
    expect(faultOf(() => readEnvironment({ ISTHMUS_LOG_LEVEL: 'loud' }))).toMatchObject({
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
    expect(faultOf(() => findDatabaseUrl(withFile('empty'), none)).code).toBe('CONFIG_INVALID')
    expect(faultOf(() => findDatabaseUrl(withFile('none'), none)).code).toBe('CONFIG_INVALID')
    expect(faultOf(() => findDatabaseUrl(withFile('open'), none)).message).toMatch(/others may read it/)
  })
})

describe('a secret', () => {
  it('is 32 random bytes that stay the same, for the eyes of the peer only', () => {
    const secret = readOrCreateSecret(folder, 'index')
    expect(secret).toHaveLength(32)
    expect(readOrCreateSecret(folder, 'index')).toEqual(secret)
    expect(readOrCreateSecret(folder, 'cookie')).not.toEqual(secret)
    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'secrets', 'index.key')).mode & 0o777).toBe(0o600)
  })

  it('lies in a folder that is closed again when somebody has opened it', () => {
    mkdirSync(join(folder, 'secrets'), { mode: 0o755 })
    chmodSync(join(folder, 'secrets'), 0o755)
    expect(statSync(secretsFolder(folder)).mode & 0o777).toBe(0o700)
  })

  it('that was damaged is refused, never replaced', () => {
    readOrCreateSecret(folder, 'index')
    writeFileSync(join(folder, 'secrets', 'index.key'), 'short')
    expect(faultOf(() => readOrCreateSecret(folder, 'index'))).toMatchObject({
      code: 'CONFIG_INVALID',
      remedy: expect.stringContaining('backup'),
    })
    expect(readFileSync(join(folder, 'secrets', 'index.key'), 'utf8')).toBe('short')
  })

  it('is the same for all processes that start at once', async () => {
    const programme = join(folder, 'read.mjs')
    const secrets = join(import.meta.dirname, 'secrets.ts')
    writeFileSync(
      programme,
      `import { readOrCreateSecret } from ${JSON.stringify(secrets)}
      process.on('message', (at) => {
        while (Date.now() < at);
        process.send(readOrCreateSecret(${JSON.stringify(folder)}, 'index').toString('hex'), () => process.disconnect())
      })
      process.send('ready')`,
    )
    const children = Array.from({ length: 4 }, () =>
      fork(programme, { execArgv: ['--disable-warning=ExperimentalWarning'] }),
    )
    const said = children.map((child) => nextMessages(child))
    await Promise.all(said.map(({ first }) => first))
    const at = Date.now() + 100
    for (const child of children) child.send(at)
    expect(new Set(await Promise.all(said.map(({ second }) => second))).size).toBe(1)
  })
})

function nextMessages(child: ReturnType<typeof fork>): { first: Promise<unknown>; second: Promise<unknown> } {
  const first = Promise.withResolvers<unknown>()
  const second = Promise.withResolvers<unknown>()
  child.once('message', (message) => {
    first.resolve(message)
    child.once('message', (next) => second.resolve(next))
  })
  return { first: first.promise, second: second.promise }
}
