import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Catalogue, IncidentList, SearchHistory, SearchRequest, SourceState } from '@isthmus/contract'
import { explain } from '@isthmus/protocol/score'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPlan } from './demo/plan.ts'
import type { RunningPeer } from './federation.ts'
import { askAs, signInAs } from './peer-api.ts'
import { startTestFederation, type TestFederation } from './test-federation.ts'
import { type Holding, readHoldings } from './truth.ts'

const stated = {
  purpose: 'criminal-investigation',
  legalBasis: 'Directive (EU) 2023/977, art. 4',
  caseReference: 'TEST-1',
} as const

let federation: TestFederation

beforeAll(async () => {
  federation = await startTestFederation()
}, 180_000)

afterAll(() => federation?.stop(), 30_000)

type Outcome = { correlationId: string; states: Map<string, SourceState>; tookMs: number }

async function ask(
  peerId: string,
  officer: string,
  request: Partial<SearchRequest> & Pick<SearchRequest, 'subject'>,
): Promise<Outcome> {
  const question = await askAs(federation.getPeer(peerId), officer)
  const outcome: Outcome = { correlationId: '', states: new Map(), tookMs: 0 }
  for await (const event of question({ ...stated, ...request })) {
    if (event.event === 'asked') outcome.correlationId = event.correlationId
    if (event.event === 'answer') outcome.states.set(event.answer.sourceId, event.answer)
    if (event.event === 'done') outcome.tookMs = event.tookMs
  }
  return outcome
}

async function rowsOf(
  running: RunningPeer,
  sql: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: running.databaseUrl })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

/** The first record's spelling, and its date of birth. One word alone cannot be asked of a source without dates. */
function questionFor(holdings: readonly Holding[]): SearchRequest['subject'] {
  const { names = [], births = [] } = holdings[0]?.person.claims[0] ?? {}
  const spellings = names.map(
    ({ full, given, middle, family }) => full ?? [given, middle, family].filter(Boolean).join(' '),
  )
  const full = spellings.find((spelling) => spelling.trim().includes(' ')) ?? ''
  return { full, ...(births[0] ? { birth: births[0] } : {}) }
}

function isthmus(...given: string[]): Promise<{ exitCode: number; output: string }> {
  const program = join(import.meta.dirname, '../cli/main.ts')
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...given],
      { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
      (fault, stdout, stderr) => {
        const exitCode = fault && typeof fault.code === 'number' ? fault.code : 0
        resolve({ exitCode, output: stdout + stderr })
      },
    )
  })
}

