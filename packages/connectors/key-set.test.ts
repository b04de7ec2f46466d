import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KeySet } from './key-set.ts'

it('tells of each key whether it was there, as a Set does', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.nat(50).map(String)), { maxLength: 300 }), (keys) => {
      const known = new Set<string>()
      const seen = new KeySet()
      for (const key of keys) {
        expect(seen.add(key)).toBe(!known.has(key))
        known.add(key)
      }
    }),
  )
})

it('knows a million keys that differ by little', () => {
  const seen = new KeySet()
  let added = 0
  for (let at = 0; at < 1_000_000; at++) if (seen.add(String(at).padStart(9, '0'))) added += 1
  expect(added).toBe(1_000_000)
  expect(seen.add('000999999')).toBe(false)
})
