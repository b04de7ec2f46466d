import { createHash, createSecretKey } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TokenMemory, toDigest, toIndexKey, toReferenceToken, toToken } from './index-key.ts'

const indexKey = toIndexKey(Buffer.alloc(32, 7))

test('tokens agree with the vectors of RFC 4231', () => {
  const first = createSecretKey(Buffer.alloc(20, 0x0b))
  expect(BigInt.asUintN(64, toToken(first, 'Hi There')).toString(16)).toBe('b0344c61d8db3853')
  const second = createSecretKey(Buffer.from('Jefe'))
  expect(BigInt.asUintN(64, toToken(second, 'what do ya want for nothing?')).toString(16)).toBe(
    '5bdcc146bf60754e',
  )
})

test('tokens agree with the definition of RFC 2104 for every key and text', () => {
  const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 64 }),
      fc.string({ unit: 'grapheme' }),
      (secret, text) => {
        const padded = Buffer.concat([secret, Buffer.alloc(64 - secret.length)])
        const inner = sha256(
          padded.map((byte) => byte ^ 0x36),
          Buffer.from(text, 'utf8'),
        )
        const outer = sha256(
          padded.map((byte) => byte ^ 0x5c),
          inner,
        )
        expect(toToken(toIndexKey(secret), text)).toBe(outer.readBigInt64BE(0))
      },
    ),
  )
})

test('a memory of tokens gives the tokens that it would compute, however many it has met', () => {
  const memory = new TokenMemory(indexKey)
  const keys = Array.from({ length: 150_000 }, (_, n) => `nn|A|${n}`)
  const some = [...keys, ...keys.filter((_, n) => n % 997 === 0)]
  for (const key of some.filter((_, n) => n % 499 === 0 || n > 149_000))
    expect(memory.getToken(key)).toBe(toToken(indexKey, key))
  for (const key of keys) memory.getToken(key)
  for (const key of keys.slice(-100)) expect(memory.getToken(key)).toBe(toToken(indexKey, key))
})

test('a record is told apart by its canonical JSON, whatever its texts hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const json = `{"a":[${JSON.stringify(text)},null],"b":true}`
      expect(toDigest(indexKey, { b: true, a: [text, null] })).toBe(toToken(indexKey, `\0record\0${json}`))
    }),
  )
})

test('a short secret is refused', () => {
  expect(() => toIndexKey(Buffer.alloc(31))).toThrow(RangeError)
})

test('the same text as match key, reference and record gives three unrelated tokens', () => {
  expect(
    new Set([toToken(indexKey, 'x'), toReferenceToken(indexKey, 'x'), toDigest(indexKey, ['x'])]).size,
  ).toBe(3)
})

test('a digest does not depend on the order of fields, but on every value', () => {
  const one = toDigest(indexKey, { a: 1, b: { c: ['x', null], d: undefined } })
  expect(toDigest(indexKey, { b: { c: ['x', null] }, a: 1 })).toBe(one)
  expect(toDigest(indexKey, { b: { c: [null, 'x'] }, a: 1 })).not.toBe(one)
})
