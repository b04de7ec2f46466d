import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  hasShape,
  type LinkagePair,
  type LinkagePairDetail,
  type LinkagePairList,
  type LinkageRun,
  type LinkageRunList,
  type Problem,
} from '@isthmus/contract'
import type { TestEntry } from '@isthmus/testbed/test-log'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { AuditEventName } from './audit-log/index.ts'
import {
  type Api,
  kowalski,
  startTestFederation,
  type TestFederation,
  type TestPeer,
  toMapping,
  writeRegister,
} from './test-federation.ts'

let federation: TestFederation
let peer: TestPeer
let operator: Api
let officer: Api

// Each run is a process and a thread or two.
vi.setConfig({ testTimeout: 120_000 })

const runs = '/api/linkage/runs'
const legalBasis = 'LED art. 4(1)(d)'

/** People whose names and births have nothing in common. */
const others = [
  ['Papadopoulou', 'Eleni', '1971-05-14'],
  ['Ferrari', 'Marco', '1983-11-02'],
  ['Okafor', 'Ngozi', '1990-07-23'],
  ['Schneider', 'Ursula', '1955-02-09'],
  ['Diallo', 'Mamadou', '1999-12-30'],
  ['Hoxha', 'Besnik', '1978-08-17'],
].map(([family, given, birth], n) => ({ id: `other-${n}`, family, given, birth }))

beforeAll(async () => {
  federation = await startTestFederation()
  peer = federation.peer('north')
  operator = await peer.as('north-operator')
  officer = await peer.as('north-officer')
  writeRegister(peer.sourceFile, [
    { id: 'north-1', ...kowalski },
    { id: 'north-2', family: 'Kowalsky', given: 'Zbygniew', birth: '1962-03-04' },
    { id: 'north-3', family: 'Ковальский', given: 'Збигнев', birth: '1962-03-04' },
    ...others,
  ])
  await connect('archive-north', 'LED', [
    { id: 'archive-1', family: 'Kowalski', given: 'Zbigniew', birth: '1962-04-03' },
    { id: 'archive-2', family: 'Nobody', given: 'Else', birth: '1950-01-02' },
  ])
  await connect('shelter-north', 'GDPR', [{ id: 'shelter-1', ...kowalski }])
}, 120_000)

afterAll(() => federation?.close())

async function connect(id: string, regime: string, records: object[]): Promise<void> {
  const file = join(peer.folder, 'sources', `${id}.jsonl`)
  writeRegister(file, records)
  const mapping = toMapping('north', regime).replace('register-north', id)
  const answer = await operator('POST', '/api/sources', { connector: { kind: 'json', file }, mapping })
  expect(answer.status).toBe(200)
}

const json = async <Answer>(answer: Response): Promise<Answer> => (await answer.json()) as Answer

async function start(...sources: string[]): Promise<LinkageRun> {
  const answer = await operator('POST', runs, { sources, legalBasis })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return json<LinkageRun>(answer)
}

async function ended(started: LinkageRun): Promise<LinkageRun> {
  for (;;) {
    const { runs: all } = await json<LinkageRunList>(await operator('GET', runs))
    const run = all.find(({ id }) => id === started.id)
    if (run && run.state !== 'running') return run
    await sleep(50)
  }
}

async function pairsOf(run: LinkageRun, query = ''): Promise<LinkagePair[]> {
  const list = await json<LinkagePairList>(await officer('GET', `${runs}/${run.id}/pairs${query}`))
  expect(hasShape('LinkagePairList', list)).toBe(true)
  return list.pairs
}

const references = (pairs: readonly LinkagePair[]): string[] =>
  pairs.map(({ left, right }) => `${left.reference} ${right.reference}`).sort()

/** The latest entry of an event; that of a run's end may come between any two others. */
async function lastEntry(event: AuditEventName): Promise<TestEntry | undefined> {
  const [entry] = await peer.entries({ events: [event], newestFirst: true, limit: 1 })
  return entry
}

