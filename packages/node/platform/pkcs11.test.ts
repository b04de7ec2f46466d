import { spawnSync } from 'node:child_process'
import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestToken, findTestModule, type TestToken } from '@isthmus/testbed/test-token'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { PlatformError } from './error.ts'
import { openKeystore, openTokenKeystore } from './open-keystore.ts'
import { Pkcs11Token } from './pkcs11-token.ts'
import { type Signer, toKeyId } from './signer.ts'
import { openTestKeystore, testPassphrase } from './test-keystore.ts'

const found = findTestModule()
if ('reason' in found) console.error(`Not tested: keys in a PKCS #11 token. ${found.reason}`)
const module = 'module' in found ? found.module : ''

let token: TestToken
let session: Pkcs11Token

beforeAll(async () => {
  if (!module) return
  token = createTestToken(module)
  session = await Pkcs11Token.open(token)
})

afterAll(async () => {
  await session?.close()
  token?.remove()
})

function isGood(signer: Signer, data: Buffer, signature: Buffer): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: signer.publicKey }, format: 'jwk' })
  return verify(null, data, key, signature)
}

describe.skipIf(!module)('a signing key in a PKCS #11 token', () => {
  it('is made there, and signs as Ed25519 does under the id of its public key', async () => {
    await session.createSigningKey('signing')
    const signer = await session.createSigner('signing')
    expect(signer.keyId).toBe(toKeyId(signer.publicKey))
    for (const data of [Buffer.from('a message'), Buffer.alloc(0), randomBytes(100_000)])
      expect(isGood(signer, data, await signer.sign(data))).toBe(true)
  })

  it('is the same key at the next start, and another than that of another label', async () => {
    await session.createSigningKey('log')
    const later = await Pkcs11Token.open(token)
    const first = await session.createSigner('signing')
    expect((await later.createSigner('signing')).publicKey).toBe(first.publicKey)
    expect((await later.createSigner('log')).publicKey).not.toBe(first.publicKey)
    await later.close()
  })

  it('signs many things that are asked for at once, with several keys', async () => {
    const signers = [await session.createSigner('signing'), await session.createSigner('log')]
    const all = Array.from({ length: 500 }, () => randomBytes(40))
    const judged = await Promise.all(
      all.flatMap((data) => signers.map(async (signer) => isGood(signer, data, await signer.sign(data)))),
    )
    expect(judged.filter(Boolean)).toHaveLength(1_000)
  })

  it('is not made twice under one label, and one that is not there is missed by name', async () => {
    await expect(session.createSigningKey('signing')).rejects.toMatchObject({ code: 'TOKEN_FAILED' })
    await expect(session.createSigner('none')).rejects.toMatchObject({
      code: 'TOKEN_KEY_NOT_FOUND',
      message: expect.stringContaining('none'),
    })
  })

  it('is refused in words without its module, or without its token', async () => {
    for (const file of ['/nowhere/module.so', 'module.so', import.meta.filename]) {
      await expect(Pkcs11Token.open({ ...token, module: file })).rejects.toMatchObject({
        code: 'TOKEN_MODULE_MISSING',
        message: expect.stringContaining(file),
        remedy: expect.any(String),
      })
    }
    await expect(Pkcs11Token.open({ ...token, tokenLabel: 'other' })).rejects.toMatchObject({
      code: 'TOKEN_NOT_FOUND',
    })
  })

  it('refuses a wrong PIN, and does not repeat it', async () => {
    const fault = await Pkcs11Token.open({ ...token, pin: '999999' }).catch((thrown: unknown) => thrown)
    if (!(fault instanceof PlatformError)) throw new TypeError('a fault of the platform')
    expect(fault.code).toBe('TOKEN_PIN_WRONG')
    expect(`${fault.message}${fault.remedy}${fault.stack}`).not.toContain('999999')
  })

  it('is missed in words while the token is away, and signs again when it is back', async () => {
    const [tokens, away] = [join(token.folder, 'tokens'), join(token.folder, 'away')]
    const own = await Pkcs11Token.open(token)
    const signer = await own.createSigner('signing')
    const attempt = (): Promise<unknown> =>
      Promise.resolve(signer.sign(Buffer.from('x'))).then(
        (signature) => signature.length,
        (fault: { code: string }) => fault.code,
      )
    const said = [await attempt()]
    renameSync(tokens, away)
    said.push(await attempt(), await attempt())
    renameSync(away, tokens)
    said.push(await attempt())
    expect(said).toEqual([64, 'TOKEN_LOST', 'TOKEN_LOST', 64])
    await own.close()
  })

  it('gives a PIN that has become wrong once only, since tokens lock', async () => {
    const own = await Pkcs11Token.open(token)
    const signer = await own.createSigner('signing')
    const [tokens, away] = [join(token.folder, 'tokens'), join(token.folder, 'away')]
    renameSync(tokens, away)
    makeToken(tokens, '864213')
    endDriver(own, 'SIGKILL')
    for (let n = 0; n < 5; n += 1) {
      await expect(signer.sign(Buffer.from('x'))).rejects.toMatchObject({
        code: 'TOKEN_LOST',
        remedy: 'write the right PIN, and start the peer again',
      })
    }
    rmSync(tokens, { recursive: true })
    renameSync(away, tokens)
    await expect(signer.sign(Buffer.from('x'))).rejects.toMatchObject({ code: 'TOKEN_LOST' })
    await own.close()
  })
})

