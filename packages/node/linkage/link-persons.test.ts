import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LinkageStep } from '@isthmus/contract'
import { readHoldings } from '@isthmus/testbed/truth'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { FeedPlace } from './feed.ts'
import { type LinkageParts, type LinkedPair, linkPersons } from './link-persons.ts'
import { toTestFeed, toTestPerson } from './test-feed.ts'

// Each run starts threads.
vi.setConfig({ testTimeout: 60_000 })

let home: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'isthmus-linkage-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

async function link(feeds: LinkageParts['feeds'], more: Partial<LinkageParts> = {}) {
  const steps: LinkageStep[] = []
  const linkage = await linkPersons({
    feeds,
    folder: join(home, 'run'),
    threads: 2,
    memoryMb: 1024,
    signal: new AbortController().signal,
    onStep: (step) => steps.push(step),
    ...more,
  })
  return { ...linkage, pairs: [...linkage.pairs], steps }
}

const namesOf = (pairs: readonly LinkedPair[]): string[] =>
  pairs.map(({ left, right }) => `${left.reference} ${right.reference}`).sort()

const fillers = [
  ['Eleni Papadopoulou', '1971-05-14'],
  ['Marco Ferrari', '1983-11-02'],
  ['Ngozi Okafor', '1990-07-23'],
  ['Ursula Schneider', '1955-02-09'],
  ['Mamadou Diallo', '1999-12-30'],
].map(([name = '', birth], n) => toTestPerson(`f${n}`, name, birth))

const left = [
  ...fillers,
  toTestPerson('a1', 'Zbigniew Kowalski', '1962-03-04'),
  toTestPerson('a2', 'Ольга Васильева', '1980-01-17'),
]
const right = [
  toTestPerson('b1', 'Kowalsky Zbigniew', '1962-03-04'),
  toTestPerson('b2', 'Olga Vasilyeva', '1980-01-17'),
  toTestPerson('b3', 'Besnik Hoxha', '1978-08-17'),
]

test('two sources are linked across spelling, order and script, with locators and groups', async () => {
  const found = await link([toTestFeed({ persons: left }), toTestFeed({ persons: right })])
  expect(namesOf(found.pairs)).toEqual(['a1 b1', 'a2 b2'])
  expect(found).toMatchObject({
    persons: [7, 3],
    sourceStates: ['s1', 's1'],
    count: 2,
    omitted: 0,
    clusters: 2,
  })
  expect(found.pairs.map(({ left: { locator } }) => locator).sort()).toEqual(['at a1', 'at a2'])
  expect(new Set(found.pairs.map(({ cluster }) => cluster)).size).toBe(2)
})

test('duplicates of one source come once each, and never with themselves', async () => {
  const found = await link([toTestFeed({ persons: [...left, ...right] })])
  expect(namesOf(found.pairs)).toEqual(['a1 b1', 'a2 b2'])
  expect(found.persons).toEqual([10])
})

test('every step has a name, a sentence, rows and time, and nothing of a record', async () => {
  const { steps } = await link([toTestFeed({ persons: left }), toTestFeed({ persons: right })])
  expect(steps.map(({ name }) => name)).toEqual([
    'persons',
    ...['names_buckets', 'names_limit', 'names_pairs', 'left_dated', 'right_dated'],
    ...['dates_buckets', 'dates_limit', 'dates_pairs', 'candidates', 'shortlist_limit', 'shortlist'],
    ...['model', 'scored', 'rivals', 'links', 'clusters'],
  ])
  for (const { sentence, rowsIn, rowsOut, ms } of steps) {
    expect(sentence).toMatch(/^[A-Z].{20,}\.$/)
    expect(Math.min(rowsIn, rowsOut, ms)).toBeGreaterThanOrEqual(0)
  }
  expect(steps.filter(({ sql }) => sql).length).toBeGreaterThan(10)
  expect(JSON.stringify(steps)).not.toMatch(/kowal|olga|1962-03/i)
})

