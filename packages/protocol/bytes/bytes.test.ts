import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  concatBytes,
  equalBytes,
  fromBase64,
  fromBase64Url,
  fromUtf8,
  toBase64,
  toBase64Url,
  toHex,
  toUint64,
  toUtf8,
} from './index.ts'

describe('bytes', () => {
  it('are written as Node writes them, and read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
        expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'))
        expect(fromBase64(toBase64(bytes))).toEqual(bytes)
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
      }),
    )
  })

  it('have one text only', () => {
    for (const text of [
      'A',
      'AA',
      'AB==',
      'AAA',
      'AAB=',
      'AA=A',
      'A A=',
      'AAAA\n',
      'AA-_',
      'A===',
      '====',
      'ΑAAA',
    ])
      expect(fromBase64(text), text).toBeUndefined()
    for (const text of ['A', 'AB', 'AAB', 'AA==', 'AA+/', 'AA '])
      expect(fromBase64Url(text), text).toBeUndefined()
    fc.assert(
      fc.property(fc.base64String(), (text) => {
        const bytes = fromBase64(text)
        if (bytes) expect(toBase64(bytes)).toBe(text)
      }),
    )
  })

  it('are compared, joined and counted', () => {
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false)
    expect(concatBytes(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2))).toEqual(Uint8Array.of(1, 2))
    expect(toUint64(Number.MAX_SAFE_INTEGER)).toEqual(Uint8Array.of(0, 31, 255, 255, 255, 255, 255, 255))
    expect(fromUtf8(toUtf8('Ψ'))).toBe('Ψ')
    expect(fromUtf8(Uint8Array.of(0xff))).toBeUndefined()
  })
})
