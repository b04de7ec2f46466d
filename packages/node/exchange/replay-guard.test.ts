import { randomBytes } from 'node:crypto'
import type { SeenSignature } from '@isthmus/protocol/http-signature'
import { expect, it } from 'vitest'
import { ReplayGuard } from './replay-guard.ts'

const start = Date.parse('2026-11-23T12:00:00Z')

function guardAt(mostNonces?: number): { guard: ReplayGuard; at: (ms: number) => void } {
  let now = start
  const guard = new ReplayGuard(() => new Date(now), mostNonces === undefined ? {} : { mostNonces })
  const at = (ms: number): void => {
    now = start + ms
  }
  return { guard, at }
}

function signature(change: Partial<SeenSignature> & { createdMs?: number } = {}): SeenSignature {
  const { createdMs = 0, ...rest } = change
  return {
    from: 'north',
    nonce: randomBytes(16).toString('base64url'),
    createdAt: start + createdMs,
    expiresAt: start + createdMs + 60_000,
    ...rest,
  }
}

it('lets a nonce pass once, and the same nonce of another sender too', () => {
  const { guard } = guardAt()
  const one = signature()
  expect(guard.isReplay(one)).toBe(false)
  expect(guard.isReplay(one)).toBe(true)
  expect(guard.isReplay({ ...one, from: 'west' })).toBe(false)
})

it('refuses what was created before this peer started where nothing is known of before, beyond the tolerated skew', () => {
  const { guard } = guardAt()
  expect(guard.isReplay(signature({ createdMs: -119_000 }))).toBe(false)
  expect(guard.isReplay(signature({ createdMs: -121_000 }))).toBe(true)
})

it('forgets a nonce when its signature has expired, and not before', () => {
  const { guard, at } = guardAt(2)
  expect(guard.isReplay(signature())).toBe(false)
  expect(guard.isReplay(signature())).toBe(false)
  at(179_000)
  expect(guard.isReplay(signature({ createdMs: 179_000 })), 'still full').toBe(true)
  at(181_000)
  expect(guard.isReplay(signature({ createdMs: 181_000 })), 'room again').toBe(false)
})

it('remembers no more nonces of one sender than it has room for, and others are not held up', () => {
  const { guard } = guardAt(3)
  const passed = Array.from({ length: 10 }, () => guard.isReplay(signature())).filter((isReplay) => !isReplay)
  expect(passed).toHaveLength(3)
  expect(guard.isReplay(signature({ from: 'west' }))).toBe(false)
})

it('refuses a time that is none: its nonce would be forgotten at once', () => {
  const { guard } = guardAt()
  expect(guard.isReplay(signature({ expiresAt: Number.NaN }))).toBe(true)
  expect(guard.isReplay(signature({ createdAt: Number.NaN }))).toBe(true)
})
