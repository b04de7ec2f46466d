import { randomBytes } from 'node:crypto'
import type { Envelope } from '@isthmus/contract'
import { expect, it } from 'vitest'
import { ReplayGuard } from './replay-guard.ts'

const start = Date.parse('2026-11-23T12:00:00Z')

function guardAt(mostNonces?: number): { guard: ReplayGuard; at: (ms: number) => void } {
  let now = start
  const guard = new ReplayGuard(() => new Date(now), mostNonces)
  const at = (ms: number): void => {
    now = start + ms
  }
  return { guard, at }
}

function message(change: Partial<Envelope> & { createdMs?: number } = {}): Envelope {
  const created = start + (change.createdMs ?? 0)
  return {
    version: 1,
    kind: 'search.ask',
    from: 'north',
    to: 'south',
    correlationId: 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6',
    sequence: 0,
    createdAt: new Date(created).toISOString(),
    expiresAt: new Date(created + 60_000).toISOString(),
    nonce: randomBytes(16).toString('base64url'),
    sealed: '',
    signature: '',
    ...change,
  }
}

it('lets a nonce pass once, and the same nonce of another sender too', () => {
  const { guard } = guardAt()
  const one = message()
  expect(guard.isReplay(one)).toBe(false)
  expect(guard.isReplay(one)).toBe(true)
  expect(guard.isReplay({ ...one, from: 'west' })).toBe(false)
})

it('refuses what was created before this peer started, beyond the tolerated skew', () => {
  const { guard } = guardAt()
  expect(guard.isReplay(message({ createdMs: -119_000 }))).toBe(false)
  expect(guard.isReplay(message({ createdMs: -121_000 }))).toBe(true)
})

it('forgets a nonce when its message has expired, and not before', () => {
  const { guard, at } = guardAt(2)
  expect(guard.isReplay(message())).toBe(false)
  expect(guard.isReplay(message())).toBe(false)
  at(179_000)
  expect(guard.isReplay(message({ createdMs: 179_000 })), 'still full').toBe(true)
  at(181_000)
  expect(guard.isReplay(message({ createdMs: 181_000 })), 'room again').toBe(false)
})

it('remembers no more nonces of one sender than it has room for, and others are not held up', () => {
  const { guard } = guardAt(3)
  const passed = Array.from({ length: 10 }, () => guard.isReplay(message())).filter((isReplay) => !isReplay)
  expect(passed).toHaveLength(3)
  expect(guard.isReplay(message({ from: 'west' }))).toBe(false)
})

it('refuses a date that no calendar has: its nonce would be forgotten at once', () => {
  const { guard } = guardAt()
  expect(guard.isReplay(message({ expiresAt: '2026-11-23T12:59:60Z' }))).toBe(true)
  expect(guard.isReplay(message({ createdAt: '2026-11-23T12:59:60Z' }))).toBe(true)
})
