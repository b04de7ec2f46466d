import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PeerConfig } from '@isthmus/contract'
import { createTestToken, findTestModule, type TestToken } from '@isthmus/testbed/test-token'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openKeys } from './open-keys.ts'
import { createLogger, createPeerKey, type Environment, Pkcs11Token } from './platform/index.ts'

const found = findTestModule()
if ('reason' in found) console.error(`Not tested: a peer with a PKCS #11 token. ${found.reason}`)
const module = 'module' in found ? found.module : ''

const environment: Environment = { configFile: undefined, databaseUrl: undefined, logLevel: undefined }
const logger = createLogger('silent', 'north')

let folder: string
let token: TestToken

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-keys-'))
  if (!module) return
  token = createTestToken(module)
  const session = await Pkcs11Token.open(token)
  await session.createSigningKey('signing')
  await session.createSecretKey('keystore')
  await session.close()
  writeFileSync(join(folder, 'pin'), `${token.pin}\n`, { mode: 0o600 })
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  token?.remove()
})

function configWith(pkcs11: object): PeerConfig {
  return {
    peerId: 'north',
    mode: 'demo',
    host: '127.0.0.1',
    port: 1,
    publicUrl: 'http://localhost:1',
    folder,
    exchange: { host: '127.0.0.1', port: 2 },
    trustList: { file: 'x', operators: { quorum: 1, keys: [] } },
    signIn: {},
    keystore: { pkcs11: { module, tokenLabel: token.tokenLabel, pinFile: join(folder, 'pin'), ...pkcs11 } },
  }
}

describe.skipIf(!module)('a peer with a PKCS #11 token', () => {
  it('opens its keystore without a passphrase, and signs with the key of the token', async () => {
    const config = configWith({
      signers: [{ use: 'signing', keyLabel: 'signing' }],
      keystoreKeyLabel: 'keystore',
    })
    const keys = await openKeys(config, { environment, logger })
    const [inToken] = keys.ownKeys.listTokenSigners?.('signing') ?? []
    if (!inToken) throw new TypeError('a signer')
    expect(keys.ownKeys.findSigner('signing', inToken.keyId)?.publicKey).toBe(inToken.publicKey)
    expect(keys.ownKeys.findSigner('log', inToken.keyId)).toBeUndefined()
    expect(keys.keystore.list()).toEqual([])
    const publicKey = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: inToken.publicKey },
      format: 'jwk',
    })
    expect(verify(null, Buffer.from('x'), publicKey, await inToken.sign(Buffer.from('x')))).toBe(true)
    const soft = createPeerKey(keys.keystore, 'signing')
    expect(keys.ownKeys.findSigner('signing', soft.id)?.publicKey).toBe(soft.key)
    await keys.close()
  })

  it('does not start without its key, its PIN, or with the PIN of nobody', async () => {
    const wanting = configWith({ signers: [{ use: 'log', keyLabel: 'none' }], keystoreKeyLabel: 'keystore' })
    await expect(openKeys(wanting, { environment, logger })).rejects.toMatchObject({
      code: 'TOKEN_KEY_NOT_FOUND',
    })
    const config = configWith({ keystoreKeyLabel: 'keystore' })
    const { pinFile: _, ...pkcs11 } = config.keystore?.pkcs11 ?? { module, tokenLabel: '' }
    await expect(
      openKeys({ ...config, keystore: { pkcs11 } }, { environment, logger }),
    ).rejects.toMatchObject({
      code: 'PASSPHRASE_MISSING',
      remedy: expect.stringContaining('isthmus-pin'),
    })
  })
})
