import type { LinkagePair, LinkageRun } from '@isthmus/contract'
import { expect, test } from 'vitest'
import { openTestApi, runIsthmus } from './test-api.ts'

const api = await openTestApi()

const run: LinkageRun = {
  ...{
    id: 'r7',
    kind: 'links',
    sources: ['archive', 'register'],
    state: 'done',
    legalBasis: 'LED art. 4(1)(d)',
  },
  ...{
    startedAt: '2026-01-01T00:00:00Z',
    persons: [2, 43],
    pairs: 3,
    clusters: 1,
    undecided: 1,
    same: 1,
    different: 1,
  },
  steps: [
    { name: 'persons', sentence: 'Reads every record.', rowsIn: 45, rowsOut: 200, ms: 1200 },
    {
      name: 'names_pairs',
      sentence: 'Pairs those who share a name.',
      sql: 'create table x as\nselect 1',
      rowsIn: 200,
      rowsOut: 9,
      ms: 10,
    },
  ],
}

const pair: LinkagePair = {
  ...{
    id: 'p1',
    runId: 'r7',
    score: 24.5,
    probability: 0.99,
    band: 'strong',
    cluster: 1,
    state: 'undecided',
  },
  left: { source: 'archive', reference: 'A-1' },
  right: { source: 'register', reference: '\u001b[31mR-1' },
}

test('a run is started with its legal basis, and comes back at once', async () => {
  api.play('POST /api/linkage/runs', () => ({ ...run, state: 'running', steps: [] }))
  const started = await runIsthmus(api, [
    'linkage',
    'run',
    'register',
    'archive',
    '--legal-basis',
    'LED art. 4(1)(d)',
  ])
  expect([started.code, started.out]).toEqual([0, expect.stringContaining('run r7: running')])
  expect(api.questions[0]?.body).toEqual({ sources: ['register', 'archive'], legalBasis: 'LED art. 4(1)(d)' })
})

test('a run without its legal basis is not asked for', async () => {
  expect((await runIsthmus(api, ['linkage', 'run', 'register'])).code).toBe(2)
  expect(api.questions).toEqual([])
})

test('a run that is explained is waited for, and shows each step with its SQL, rows and time', async () => {
  api.play('POST /api/linkage/runs', () => ({ ...run, state: 'running', steps: [] }))
  api.play('GET /api/linkage/runs', () => ({ runs: [run] }))
  const { code, out } = await runIsthmus(api, ['linkage', 'run', 'a1', '--legal-basis', 'x', '--explain'])
  expect(code).toBe(0)
  expect(out).toContain('1. persons  45 rows in, 200 out, 1.20 s\n   Reads every record.')
  expect(out).toContain('     create table x as\n     select 1')
  api.play('GET /api/linkage/runs', () => ({ runs: [{ ...run, state: 'failed', fault: 'no memory' }] }))
  expect((await runIsthmus(api, ['linkage', 'run', 'a1', '--legal-basis', 'x', '--wait'])).code).toBe(5)
})

test('runs are a table, one run shows its steps, and an unknown one is a fault of usage', async () => {
  api.play('GET /api/linkage/runs', () => ({ runs: [run] }))
  expect((await runIsthmus(api, ['linkage', 'list'])).out).toMatch(/r7 +archive \+ register +done/)
  expect((await runIsthmus(api, ['linkage', 'list', 'r7'])).out).toContain('2. names_pairs')
  expect((await runIsthmus(api, ['linkage', 'list', 'r8'])).code).toBe(2)
})

test('pairs are shown by their references, without what could command the terminal', async () => {
  api.play('GET /api/linkage/runs/r7/pairs?state=same', () => ({ run, pairs: [pair], next: '50' }))
  const shown = await runIsthmus(api, ['linkage', 'pairs', 'r7', '--state', 'same'])
  expect(shown.out).toMatch(/p1 +archive A-1 +register .*R-1 +24\.50 +strong/)
  expect(shown.out).not.toContain('\u001b')
  expect(shown.err).toContain('--after 50')
  api.play('GET /api/linkage/runs/r7/pairs?after=50', () => ({ run, pairs: [] }))
  expect((await runIsthmus(api, ['linkage', 'pairs', 'r7', '--after', '50'])).code).toBe(1)
})

test('a decision carries its reason, and only the three states are taken', async () => {
  api.play('POST /api/linkage/pairs/p1/decision', () => ({ ...pair, state: 'different' }))
  const decided = await runIsthmus(api, ['linkage', 'decide', 'p1', 'different', '--reason', 'twins'])
  expect([decided.code, decided.out]).toEqual([0, 'Pair p1 is different.\n'])
  expect(api.questions[0]?.body).toEqual({ state: 'different', reason: 'twins' })
  expect((await runIsthmus(api, ['linkage', 'decide', 'p1', 'maybe'])).code).toBe(2)
})

test('a run is cancelled by its id', async () => {
  api.play('DELETE /api/linkage/runs/r7', () => ({ ...run, state: 'cancelled' }))
  expect((await runIsthmus(api, ['linkage', 'cancel', 'r7'])).out).toContain('run r7: cancelled')
})
