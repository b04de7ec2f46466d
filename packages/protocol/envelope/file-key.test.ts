import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { importOpeningKey, importSealingKey, openFileKey, sealFileKey } from './index.ts'

const place = { from: 'north', to: 'south', attachmentId: '01937e5c-0000-7000-8000-000000000001' }
const key = randomBytes(32)
let sealingKey: CryptoKey
let openingKey: CryptoKey
let otherKey: CryptoKey

beforeAll(async () => {
  const [own, other] = [x25519(), x25519()]
  sealingKey = await importSealingKey(Buffer.from(own.x ?? '', 'base64url'))
  openingKey = await importOpeningKey(Buffer.from(own.d ?? '', 'base64url'))
  otherKey = await importOpeningKey(Buffer.from(other.d ?? '', 'base64url'))
})

function x25519(): { x?: string; d?: string } {
  return generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' })
}

test('the key of a file opens for its receiver', async () => {
  const sealed = await sealFileKey(place, { key, sealingKey })
  expect(sealed.encapsulatedKey).toHaveLength(43)
  expect(sealed.sealed).toHaveLength(64)
  expect((await openFileKey(place, { ...sealed, openingKey })).equals(key)).toBe(true)
})

test('and for no other peer, sender or file, and with no bit changed', async () => {
  const sealed = await sealFileKey(place, { key, sealingKey })
  await expect(openFileKey(place, { ...sealed, openingKey: otherKey })).rejects.toThrow()
  const others = [{ from: 'west' }, { to: 'west' }, { attachmentId: place.attachmentId.replace(/1$/, '2') }]
  for (const other of others)
    await expect(openFileKey({ ...place, ...other }, { ...sealed, openingKey })).rejects.toThrow()
  const flipped = Buffer.from(sealed.sealed, 'base64url')
  flipped[0] = (flipped[0] ?? 0) ^ 1
  const changed = { ...sealed, sealed: flipped.toString('base64url') }
  await expect(openFileKey(place, { ...changed, openingKey })).rejects.toThrow()
})
