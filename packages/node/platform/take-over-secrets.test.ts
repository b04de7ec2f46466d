import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listPeerKeys } from './peer-key.ts'
import { secretsFolder } from './secrets.ts'
import { takeOverSecrets } from './take-over-secrets.ts'
import { openTestKeystore } from './test-keystore.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-plain-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, content: string | Buffer): string {
  const file = join(secretsFolder(folder), name)
  writeFileSync(file, content, { mode: 0o600 })
  return file
}

/** A peer's keys as former versions kept them: raw 32-byte values, base64url. */
function toFormerKeys() {
  const signing = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const sealing = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' })
  return {
    secrets: { signing: signing.d ?? '', sealing: sealing.d ?? '' },
    publicKeys: { signingKey: signing.x ?? '', sealingKey: sealing.x ?? '' },
  }
}

describe('secrets that lie in the clear', () => {
  it('are taken into the keystore once, and their files are gone', async () => {
    const { secrets, publicKeys } = toFormerKeys()
    const index = randomBytes(32)
    const files = [
      write('index.key', index),
      write('peer-keys.json', JSON.stringify({ secrets, publicKeys })),
      write('sign-in-provider-keys.json', '{"kty":"EC"}'),
    ]
    const keystore = openTestKeystore(folder)
    expect(takeOverSecrets(folder, keystore)).toEqual(files)
    expect(files.filter((file) => existsSync(file))).toEqual([])
    const later = openTestKeystore(folder)
    expect(later.find('index')).toEqual(index)
    expect(later.find('provider')?.toString()).toBe('{"kty":"EC"}')
    expect(listPeerKeys(later, 'signing').map(({ key }) => key)).toEqual([publicKeys.signingKey])
    expect(listPeerKeys(later, 'sealing').map(({ key }) => key)).toEqual([publicKeys.sealingKey])
    expect(takeOverSecrets(folder, later)).toEqual([])
  })

  it('are overwritten before they are unlinked', () => {
    const file = write('index.key', randomBytes(32))
    const other = join(folder, 'same-blocks')
    // A second name for the same file shows what is left in it.
    linkSync(file, other)
    takeOverSecrets(folder, openTestKeystore(folder))
    expect(readFileSync(other)).toEqual(Buffer.alloc(32))
  })

  it('are removed when a start that was cut off has taken them over already', () => {
    const keystore = openTestKeystore(folder)
    const index = keystore.readOrCreate('index')
    const file = write('index.key', index)
    expect(takeOverSecrets(folder, keystore)).toEqual([file])
    expect(existsSync(file)).toBe(false)
    expect(keystore.find('index')).toEqual(index)
  })

  it.each([
    ['index.key', 'short', /not 32 bytes/],
    ['peer-keys.json', '{"secrets":{"signing":"VERYSECRET', /holds no keys of a peer/],
    ['peer-keys.json', 'null', /holds no keys of a peer/],
  ])('are refused and left where they are when %s holds %j', (name, content, words) => {
    const file = write(name, content)
    const keystore = openTestKeystore(folder)
    const act = () => takeOverSecrets(folder, keystore)
    expect(act).toThrow(words)
    expect(act).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
    expect(act).not.toThrow(/VERYSECRET/)
    expect(readFileSync(file, 'utf8')).toBe(content)
    expect(keystore.list()).toEqual([])
  })

  it('are refused when the keystore has another secret of that name', () => {
    const keystore = openTestKeystore(folder)
    keystore.readOrCreate('index')
    write('index.key', randomBytes(32))
    expect(() => takeOverSecrets(folder, keystore)).toThrow(/another index than the keystore/)
  })

  it('and other files beside them are not touched', () => {
    write('notes.txt', 'x')
    takeOverSecrets(folder, openTestKeystore(folder))
    expect(readdirSync(secretsFolder(folder))).toContain('notes.txt')
  })
})
