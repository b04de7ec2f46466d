import { rootOfHashes } from '@isthmus/protocol/log'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SubtreeRoots } from './subtree-roots.ts'

const hashes = (count: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: count * 32, maxLength: count * 32 })

test('the root of every part of a tile is that of the protocol, when it is asked first and again', () => {
  const roots = new SubtreeRoots()
  fc.assert(
    fc.property(hashes(32), fc.integer({ min: 0, max: 5 }), fc.nat(), (tile, power, at) => {
      const width = 2 ** power
      const from = (at % (32 / width)) * width * 32
      const part = tile.subarray(from, from + width * 32)
      expect(roots.rootOf(tile)).toEqual(Buffer.from(rootOfHashes(tile)))
      for (let time = 0; time < 2; time += 1)
        expect(Buffer.from(roots.rootOf(part))).toEqual(Buffer.from(rootOfHashes(part)))
    }),
  )
})

test('a part whose width is no power of two has the root of the protocol too', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20 }).chain((count) => hashes(count)),
      (part) => {
        expect(Buffer.from(new SubtreeRoots().rootOf(part))).toEqual(Buffer.from(rootOfHashes(part)))
      },
    ),
  )
})
