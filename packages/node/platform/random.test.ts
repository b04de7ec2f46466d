import { expect, it } from 'vitest'
import { takeRandom } from './random.ts'

it('gives as many bytes as asked, and none twice', () => {
  const taken = Array.from({ length: 3_000 }, () => takeRandom(16))
  expect(taken.every(({ length }) => length === 16)).toBe(true)
  expect(new Set(taken.map((bytes) => bytes.toString('hex'))).size).toBe(3_000)
  expect(takeRandom(0).length).toBe(0)
  expect(takeRandom(5_000).some((byte) => byte !== 0)).toBe(true)
})

it('gives bytes that whoever asks may change', () => {
  const [one, other] = [takeRandom(8), takeRandom(8)]
  const before = other.toString('hex')
  one.fill(0)
  expect(other.toString('hex')).toBe(before)
})
