import { spawnSync } from 'node:child_process'
import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestToken, findTestModule, type TestToken } from '@isthmus/testbed/test-token'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openKeystore, openTokenKeystore } from './open-keystore.ts'
import { createPkcs11Signer, type Pkcs11Signer } from './pkcs11-signer.ts'
import { Pkcs11Token } from './pkcs11-token.ts'
import { toKeyId } from './signer.ts'
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

function isGood(signer: Pkcs11Signer, data: Buffer, signature: Buffer): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: signer.publicKey }, format: 'jwk' })
  return verify(null, data, key, signature)
}

describe.skipIf(!module)('a signing key in a PKCS #11 token', () => {
  it('is made there, and signs as Ed25519 does under the id of its public key', async () => {
    session.createSigningKey('signing')
    const signer = await createPkcs11Signer({ ...token, keyLabel: 'signing' })
    expect(signer.keyId).toBe(toKeyId(signer.publicKey))
    for (const data of [Buffer.from('a message'), Buffer.alloc(0), randomBytes(100_000)])
      expect(isGood(signer, data, await signer.sign(data))).toBe(true)
    await signer.close()
  })

  it('is the same key at the next start, and another than that of another label', async () => {
    session.createSigningKey('log')
    const [first, again, other] = [
      await createPkcs11Signer({ ...token, keyLabel: 'signing' }),
      await createPkcs11Signer({ ...token, keyLabel: 'signing' }),
      await createPkcs11Signer({ ...token, keyLabel: 'log' }),
    ]
    expect(again.publicKey).toBe(first.publicKey)
    expect(other.publicKey).not.toBe(first.publicKey)
    await Promise.all([first.close(), again.close(), other.close()])
  })

  it('signs many things that are asked for at once', async () => {
    const signer = await createPkcs11Signer({ ...token, keyLabel: 'signing' })
    const all = Array.from({ length: 50 }, () => randomBytes(40))
    const signatures = await Promise.all(all.map((data) => signer.sign(data)))
    for (const [index, data] of all.entries())
      expect(isGood(signer, data, signatures[index] ?? Buffer.alloc(0))).toBe(true)
    await signer.close()
  })

  it('is not made twice under one label, and one that is not there is missed by name', async () => {
    expect(() => session.createSigningKey('signing')).toThrow(
      expect.objectContaining({ code: 'TOKEN_FAILED' }),
    )
    await expect(createPkcs11Signer({ ...token, keyLabel: 'none' })).rejects.toMatchObject({
      code: 'TOKEN_KEY_NOT_FOUND',
      message: expect.stringContaining('none'),
    })
  })

  it('is refused in words without its module, or without its token', async () => {
    const options = { ...token, keyLabel: 'signing' }
    for (const file of ['/nowhere/module.so', 'module.so', import.meta.filename]) {
      await expect(createPkcs11Signer({ ...options, module: file })).rejects.toMatchObject({
        code: 'TOKEN_MODULE_MISSING',
        message: expect.stringContaining(file),
        remedy: expect.any(String),
      })
    }
    await expect(createPkcs11Signer({ ...options, tokenLabel: 'other' })).rejects.toMatchObject({
      code: 'TOKEN_NOT_FOUND',
    })
  })

  it('refuses a wrong PIN, and does not repeat it', () => {
    const script = `
      import { createPkcs11Signer } from ${JSON.stringify(join(import.meta.dirname, 'pkcs11-signer.ts'))}
      const options = ${JSON.stringify({ module, tokenLabel: 'isthmus-test', keyLabel: 'signing', pin: '999999' })}
      await createPkcs11Signer(options).catch((fault) => console.log(JSON.stringify({ code: fault.code, words: fault.message + fault.remedy })))`
    const told = JSON.parse(runApart(script))
    expect(told.code).toBe('TOKEN_PIN_WRONG')
    expect(told.words).not.toContain('999999')
  })

  it('is missed in words while the token is away, and signs again when it is back', () => {
    const away = join(token.folder, 'away')
    const script = `
      import { renameSync, mkdirSync } from 'node:fs'
      import { createPkcs11Signer } from ${JSON.stringify(join(import.meta.dirname, 'pkcs11-signer.ts'))}
      const options = ${JSON.stringify({ module, tokenLabel: 'isthmus-test', keyLabel: 'signing', pin: '246813' })}
      const [tokens, away] = ${JSON.stringify([join(token.folder, 'tokens'), away])}
      const signer = await createPkcs11Signer(options)
      const said = []
      const attempt = () => signer.sign(Buffer.from('x')).then((s) => said.push(s.length), (fault) => said.push(fault.code))
      await attempt()
      renameSync(tokens, away)
      await attempt()
      await attempt()
      renameSync(away, tokens)
      await attempt()
      console.log(JSON.stringify(said))`
    expect(JSON.parse(runApart(script))).toEqual([64, 'TOKEN_LOST', 'TOKEN_LOST', 64])
  })
})

/** In a process of its own: a module remembers in its process who has logged in. */
function runApart(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-pkcs11-'))
  const file = join(folder, 'try.mjs')
  writeFileSync(file, script)
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    env: { ...process.env, ...token.environment },
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  if (run.status !== 0) throw new Error(run.stderr)
  return run.stdout
}

describe.skipIf(!module)('a keystore whose key lies in a token', () => {
  it('opens with that token, and with nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'isthmus-keystore-'))
    // What looks for a token in vain makes the module forget its sessions.
    session = await Pkcs11Token.open(token)
    session.createSecretKey('keystore')
    session.createSecretKey('other')
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