it('finds duplicates of one source in three spellings, as one group, and says each step', async () => {
  const run = await ended(await start('register-north'))
  expect(run).toMatchObject({ kind: 'duplicates', state: 'done', persons: [9], clusters: 1 })
  expect(hasShape('LinkageRun', run)).toBe(true)
  expect(run.steps.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'persons',
      'names_buckets',
      'candidates',
      'shortlist',
      'scored',
      'links',
      'clusters',
    ]),
  )
  for (const step of run.steps) expect(step.sentence).toMatch(/^[A-Z].*\.$/)
  const pairs = await pairsOf(run)
  expect(references(pairs)).toEqual(['north-1 north-2', 'north-1 north-3', 'north-2 north-3'])
  expect(new Set(pairs.map(({ cluster }) => cluster)).size).toBe(1)
  expect(JSON.stringify([run, pairs])).not.toMatch(/kowal|Ковал|1962/i)
})

it('finds the links between two sources of one organisation, whoever is named first', async () => {
  const run = await ended(await start('register-north', 'archive-north'))
  expect(run).toMatchObject({
    kind: 'links',
    state: 'done',
    sources: ['archive-north', 'register-north'],
    persons: [2, 9],
  })
  expect(references(await pairsOf(run))).toContain('archive-1 north-1')
})

it('finds no pair of a record with itself where a source holds it twice', async () => {
  const twice = { id: 'archive-3', ...kowalski }
  const file = join(peer.folder, 'sources', 'archive-north.jsonl')
  const before = readFileSync(file, 'utf8')
  writeRegister(file, [twice, twice, { ...twice, id: 'archive-4' }])
  const run = await ended(await start('archive-north'))
  writeFileSync(file, before)
  const pairs = await pairsOf(run)
  expect(new Set(references(pairs))).toEqual(new Set(['archive-3 archive-4']))
  expect(run).toMatchObject({ state: 'done', pairs: pairs.length })
})

it('shows a reviewer both records, read now, and how they compare, and the log knows first', async () => {
  const run = await ended(await start('register-north', 'archive-north'))
  const [pair] = (await pairsOf(run)).filter(({ right }) => right.reference === 'north-1')
  const detail = await json<LinkagePairDetail>(await officer('GET', `/api/linkage/pairs/${pair?.id}`))
  expect(hasShape('LinkagePairDetail', detail)).toBe(true)
  expect(detail.left?.reference).toBe('archive-1')
  expect(detail.right?.claims[0]?.names[0]).toMatchObject({ family: 'Kowalski' })
  const sum = detail.comparisons.reduce((bits, comparison) => bits + comparison.bits, 0)
  expect(detail.score).toBeCloseTo(sum, 2)
  expect(detail.comparisons.find(({ field }) => field === 'birth')).toMatchObject({
    level: 'swapped-day-month',
  })
  expect(await lastEntry('linkage.opened')).toMatchObject({
    actor: expect.objectContaining({ id: 'north-officer' }),
  })
})

