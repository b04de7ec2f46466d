import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePostings, toBucketOfToken } from './bucket.ts'
import { CopyRows } from './copy-rows.ts'
import { entryBytes, PartPacker } from './part-packer.ts'

type Row = { bucket: number; payload: Buffer }

/** Takes the place of the COPY: keeps the rows that the packer adds. */
class KeptRows extends CopyRows {
  readonly kept: Row[] = []
  #numbers: number[] = []

  constructor() {
    super(1024)
  }

  override addInt32(value: number): void {
    this.#numbers.push(value)
  }

  override addBytes(value: Uint8Array): void {
    this.kept.push({ bucket: this.#numbers[1] ?? -1, payload: Buffer.from(value) })
    this.#numbers = []
  }
}

function toChunk(entries: readonly (readonly [bigint, number])[]): Buffer {
  const chunk = Buffer.alloc(entries.length * entryBytes)
  for (const [i, [token, recordNo]] of entries.entries()) {
    chunk.writeBigInt64BE(token, i * entryBytes)
    chunk.writeUInt32BE(recordNo, i * entryBytes + 8)
  }
  return chunk
}

test('whatever is packed is found again, every record under its token and bucket', () => {
  // Few distinct values, so that tokens, halves and buckets collide often.
  const half = fc.constantFrom(0n, 1n, 0xfffn, 0x1000n, 0x8000_0000n, 0xffff_ffffn, 0x1234_5678n)
  const token = fc.tuple(half, half).map(([upper, lower]) => BigInt.asIntN(64, (upper << 32n) | lower))
  const chunks = fc.array(fc.array(fc.tuple(token, fc.nat()), { maxLength: 60 }), { maxLength: 4 })
  fc.assert(
    fc.property(fc.array(chunks, { maxLength: 3 }), (parts) => {
      const rows = new KeptRows()
      const packer = new PartPacker(rows, 1)
      for (const part of parts) {
        rows.kept.length = 0
        const expected = new Map<bigint, number[]>()
        for (const [of, recordNo] of part.flat()) expected.set(of, [...(expected.get(of) ?? []), recordNo])
        expect(packer.pack(part.map(toChunk))).toBe(expected.size)
        expect(new Set(rows.kept.map(({ bucket }) => bucket)).size).toBe(rows.kept.length)
        const found = new Map<bigint, number[]>()
        for (const { bucket, payload } of rows.kept) {
          const here = parsePostings(
            payload,
            new Set([...expected.keys()].filter((of) => toBucketOfToken(of) === bucket)),
          )
          for (const [of, own] of here) {
            expect(own.count).toBe(own.kept)
            found.set(of, own.toRecordNos())
          }
        }
        expect(found).toEqual(expected)
      }
    }),
  )
})

test('a token in very many records keeps its count and its first three thousand', () => {
  const rows = new KeptRows()
  const entries = Array.from({ length: 3500 }, (_, i) => [5n, i] as const)
  new PartPacker(rows, 1).pack([toChunk(entries)])
  const found = parsePostings(rows.kept[0]?.payload ?? Buffer.alloc(0), new Set([5n])).get(5n)
  expect(found?.count).toBe(3500)
  expect(found?.toRecordNos()).toEqual(Array.from({ length: 3000 }, (_, i) => i))
})
