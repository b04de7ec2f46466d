import fc from 'fast-check'
import { expect, test } from 'vitest'
import { population, toPerson } from './index.ts'

test('a number and a seed give the same person, alone or in a row', () => {
  const row = [...population(50, { first: 10, seed: 3 })]
  expect(row.map((_, i) => toPerson(10 + i, 3))).toEqual(row)
})

test('every person has a name, and neighbours are drawn apart', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000_000 }), (number) => {
      const [one, other] = [toPerson(number), toPerson(number + 1)]
      expect(one.primary.family.length).toBeGreaterThan(1)
      expect(one.primary.given.length).toBeGreaterThan(1)
      expect(one.reference).not.toBe(other.reference)
    }),
  )
})

test('names follow a long-tailed law: some are frequent, most are rare', () => {
  const counts = new Map<string, number>()
  for (const { primary } of population(20_000)) {
    const name = `${primary.given} ${primary.family}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  expect(counts.size).toBeGreaterThan(10_000)
  expect(Math.max(...counts.values())).toBeLessThan(40)
})
