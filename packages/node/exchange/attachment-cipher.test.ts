import { randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ChunkPlace,
  chunkBytes,
  openChunk,
  sealChunk,
  toChunkCount,
  toChunkKey,
  toChunkLength,
} from './attachment-cipher.ts'

const attachmentId = randomUUID()
const secret = randomBytes(32)
const key = toChunkKey(secret, attachmentId)
const place: ChunkPlace = { attachmentId, number: 1, chunks: 3 }

const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (fault) {
    return fault instanceof Error && 'code' in fault ? String(fault.code) : 'UNKNOWN'
  }
  return 'opened'
}

describe('a chunk', () => {
  it('opens at its place, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.nat(511), (bytes, number) => {
        const at = { attachmentId, number, chunks: 512 }
        const sealed = sealChunk(key, at, Buffer.from(bytes))
        expect(openChunk(key, at, sealed).equals(Buffer.from(bytes))).toBe(true)
      }),
    )
  })

  it('opens nowhere else: swapped, of another file, of a longer or shorter file, under another key', () => {
    const sealed = sealChunk(key, place, Buffer.from('a chunk'))
    const others: [typeof key, ChunkPlace][] = [
      [key, { ...place, number: 0 }],
      [key, { ...place, number: 2 }],
      [key, { ...place, chunks: 2 }],
      [key, { ...place, chunks: 4 }],
      [key, { ...place, attachmentId: randomUUID() }],
      [toChunkKey(secret, randomUUID()), place],
      [toChunkKey(randomBytes(32), attachmentId), place],
    ]
    for (const [otherKey, otherPlace] of others) {
      expect(codeOf(() => openChunk(otherKey, otherPlace, sealed))).toBe('ATTACHMENT_CHUNK_BROKEN')
    }
  })

  it('does not open with one bit flipped, cut short, or lengthened', () => {
    const sealed = sealChunk(key, place, randomBytes(100))
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const flipped = Buffer.from(sealed)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(codeOf(() => openChunk(key, place, flipped))).toBe('ATTACHMENT_CHUNK_BROKEN')
      }),
    )
    for (const changed of [
      sealed.subarray(0, -1),
      Buffer.concat([sealed, Buffer.alloc(1)]),
      Buffer.alloc(0),
    ]) {
      expect(codeOf(() => openChunk(key, place, changed))).toBe('ATTACHMENT_CHUNK_BROKEN')
    }
  })
})

describe('the chunks of a file', () => {
  it('are as many, and as long, as its size says', () => {
    expect([0, 1, chunkBytes, chunkBytes + 1, 2 ** 31].map(toChunkCount)).toEqual([1, 1, 1, 2, 512])
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), (size) => {
        const chunks = toChunkCount(size)
        const lengths = Array.from({ length: chunks }, (_, number) => toChunkLength({ size, chunks }, number))
        expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(size)
        expect(Math.max(...lengths)).toBeLessThanOrEqual(chunkBytes)
      }),
    )
  })
})
