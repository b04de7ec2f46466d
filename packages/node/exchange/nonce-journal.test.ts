import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SeenSignature } from '@isthmus/protocol/http-signature'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NonceJournal } from './nonce-journal.ts'
import { ReplayGuard } from './replay-guard.ts'

const start = Date.parse('2026-11-23T12:00:00Z')
const minuteMs = 60_000

let folder: string
let now: number

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'isthmus-nonces-')), 'replay-guard')
  now = start
})

afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const openJournal = (bootId = 'boot 1') => new NonceJournal({ folder, now: new Date(now), bootId })

/** A process that starts now. */
const startGuard = (journal = openJournal()) => new ReplayGuard(() => new Date(now), { journal })

function signature(change: Partial<SeenSignature> = {}): SeenSignature {
  const nonce = randomBytes(16).toString('base64url')
  return { from: 'north', nonce, createdAt: now, expiresAt: now + minuteMs, ...change }
}

describe('a process that starts after another one was killed', () => {
  it('knows every nonce that the other one has accepted, until it has expired', () => {
    const seen = Array.from({ length: 500 }, () => signature())
    const before = startGuard()
    for (const one of seen) expect(before.isReplay(one)).toBe(false)
    now += 1_000
    const after = startGuard()
    expect(seen.map((one) => after.isReplay(one))).not.toContain(false)
    now += 2 * minuteMs
    expect(startGuard().isReplay(seen[0] ?? signature())).toBe(true)
  })

  it('takes at once what was signed while it was down, also by a clock that is behind', () => {
    startGuard().isReplay(signature())
    now += 1_000
    const after = startGuard()
    expect(after.isReplay(signature({ createdAt: now - 119_000 }))).toBe(false)
  })

  it('knows what a clock that ran ahead had signed, whichever file it lies in', () => {
    const times = [0, 3, 6, 9, 12, 15, 18, 21].map((minutes) => start + minutes * minuteMs)
    for (const at of times) {
      now = at
      const ahead = signature({ createdAt: at + 2 * minuteMs, expiresAt: at + 7 * minuteMs })
      expect(startGuard().isReplay(ahead)).toBe(false)
      now = at + 9 * minuteMs
      expect(startGuard().isReplay(ahead), 'until its end').toBe(true)
    }
    expect(readdirSync(folder).filter((name) => name.endsWith('.seen')).length).toBeLessThanOrEqual(3)
  })

  it('does not confuse senders, nor a sender with a part of a nonce', () => {
    const one = signature({ from: 'north', nonce: 'west-aaaaaaaaaaaaaaaaa' })
    startGuard().isReplay(one)
    const after = startGuard()
    expect(after.isReplay({ ...one, from: 'west' })).toBe(false)
    expect(after.isReplay(one)).toBe(true)
  })

  it('reads past a record that was cut off, and past bytes of any kind', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        rmSync(folder, { recursive: true, force: true })
        const one = signature()
        startGuard().isReplay(one)
        const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.seen'))
        appendFileSync(join(folder, file), bytes)
        const after = startGuard()
        expect(after.isReplay(one)).toBe(true)
        expect(after.isReplay(signature())).toBe(false)
      }),
      { numRuns: 50 },
    )
  })
})

describe('a process that starts after the machine died', () => {
  it('believes nothing that may have been seen: what was created within two minutes after the start', () => {
    startGuard().isReplay(signature())
    const after = startGuard(openJournal('boot 2'))
    expect(after.isReplay(signature({ createdAt: start + 119_000 }))).toBe(true)
    now += 2 * minuteMs
    expect(after.isReplay(signature())).toBe(false)
  })

  it('goes on at once when the other one was stopped in order', () => {
    const journal = openJournal()
    const one = signature()
    new ReplayGuard(() => new Date(now), { journal }).isReplay(one)
    journal.close()
    const after = startGuard(openJournal('boot 2'))
    expect(after.isReplay(one)).toBe(true)
    expect(after.isReplay(signature())).toBe(false)
  })
})

describe('the files', () => {
  it('are readable for their owner alone, and say nothing of who has asked', () => {
    startGuard().isReplay(signature({ from: 'north-coast-guard' }))
    for (const name of readdirSync(folder)) {
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
      expect(readFileSync(join(folder, name), 'latin1')).not.toContain('north')
    }
  })

  it('that cannot be written to let nothing be believed', () => {
    rmSync(folder, { recursive: true, force: true })
    const guard = startGuard()
    rmSync(folder, { recursive: true, force: true })
    writeFileSync(folder, 'no folder')
    const one = signature()
    expect(() => guard.isReplay(one)).toThrow(expect.objectContaining({ code: 'STORE_FAILED' }))
  })
})