it('remembers across runs what was decided: what is different is not shown again', async () => {
  const first = await ended(await start('register-north'))
  const byReferences = async (run: LinkageRun, query: string, wanted: string) =>
    (await pairsOf(run, query)).find(({ left, right }) => `${left.reference} ${right.reference}` === wanted)
  const same = await byReferences(first, '', 'north-1 north-2')
  const different = await byReferences(first, '', 'north-1 north-3')
  const decide = (pair: LinkagePair | undefined, body: object) =>
    officer('POST', `/api/linkage/pairs/${pair?.id}/decision`, body)
  expect(await json<Problem>(await decide(same, { state: 'same' }))).toMatchObject({
    status: 422,
    code: 'REASON_MISSING',
  })
  expect(
    await json<LinkagePair>(await decide(same, { state: 'same', reason: 'one photograph' })),
  ).toMatchObject({
    state: 'same',
    decidedBy: 'north-officer',
    reason: 'one photograph',
  })
  expect((await decide(different, { state: 'different', reason: 'twins' })).status).toBe(200)
  expect(await lastEntry('linkage.decided')).toMatchObject({ outcome: 'done' })

  const second = await ended(await start('register-north'))
  expect(second).toMatchObject({ pairs: 3, same: 1, different: 1, undecided: 1 })
  expect(references(await pairsOf(second))).toEqual(['north-1 north-2', 'north-2 north-3'])
  expect(await pairsOf(second, '?state=all')).toHaveLength(3)
  expect(references(await pairsOf(second, '?state=undecided'))).toEqual(['north-2 north-3'])
  expect(references(await pairsOf(second, '?state=different'))).toEqual(['north-1 north-3'])

  const again = await byReferences(second, '?state=different', 'north-1 north-3')
  expect(await json<LinkagePair>(await decide(again, { state: 'undecided' }))).toMatchObject({
    state: 'undecided',
  })
  expect(references(await pairsOf(first, '?state=undecided'))).toEqual(['north-1 north-3', 'north-2 north-3'])
})

it('refuses what the policy refuses, says who can unblock it, and the log knows', async () => {
  const refused = async (answer: Promise<Response>, code: string): Promise<void> => {
    const problem = await json<Problem>(await answer)
    expect(problem).toMatchObject({ status: 403, refusal: { code, unblock: expect.any(String) } })
    expect(await lastEntry('operation.denied')).toMatchObject({ outcome: 'refused', reason: code })
  }
  const own = { sources: ['register-north'], legalBasis }
  await refused(officer('POST', runs, own), 'LINKAGE_FOR_OPERATORS')
  await refused(
    operator('POST', runs, { sources: ['register-north', 'shelter-north'], legalBasis }),
    'GATE_BETWEEN_REGIMES',
  )
  await refused(operator('POST', runs, { sources: ['shelter-north'], legalBasis }), 'GATE_BETWEEN_REGIMES')
  await refused(operator('POST', runs, { ...own, legalBasis: ' ' }), 'LEGAL_BASIS_MISSING')
  const run = await ended(await start('register-north'))
  const [pair] = await pairsOf(run)
  await refused(operator('GET', `/api/linkage/pairs/${pair?.id}`), 'REVIEW_FOR_CASE_OFFICERS')
  await refused(operator('GET', `${runs}/${run.id}/pairs`), 'REVIEW_FOR_CASE_OFFICERS')
  const dpo = await peer.as('north-dpo')
  expect((await dpo('GET', runs)).status).toBe(200)
})

it('knows no source of another peer, no pair and no run that is not there', async () => {
  const codeOf = async (answer: Promise<Response>): Promise<string | undefined> =>
    (await json<Problem>(await answer)).code
  expect(await codeOf(operator('POST', runs, { sources: ['register-south'], legalBasis }))).toBe(
    'SOURCE_NOT_FOUND',
  )
  for (const id of ['p999999', 'r1', 'x', '1'])
    expect(await codeOf(officer('GET', `/api/linkage/pairs/${id}`))).toBe('PAIR_NOT_FOUND')
  for (const id of ['r999999', 'p1', 'r1-1'])
    expect(await codeOf(officer('GET', `${runs}/${id}/pairs`))).toBe('RUN_NOT_FOUND')
  expect(await codeOf(operator('DELETE', `${runs}/r999999`, {}))).toBe('RUN_NOT_FOUND')
})