describe('the federation of five processes', () => {
  it('has seven sources behind four kinds of connector, all answering', async () => {
    const api = await signInAs(federation.getPeer('national-authority'), 'eleni-markou')
    const listSources = async () =>
      (await api<Catalogue>('GET', '/api/catalogue')).peers.flatMap((peer) => peer.sources)
    // A peer may still tell for a moment what another one told it before its last run ended.
    await expect
      .poll(async () => (await listSources()).filter(({ state }) => state !== 'answering'), {
        timeout: 20_000,
      })
      .toEqual([])
    const sources = await listSources()
    expect(new Set(federation.peers.map(({ process }) => process.pid)).size).toBe(5)
    expect(sources.map(({ id }) => id).sort()).toEqual([
      'ca-sema',
      'eu-fsf',
      'uk-conlist',
      'uk-sanctions',
      'un-sc',
      'us-consolidated',
      'us-sdn',
    ])
    expect(new Set(sources.map(({ kind }) => kind))).toEqual(new Set(['xml', 'postgres', 'csv', 'sqlite']))
    for (const source of sources) expect(source.persons, source.id).toBeGreaterThan(40)
  })

  it('finds every list that holds a person, under the spelling of one of them', async () => {
    const clusters = (await readHoldings()).slice(0, 12)
    expect(clusters.at(-1)?.length).toBeGreaterThanOrEqual(5)
    for (const holdings of clusters) {
      const { states } = await ask('eu-body', 'luca-ferri', { subject: questionFor(holdings) })
      for (const { sourceId, person } of holdings) {
        const references = states.get(sourceId)?.hits.map(({ reference }) => reference)
        expect(references, `${sourceId} ${person.reference}`).toContain(person.reference)
      }
    }
  })

  it('finds a person whose name is written in another script, and says why', async () => {
    const { states } = await ask('national-authority', 'eleni-markou', {
      subject: { full: 'Λουκασένκο Αλεξάντερ', birth: '1954' },
    })
    const hit = states.get('eu-fsf')?.hits[0]
    expect(hit?.reference).toBe('EU.5971.83')
    expect(states.get('ca-sema')?.hits.map(({ reference }) => reference)).toContain('Belarus|1, Part 1|8')
    const sum = hit?.comparisons.reduce((bits, comparison) => bits + comparison.bits, 0) ?? Number.NaN
    expect(Math.abs(sum - (hit?.score ?? 0))).toBeLessThan(0.01)
    expect(explain(hit?.comparisons ?? [])).toMatch(/[a-z]/)
  })

  it('keeps an entry on both sides under one correlation id, and the searched values nowhere', async () => {
    const { correlationId } = await ask('national-authority', 'eleni-markou', {
      subject: { family: 'Qzxwvutsrq', given: 'Ponmlkjihg', birth: '1911-11-11' },
    })
    for (const running of federation.peers) {
      const entries = await rowsOf(
        running,
        'select * from audit_log.entry where correlation_id = $1 order by index',
        [correlationId],
      )
      const events = entries.map(({ event }) => event)
      if (running.id === 'national-authority') expect(events[0]).toBe('search.asked')
      expect(events, running.id).toContain('search.answered')
      expect(JSON.stringify(entries)).not.toMatch(/Qzxwvutsrq|Ponmlkjihg|1911-11-11/i)
      expect(readFileSync(join(running.folder, 'peer.log'), 'utf8')).not.toMatch(/Qzxwvutsrq|Ponmlkjihg/i)
    }
    const api = await signInAs(federation.getPeer('national-authority'), 'eleni-markou')
    const history = await api<SearchHistory>('GET', '/api/searches')
    expect(history.searches[0]).toMatchObject({
      correlationId,
      caseReference: 'TEST-1',
      states: { 'no-hit': 7 },
    })
  })

  it('refuses an NGO the sources of the other legal world, says who can unblock it, and logs the refusal', async () => {
    const { states, correlationId } = await ask('international-body', 'amira-haddad', {
      subject: { full: 'Λουκασένκο Αλεξάντερ' },
      purpose: 'missing-person',
      legalBasis: 'Regulation (EU) 2016/679, art. 6(1)(d)',
    })
    expect([...states.values()].map(({ state }) => state)).toEqual(Array(7).fill('refused'))
    for (const { refusal, hits } of states.values()) {
      expect(refusal?.code).toBe('GATE_BETWEEN_REGIMES')
      expect(refusal?.unblock).toMatch(/data-protection officer/)
      expect(hits).toEqual([])
    }
    const denied = await rowsOf(
      federation.getPeer('eu-body'),
      `select event from audit_log.entry where correlation_id = $1 and event = 'search.denied'`,
      [correlationId],
    )
    expect(denied).toEqual([{ event: 'search.denied' }])
  })

  it('shows the sources of a killed peer as unreachable, delays nobody, and has them back after its restart', async () => {
    const killed = federation.getPeer('liaison-north')
    killed.process.kill()
    await killed.process.ended
    const withoutIt = await ask('eu-body', 'luca-ferri', {
      subject: { full: 'Germain Katanga', birth: '1978' },
    })
    expect(withoutIt.states.get('ca-sema')).toMatchObject({
      state: 'unreachable',
      fault: 'PEER_UNREACHABLE',
    })
    expect(withoutIt.states.get('un-sc')?.state).toBe('hit')
    expect(withoutIt.tookMs).toBeLessThan(5_000)
    await federation.restart('liaison-north')
    await sleep(100)
    const back = await ask('eu-body', 'luca-ferri', { subject: { full: 'Germain Katanga', birth: '1978' } })
    expect(back.states.get('ca-sema')?.state).toMatch(/^(no-)?hit$/)
  })

  it('is asked from the command line, with exit codes that scripts can tell apart', async () => {
    const { url } = federation.getPeer('national-authority')
    const reason = [
      '--purpose',
      'criminal-investigation',
      '--legal-basis',
      'Directive (EU) 2023/977, art. 4',
      '--case',
      'TEST-2',
    ]
    const officer = ['--peer', url, '--as', 'eleni-markou']
    const hit = await isthmus(
      'search',
      ...officer,
      '--name',
      'Germain Katanga',
      '--birth',
      '1978',
      ...reason,
      '--json',
    )
    expect(hit.exitCode).toBe(0)
    const events = hit.output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string })
    expect(events.at(-1)).toMatchObject({ event: 'done' })
    const none = await isthmus(
      'search',
      ...officer,
      '--name',
      'Qzxwvutsrq Ponmlkjihg',
      '--birth',
      '1911-11-11',
      ...reason,
    )
    expect(none.exitCode).toBe(1)
    const refused = await isthmus(
      'search',
      '--peer',
      federation.getPeer('international-body').url,
      '--as',
      'amira-haddad',
      '--name',
      'Germain Katanga',
      '--purpose',
      'missing-person',
      '--legal-basis',
      'Regulation (EU) 2016/679, art. 6',
      '--case',
      'TEST-3',
    )
    expect(refused.exitCode).toBe(3)
    expect(refused.output).toMatch(/data-protection officer/)
    const catalogue = await isthmus('catalogue', ...officer)
    expect(catalogue.exitCode).toBe(0)
    for (const title of ['UN Security Council', 'US OFAC', 'EU consolidated'])
      expect(catalogue.output).toContain(title)
    const report = await isthmus(
      'source',
      'report',
      'uk-conlist',
      '--peer',
      url,
      '--as',
      'nikos-adamou',
      '--json',
    )
    expect(JSON.parse(report.output)).toMatchObject({ state: 'answering', sourceId: 'uk-conlist' })
  })

  it('tells its catalogue as DCAT-AP, with every source in it', async () => {
    const api = await signInAs(federation.getPeer('eu-body'), 'luca-ferri')
    const document = await api<object>('GET', '/api/catalogue.jsonld')
    for (const { sources } of demoPlan(0).peers) {
      for (const { id } of sources) expect(JSON.stringify(document)).toContain(id)
    }
  })

  it('answers hostile strings in words', async () => {
    const hostile = [
      "'; drop table intake.source; --",
      '<script>alert(1)</script> x',
      '\u202Egnoriw eht \u202C yaw',
      `${'A'.repeat(300)}`,
      '%00 \u0000 null',
      '😀 😀',
    ]
    for (const text of hostile) {
      const outcome = await ask('national-authority', 'eleni-markou', {
        subject: { family: text, given: text },
      }).catch((fault: Error) => fault)
      if (outcome instanceof Error) expect(outcome.message).toMatch(/was refused \((400|422)\): \w+/)
      else expect(outcome.states.size).toBe(7)
    }
    const tooLong = await ask('national-authority', 'eleni-markou', {
      subject: { full: 'x'.repeat(1_000_000) },
    }).catch((fault: Error) => fault)
    expect(tooLong).toBeInstanceOf(Error)
    expect((tooLong as Error).message).toMatch(/was refused \((400|413)\)/)
  })

  it('has raised no severe incident over all that', async () => {
    for (const [peerId, operator] of [
      ['national-authority', 'nikos-adamou'],
      ['eu-body', 'marie-dubois'],
    ] as const) {
      const api = await signInAs(federation.getPeer(peerId), operator)
      const { incidents } = await api<IncidentList>('GET', '/api/incidents')
      expect(incidents.filter(({ severity }) => severity === 'severe')).toEqual([])
    }
  })
})
