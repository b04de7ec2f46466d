import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PlatformError } from './error.ts'
import { createPeerKey, getPeerKey, type KeyUse, listPeerKeys, parsePeerKey, toTlsPin } from './peer-key.ts'
import { createSoftwareSigner } from './signer.ts'
import { openTestKeystore } from './test-keystore.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-signer-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const uses: readonly KeyUse[] = ['signing', 'sealing', 'tls', 'log', 'witness']

describe('a key of the peer', () => {
  it.each(uses)('for %s is made once, found by its id, and the same over starts', (use) => {
    const made = createPeerKey(openTestKeystore(folder), use)
    const keystore = openTestKeystore(folder)
    expect(keystore.list()).toEqual([`${use}:${made.id}`])
    const kept = getPeerKey(keystore, use, made.id)
    expect(kept.key).toBe(made.key)
    expect(kept.privateKey.equals(made.privateKey)).toBe(true)
    expect(made.id).toBe(
      createHash('sha256').update(Buffer.from(made.key, 'base64url')).digest('base64url').slice(0, 16),
    )
  })

  it('may have others of its use beside it', () => {
    const keystore = openTestKeystore(folder)
    const made = [createPeerKey(keystore, 'log'), createPeerKey(keystore, 'log')].map(({ id }) => id)
    createPeerKey(keystore, 'signing')
    expect(listPeerKeys(keystore, 'log').map(({ id }) => id)).toEqual(made.sort())
    expect(listPeerKeys(keystore, 'witness')).toEqual([])
  })

  it('for TLS is a P-256 key, known by the digest of its SubjectPublicKeyInfo', () => {
    const { privateKey, key } = createPeerKey(openTestKeystore(folder), 'tls')
    expect(privateKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
    expect(key).toBe(toTlsPin(createPublicKey(privateKey)))
  })

  it('that is missing, or under the name of another, is refused', () => {
    const keystore = openTestKeystore(folder)
    const { id } = createPeerKey(keystore, 'signing')
    keystore.put('signing:AAAAAAAAAAAAAAAA', keystore.find(`signing:${id}`) ?? Buffer.alloc(1))
    for (const name of ['none', 'AAAAAAAAAAAAAAAA'])
      expect(() => getPeerKey(keystore, 'signing', name)).toThrow(/has no key signing:/)
  })

  it('that is none is refused without a word of it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...uses), fc.uint8Array({ maxLength: 31 }), (use, bytes) => {
        try {
          parsePeerKey(use, bytes)
          expect.unreachable()
        } catch (fault) {
          expect(fault).toMatchObject({ code: 'KEYSTORE_DAMAGED' })
          expect(fault).not.toHaveProperty('cause')
        }
      }),
    )
  })
})

describe('a signer in software', () => {
  it('signs as Ed25519 does, under the id and the key that the trust list has', async () => {
    const { privateKey, id, key } = createPeerKey(openTestKeystore(folder), 'signing')
    const signer = createSoftwareSigner(privateKey)
    expect(signer).toMatchObject({ keyId: id, publicKey: key })
    const publicKey = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: signer.publicKey },
      format: 'jwk',
    })
    const data = Buffer.from('a message')
    expect(verify(null, data, publicKey, await signer.sign(data))).toBe(true)
  })

  it('refuses a key that is not Ed25519, or not private', () => {
    for (const { privateKey, publicKey } of [generateKeyPairSync('x25519'), generateKeyPairSync('ed25519')]) {
      const wrong = privateKey.asymmetricKeyType === 'ed25519' ? publicKey : privateKey
      expect(() => createSoftwareSigner(wrong)).toThrow(PlatformError)
    }
  })

  it('shows its key to nobody who prints it', () => {
    const { privateKey } = createPeerKey(openTestKeystore(folder), 'signing')
    expect(Object.keys(createSoftwareSigner(privateKey))).toEqual(['keyId', 'publicKey', 'sign'])
  })
})
