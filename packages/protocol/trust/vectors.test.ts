import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findCode } from '@isthmus/testbed/fault-of'
import { expect, it } from 'vitest'
import { TrustListError, verifyPinned, verifyTrustList } from './index.ts'
import { first } from './test-lists.ts'
import { makeTrustVectors, type TrustVector } from './test-vectors.ts'

const file = join(import.meta.dirname, '../../../vectors/trust/trust-lists.json')

if (process.env.ISTHMUS_WRITE_VECTORS) {
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, `${JSON.stringify(await makeTrustVectors(), null, 2)}\n`)
}

const vectors: TrustVector[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []

it('the vectors are those that this code would make', async () => {
  expect(vectors).toEqual(await makeTrustVectors())
})

it.each(vectors)('$name: $expected', ({ text, previous, pinned, now, graceMs, expected }) => {
  const anchor =
    previous === undefined
      ? { pinned: pinned ?? first.operators }
      : { previous: verifyPinned(previous, first.operators) }
  const time = { now: new Date(now), ...(graceMs === undefined ? {} : { graceMs }) }
  expect(codeOf(() => verifyTrustList(text, anchor, time))).toBe(expected)
})

it('names every code that a verifier of lists may give', () => {
  const codes = new Set(vectors.map(({ expected }) => expected))
  expect([...codes].sort()).toEqual([
    'TRUST_LIST_EXPIRED',
    'TRUST_LIST_FORKED',
    'TRUST_LIST_FROM_THE_FUTURE',
    'TRUST_LIST_GAP',
    'TRUST_LIST_OTHER_FEDERATION',
    'TRUST_LIST_QUORUM_MISSED',
    'TRUST_LIST_REVOCATION_UNDONE',
    'TRUST_LIST_ROLLED_BACK',
    'TRUST_LIST_SIGNATURE_WRONG',
    'TRUST_LIST_UNREADABLE',
    'accepted',
  ])
})

function codeOf(act: () => unknown): string {
  return findCode(TrustListError, act) ?? 'accepted'
}