it('of two runs at once one is refused; one that another operator cancels says so and leaves nothing', async () => {
  writeRegister(join(peer.folder, 'sources', 'archive-north.jsonl'), manyPersons(30_000))
  const started = await start('archive-north')
  for (const source of ['archive-north', 'register-north']) {
    const second = await operator('POST', runs, { sources: [source], legalBasis })
    expect(await json<Problem>(second)).toMatchObject({ status: 409, code: 'RUN_ALREADY_RUNNING' })
  }
  await spillFolder(started)
  const deputy = await peer.as('north-deputy')
  const cancelled = await json<LinkageRun>(await deputy('DELETE', `${runs}/${started.id}`, {}))
  expect(cancelled).toMatchObject({ state: 'cancelled', pairs: 0 })
  expect(existsSync(join(peer.folder, 'linkage', started.id))).toBe(false)
  const byDeputy = { actor: expect.objectContaining({ id: 'north-deputy' }) }
  expect(await lastEntry('linkage.cancelled')).toMatchObject({ outcome: 'done', ...byDeputy })
  expect(await lastEntry('linkage.ended')).toMatchObject({
    outcome: 'failed',
    reason: 'CANCELLED',
    ...byDeputy,
  })
  expect(await json<Problem>(await operator('DELETE', `${runs}/${started.id}`, {}))).toMatchObject({
    code: 'RUN_NOT_RUNNING',
  })
})

it('a run that has lost its process is closed by whoever cancels it', async () => {
  const [lost] = await peer.database.query<{ id: bigint }>(
    `insert into linkage.run (sources, state, legal_basis, started_by, started_at)
     values ('{archive-north}', 'running', $1, 'north-operator', now()) returning id`,
    [legalBasis],
  )
  const closed = await operator('DELETE', `${runs}/r${lost?.id}`, {})
  expect(await json<LinkageRun>(closed)).toMatchObject({ state: 'interrupted', fault: expect.any(String) })
  expect(await lastEntry('linkage.ended')).toMatchObject({ outcome: 'failed', reason: 'INTERRUPTED' })
})

it('a run whose process is killed is interrupted and its folder goes; the next start sweeps what is left', async () => {
  const started = await start('archive-north')
  await spillFolder(started)
  process.kill(processOf(started.id), 'SIGKILL')
  expect(await ended(started)).toMatchObject({ state: 'interrupted', pairs: 0, fault: expect.any(String) })
  expect(existsSync(join(peer.folder, 'linkage', started.id))).toBe(false)
  mkdirSync(join(peer.folder, 'linkage', 'r0'), { recursive: true })
  writeFileSync(join(peer.folder, 'linkage', 'r0', 'left.tmp'), 'x')
  const running = await start('archive-north')
  await peer.stop()
  await peer.start()
  expect(existsSync(join(peer.folder, 'linkage'))).toBe(false)
  operator = await peer.as('north-operator')
  expect(await ended(running)).toMatchObject({ state: 'interrupted' })
})

function manyPersons(count: number): object[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `many-${n}`,
    family: `Fam${letters(n * 7919)}`,
    given: `Giv${letters(n * 104_729)}`,
    birth: `19${10 + (n % 80)}-0${1 + (n % 9)}-1${n % 9}`,
  }))
}

const letters = (n: number): string =>
  [0, 5, 10].map((shift) => String.fromCharCode(97 + ((n >> shift) % 26))).join('')

/** Waits until the run has made its folder, which nobody else may read. */
async function spillFolder({ id }: LinkageRun): Promise<void> {
  for (let tries = 0; tries < 400 && !existsSync(join(peer.folder, 'linkage', id)); tries += 1)
    await sleep(25)
  expect(existsSync(join(peer.folder, 'linkage', id))).toBe(true)
}

/** The process of a run, found by its arguments: only what this test has started. */
function processOf(runId: string): number {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const [, ...words] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      const parent = /\) \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]
      const isRun = words.some((word) => word.endsWith('linkage-run.ts')) && words.includes(runId.slice(1))
      if (isRun && parent === String(process.pid)) return Number(pid)
    } catch {
      // It ended while it was looked at.
    }
  }
  throw new RangeError(`run ${runId} has no process`)
}