test('what was judged speaks louder than the score when groups are made', async () => {
  const feeds = [toTestFeed({ persons: [...left, ...right] })] as const
  const decided = (one: string, other: string) =>
    [one, other].sort().join() === 'a1,b1' ? ('different' as const) : undefined
  const found = await link(feeds, { decided })
  expect(found.clusters).toBe(1)
  expect(found.pairs.find((pair) => namesOf([pair])[0] === 'a1 b1')?.cluster).toBeUndefined()
})

test('two records that were judged different are in one group with nobody between them either', async () => {
  const third = toTestPerson('c1', 'Kowalski Zbigniew', '1962-03-04')
  const decided = (one: string, other: string) =>
    [one, other].sort().join() === 'a1,b1' ? ('different' as const) : undefined
  const found = await link([toTestFeed({ persons: [...left, ...right, third] })], { decided })
  const together = namesOf(found.pairs.filter(({ cluster }) => cluster !== undefined))
  expect(together.filter((pair) => pair.includes('1'))).toHaveLength(1)
  expect(together).not.toContain('a1 b1')
})

test('empty sources, and persons without a usable name, have no pairs', async () => {
  expect(await link([toTestFeed({ persons: [] })])).toMatchObject({ count: 0, persons: [0] })
  const odd = ['', '💣', '\u202e', '...', 'x'.repeat(500)].map((name, n) => toTestPerson(`o${n}`, name))
  expect(await link([toTestFeed({ persons: odd }), toTestFeed({ persons: right })])).toMatchObject({
    count: 0,
  })
})

test('a source that fails says its kind of fault and no value, and leaves nothing behind', async () => {
  const feeds = [toTestFeed({ persons: left }), toTestFeed({ fault: 'Kowalski' })] as const
  const fault = await link(feeds).catch((cause: unknown) => cause)
  expect(fault).toMatchObject({ code: 'STEP_FAILED', message: 'an unforeseen fault (TypeError)' })
  expect(readdirSync(home)).toEqual([])
})

test('when one side fails, a run whose other side never ends still ends', async () => {
  const feeds = [toTestFeed({ endless: true }), toTestFeed({ fault: 'Kowalski' })] as const
  await expect(link(feeds)).rejects.toMatchObject({ code: 'STEP_FAILED' })
  expect(readdirSync(home)).toEqual([])
})

test('a run that is cancelled ends with the reason, and its folder was its own', async () => {
  const cancel = new AbortController()
  const folder = join(home, 'run')
  let mode = 0
  const onProgress = (): void => {
    mode = statSync(folder).mode & 0o777
    setTimeout(() => cancel.abort(new RangeError('enough')), 100)
  }
  const feeds: readonly [FeedPlace] = [toTestFeed({ endless: true })]
  await expect(link(feeds, { signal: cancel.signal, onProgress })).rejects.toThrow('enough')
  expect(mode).toBe(0o700)
  expect(existsSync(folder)).toBe(false)
})

test('the UN list and the British list of the demonstration find whom analysts found on both', {
  timeout: 240_000,
}, async () => {
  const found = await link([toTestFeed({ list: 'un-sc' }), toTestFeed({ list: 'uk-sanctions' })])
  const truth = new Set<string>()
  for (const holdings of await readHoldings()) {
    const of = (id: string) => holdings.filter(({ sourceId }) => sourceId === id)
    for (const un of of('un-sc'))
      for (const uk of of('uk-sanctions')) truth.add(`${un.person.reference} ${uk.person.reference}`)
  }
  expect(truth.size).toBeGreaterThan(300)
  const all = new Set(namesOf(found.pairs))
  const likely = namesOf(found.pairs.filter(({ band }) => band !== 'possible'))
  const right = likely.filter((pair) => truth.has(pair)).length
  expect([...truth].filter((pair) => all.has(pair)).length / truth.size).toBeGreaterThan(0.98)
  expect(right / truth.size).toBeGreaterThan(0.97)
  expect(right / likely.length).toBeGreaterThan(0.95)
})