/** A driver that was ended has not told its parent yet. */
function endDriver(own: Pkcs11Token, signal: NodeJS.Signals): void {
  if (own.pid === undefined) throw new TypeError('a process')
  process.kill(own.pid, signal)
}

/** Another token of the same label. */
function makeToken(folder: string, pin: string): void {
  mkdirSync(folder)
  const words = ['--init-token', '--free', '--label', token.tokenLabel, '--pin', pin, '--so-pin', pin]
  const run = spawnSync('softhsm2-util', words)
  if (run.status !== 0) throw new Error(String(run.stderr))
}

describe.skipIf(!module)('the process in which the module of a token runs', () => {
  it.each(['SIGSEGV', 'SIGABRT', 'SIGKILL'] as const)(
    'may end by %s under load: each signature is made by the next one',
    async (signal) => {
      const own = await Pkcs11Token.open(token)
      const signer = await own.createSigner('signing')
      const first = own.pid
      const asked = Array.from({ length: 200 }, (_, index) => {
        if (index === 100) endDriver(own, signal)
        return signer.sign(Buffer.from(`message ${index}`))
      })
      for (const [index, signature] of (await Promise.all(asked)).entries())
        expect(isGood(signer, Buffer.from(`message ${index}`), signature)).toBe(true)
      expect(own.pid).not.toBe(first)
      await own.close()
    },
  )

  it('is ended when its module hangs, and another one signs', async () => {
    const own = await Pkcs11Token.open(token, 3_000)
    const signer = await own.createSigner('signing')
    const hanging = own.pid
    endDriver(own, 'SIGSTOP')
    expect(isGood(signer, Buffer.from('x'), await signer.sign(Buffer.from('x')))).toBe(true)
    expect(own.pid).not.toBe(hanging)
    await own.close()
  })

  it('has neither the PIN in its arguments and environment, nor what opens database and keystore', async () => {
    const env = {
      ...process.env,
      DATABASE_URL: 'postgres://secret',
      ISTHMUS_PASSPHRASE_FILE: '/secret/file',
      CREDENTIALS_DIRECTORY: '/secret/credentials',
    }
    const seen = runApart(
      `const { readFileSync } = await import('node:fs')
       for (const what of ['environ', 'cmdline']) console.log(readFileSync('/proc/' + token.pid + '/' + what, 'utf8'))
       await token.close()`,
      env,
    )
    expect(seen.stdout).toContain('pkcs11-driver.ts')
    expect(seen.stdout).not.toContain(token.pin)
    expect(seen.stdout).not.toContain('secret')
  })

  it.each(['', 'process.exit(0)', 'process.kill(process.pid, "SIGKILL")', 'await token.close()'])(
    'ends with the peer that started it, which it never holds up: %s',
    async (ending) => {
      const ended = runApart(
        `const signer = await token.createSigner('signing')
         await signer.sign(Buffer.from('x'))
         console.log(token.pid)
         ${ending}`,
      )
      expect(ended.status ?? ended.signal).toBe(ending.includes('SIGKILL') ? 'SIGKILL' : 0)
      const pid = Number(ended.stdout)
      expect(pid).toBeGreaterThan(1)
      await vi.waitFor(() => expect(isRunning(pid)).toBe(false), 10_000)
    },
  )
})

/** One that ended counts even before its number is free again. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

/** A programme that opens the token, in a process of its own. */
function runApart(body: string, env: NodeJS.ProcessEnv = process.env): ReturnType<typeof spawnText> {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-pkcs11-'))
  const file = join(folder, 'try.mjs')
  const { tokenLabel, pin, lockFile } = token
  const options = { module, tokenLabel, pin, lockFile }
  writeFileSync(
    file,
    `import { Pkcs11Token } from ${JSON.stringify(join(import.meta.dirname, 'pkcs11-token.ts'))}
     const token = await Pkcs11Token.open(${JSON.stringify(options)})
     ${body}`,
  )
  const run = spawnText(file, env)
  rmSync(folder, { recursive: true })
  return run
}

function spawnText(file: string, env: NodeJS.ProcessEnv) {
  const args = ['--disable-warning=ExperimentalWarning', file]
  return spawnSync(process.execPath, args, { env, encoding: 'utf8', timeout: 20_000 })
}

describe.skipIf(!module)('a keystore whose key lies in a token', () => {
  it('opens with that token, and with nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'isthmus-keystore-'))
    await session.createSecretKey('keystore')
    await session.createSecretKey('other')
    const authenticate = (label: string, data: Uint8Array) => session.authenticate(label, data)
    const secret = (await openTokenKeystore(folder, { keyLabel: 'keystore', authenticate })).readOrCreate(
      'index',
    )
    const again = await openTokenKeystore(folder, { keyLabel: 'keystore', authenticate })
    expect(again.find('index')).toEqual(secret)
    const withOther = (_label: string, data: Uint8Array) => session.authenticate('other', data)
    await expect(
      openTokenKeystore(folder, { keyLabel: 'keystore', authenticate: withOther }),
    ).rejects.toMatchObject({
      code: 'PASSPHRASE_WRONG',
    })
    expect(() => openKeystore({ folder, passphrase: testPassphrase })).toThrow(/lies in a PKCS #11 token/)
    rmSync(folder, { recursive: true })
  })

  it('is not mixed up with one that opens with a passphrase', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'isthmus-keystore-'))
    openTestKeystore(folder)
    const authenticate = (label: string, data: Uint8Array) => session.authenticate(label, data)
    await expect(openTokenKeystore(folder, { keyLabel: 'keystore', authenticate })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    })
    rmSync(folder, { recursive: true })
  })
})
