import { randomUUID } from 'node:crypto'
import { renameSync, truncateSync } from 'node:fs'
import type { Organisation, SearchAnswer, SearchSubject } from '@isthmus/contract'
import { parse } from '@isthmus/contract'
import { readTestEntries, type TestEntry, testLogKey } from '@isthmus/testbed/test-log'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../platform/index.ts'
import type { PolicySource } from '../policy/index.ts'
import { answerQuestion } from './answer-question.ts'
import type { AskedQuestion } from './asked-question.ts'
import { kowalski, openTestRegister, others, type TestRegister } from './test-register.ts'

const police: Organisation = {
  id: 'police-north',
  name: 'Police',
  kind: 'police',
  regime: 'LED',
  country: 'GR',
  contact: 'x@example.eu',
}

let register: TestRegister
let elsewhere: Database

beforeAll(async () => {
  register = await openTestRegister()
  elsewhere = openDatabase({ connectionString: register.connectionString, connections: 1 })
  await register.index()
})

afterAll(async () => {
  await elsewhere.close()
  await register.close()
})

type Change = Partial<Omit<AskedQuestion, 'actor'>> & {
  organisation?: Partial<Organisation>
  role?: 'officer' | 'operator'
  from?: TestRegister
  throughOwnPeer?: boolean
}

const asked: SearchSubject = { family: 'Kowalsky', given: 'Zbigniew', birth: '1962' }

function ask(
  change: Change,
  signal = AbortSignal.timeout(10_000),
): AsyncGenerator<SearchAnswer> & { correlationId: string } {
  const {
    organisation: changed,
    role = 'officer',
    from = register,
    throughOwnPeer = false,
    ...stated
  } = change
  const organisation = { ...police, ...changed }
  const question: AskedQuestion = {
    actor: { pseudonym: 'p'.repeat(20), role, organisation: organisation.id },
    purpose: 'criminal-investigation',
    legalBasis: 'Act 1, article 2',
    caseReference: 'C-1',
    subjects: [asked],
    ...stated,
  }
  const correlationId = randomUUID()
  const answers = answerQuestion(
    from.parts,
    { question, organisation, correlationId, askingPeer: 'north', throughOwnPeer },
    signal,
  )
  return Object.assign(answers, { correlationId })
}

async function all(answers: AsyncIterable<SearchAnswer>): Promise<SearchAnswer[]> {
  const collected: SearchAnswer[] = []
  for await (const answer of answers) collected.push(parse('SearchAnswer', answer))
  return collected
}

async function one(answers: AsyncIterable<SearchAnswer>): Promise<SearchAnswer> {
  const [answer, ...more] = await all(answers)
  expect(more).toEqual([])
  if (!answer) throw new TypeError('no answer')
  return answer
}

const entriesOf = (correlationId: string): Promise<TestEntry[]> =>
  readTestEntries(elsewhere, testLogKey, { correlationId })

describe('a source', () => {
  it('that knows the person answers with reference, score and explanation, and with nothing else of the record', async () => {
    const answer = await one(ask({}))
    expect(answer).toMatchObject({ state: 'hit', sourceId: 'register', subject: 0 })
    expect(answer.hits[0]).toMatchObject({ reference: 'R-1', category: 'suspect' })
    const text = JSON.stringify(answer)
    for (const value of [kowalski.family, '1962-03-04', '03-04', kowalski.passport, kowalski.city])
      expect(text).not.toContain(value)
  })

  it('shows its own values to an officer of its own organisation at its own peer only, and logs that it did', async () => {
    const own = ask({ organisation: { id: 'police-south' }, throughOwnPeer: true })
    const [comparison] = (await one(own)).hits[0]?.comparisons ?? []
    expect(comparison?.held).toMatch(/kowalski/)
    expect(comparison?.parts?.map(({ held }) => held)).toContain('kowalski')
    expect(await entriesOf(own.correlationId)).toMatchObject([{ detail: { shown: 'held' } }])
    const foreign = [
      ask({ organisation: { id: 'police-south' } }),
      ask({ throughOwnPeer: true }),
      ask({ organisation: { id: 'police-south' }, throughOwnPeer: true, subjects: [asked, asked] }),
    ]
    for (const answers of foreign) {
      expect(JSON.stringify(await all(answers))).not.toMatch(/"held"|kowalski/)
      expect((await entriesOf(answers.correlationId))[0]?.detail).not.toHaveProperty('shown')
    }
  })

  it('that does not know the person says so', async () => {
    const subject = { family: 'Papadopoulou', given: 'Kyriaki', birth: '2001' }
    expect(await one(ask({ subjects: [subject] }))).toMatchObject({ state: 'no-hit', hits: [] })
  })

  it('answers every subject of a question, and refuses those that cannot be asked', async () => {
    const subjects = [
      asked,
      { family: 'Kowalski' },
      { family: 'Ko\0w', given: 'A' },
      { documents: [{ number: kowalski.passport }] },
    ]
    const answers = await all(ask({ subjects }))
    expect(answers.map(({ subject, state }) => [subject, state])).toEqual([
      [0, 'hit'],
      [1, 'refused'],
      [2, 'refused'],
      [3, 'hit'],
    ])
    expect(answers.map(({ refusal }) => refusal?.code)).toEqual([
      undefined,
      'TOO_LITTLE_ASKED',
      'SUBJECT_UNREADABLE',
      undefined,
    ])
  })

  it('looks a whole question up in two statements', async () => {
    let lookups = 0
    const parts = {
      ...register.parts,
      findCandidates: (...lookup: Parameters<typeof register.parts.findCandidates>) => {
        lookups += 1
        return register.parts.findCandidates(...lookup)
      },
    }
    const answers = await all(
      ask({ from: { ...register, parts }, subjects: Array.from({ length: 50 }, () => asked) }),
    )
    expect(answers).toHaveLength(50)
    expect(lookups).toBe(1)
  })

  it('has its entry in the log before its answer is told', async () => {
    const answers = ask({ subjects: [asked, { family: 'Papadopoulou', given: 'Kyriaki' }, { given: 'X' }] })
    const events: string[] = []
    for await (const { state, subject } of answers) {
      // The next answer may have been prepared, and logged, ahead.
      const own = (await entriesOf(answers.correlationId)).find(({ detail }) => detail?.subject === subject)
      events.push(`${state} ${own?.event}`)
    }
    expect(events).toEqual(['hit search.answered', 'no-hit search.answered', 'refused search.denied'])
    const [entry] = await entriesOf(answers.correlationId)
    expect(entry).toMatchObject({
      operation: 'consultation',
      outcome: 'hit',
      actor: expect.objectContaining({ id: 'p'.repeat(20) }),
      counterpart: 'north',
      detail: { source: 'register', hits: 1 },
    })
    expect(entry?.subjectCommitment).toHaveLength(43)
    const text = JSON.stringify(await readTestEntries(elsewhere, testLogKey))
    expect(text).not.toMatch(/Kowalsky|Zbigniew|1962/)
  })

  it('tells nothing when the log cannot be written', async () => {
    const auditLog = {
      append: () => Promise.reject(new RangeError('the log is away')),
    } as unknown as typeof register.parts.auditLog
    const parts = { ...register.parts, auditLog }
    await expect(all(ask({ from: { ...register, parts } }))).rejects.toThrow('the log is away')
  })

  it('waits no longer for its index than the asker does', async () => {
    const parts = { ...register.parts, findCandidates: () => new Promise<never>(() => {}) }
    expect(await all(ask({ from: { ...register, parts } }, AbortSignal.timeout(50)))).toEqual([])
  })

  it('stops when the asker has gone', async () => {
    const leaving = new AbortController()
    const answers = ask({ subjects: Array.from({ length: 50 }, () => asked) }, leaving.signal)
    let heard = 0
    for await (const _ of answers) {
      heard += 1
      leaving.abort()
    }
    expect(heard).toBeLessThan(4)
  })
})

describe('the policy of the answering peer', () => {
  const refusals: [string, Change, Partial<PolicySource>?][] = [
    ['ROLE_MAY_NOT_SEARCH', { role: 'operator' }],
    ['ASKER_OUTSIDE_UNION_LAW', { organisation: { regime: 'none', kind: 'third-country' } }],
    ['KIND_MAY_NOT_SEARCH', { organisation: { kind: 'university' } }],
    ['PURPOSE_OUTSIDE_REGIME', { purpose: 'asylum-procedure' }],
    ['LEGAL_BASIS_MISSING', { legalBasis: '   ' }],
    ['CASE_REFERENCE_MISSING', { caseReference: '  ' }],
    ['TRANSFER_NOT_FORESEEN', {}, { regime: 'none' }],
    ['GATE_BETWEEN_REGIMES', { organisation: { regime: 'GDPR', kind: 'ngo' }, purpose: 'missing-person' }],
    ['PURPOSE_NOT_ANSWERED', { purpose: 'missing-person' }, { purposes: ['criminal-investigation'] }],
    ['MODE_NOT_ANSWERED', {}, { modes: ['blind'] }],
  ]
  for (const [code, change, policySource] of refusals) {
    it(`refuses with ${code}, reads nothing, and logs it`, async () => {
      const parts = {
        ...register.parts,
        findCandidates: () => Promise.reject(new TypeError('the index was read')),
        listSources: () =>
          register.parts
            .listSources()
            .map((source) => ({ ...source, policySource: { ...source.policySource, ...policySource } })),
      }
      const answers = ask({ ...change, from: { ...register, parts } })
      const answer = await one(answers)
      expect(answer).toMatchObject({ state: 'refused', hits: [], refusal: { code } })
      expect(answer.refusal?.unblock).not.toBe('')
      expect(await entriesOf(answers.correlationId)).toMatchObject([
        { event: 'search.denied', operation: 'denied', outcome: 'refused', reason: code },
      ])
    })
  }
})

describe('a source that cannot answer', () => {
  let own: TestRegister | undefined

  afterEach(async () => {
    await own?.close()
    own = undefined
  })

  it('is unreachable while it has not been indexed', async () => {
    own = await openTestRegister()
    expect(await one(ask({ from: own }))).toMatchObject({ state: 'unreachable', fault: 'SOURCE_NOT_INDEXED' })
  })

  it('is unreachable once its file was replaced, until it is indexed again', async () => {
    own = await openTestRegister()
    await own.index()
    expect(await one(ask({ from: own }))).toMatchObject({ state: 'hit' })
    own.write([{ ...kowalski, id: 'R-2' }])
    const replaced = ask({ from: own })
    expect(await one(replaced)).toMatchObject({ state: 'unreachable', fault: 'SOURCE_REPLACED', hits: [] })
    const [entry] = await readTestEntries(own.database, testLogKey, {
      correlationId: replaced.correlationId,
    })
    expect(entry).toMatchObject({ outcome: 'failed', reason: 'SOURCE_REPLACED' })
    await own.index()
    expect(await one(ask({ from: own }))).toMatchObject({ state: 'hit', hits: [{ reference: 'R-2' }] })
  })

  it('still answers about records that are provably the indexed ones when its file was cut short', async () => {
    own = await openTestRegister()
    own.write([...others, kowalski])
    await own.index()
    own.write(others)
    const { family = '', given = '', birth = '' } = others[0] ?? {}
    const kept = await one(ask({ from: own, subjects: [{ family, given, birth }] }))
    expect(kept).toMatchObject({
      state: 'hit',
      hits: expect.arrayContaining([expect.objectContaining({ reference: 'F-0' })]),
    })
    expect(await one(ask({ from: own }))).toMatchObject({ state: 'unreachable', fault: 'SOURCE_REPLACED' })
  })

  it('answers from its unpacked copy while the packed file is broken, and a run on that has failed', async () => {
    own = await openTestRegister({}, true)
    expect(await own.index()).toBe('answering')
    truncateSync(own.file, 200)
    expect(await own.index()).toBe('failed')
    expect(await one(ask({ from: own }))).toMatchObject({ state: 'hit', hits: [{ reference: 'R-1' }] })
  })

  it('is unreachable while its file has vanished, and answers when it is back', async () => {
    own = await openTestRegister()
    await own.index()
    renameSync(own.file, `${own.file}.away`)
    expect(await one(ask({ from: own }))).toMatchObject({ state: 'unreachable', fault: 'SOURCE_UNREACHABLE' })
    renameSync(`${own.file}.away`, own.file)
    expect(await one(ask({ from: own }))).toMatchObject({ state: 'hit' })
  })

  it('keeps the generation before when a run fails', async () => {
    own = await openTestRegister()
    expect(await own.index()).toBe('answering')
    renameSync(own.file, `${own.file}.away`)
    expect(await own.index()).toBe('failed')
    renameSync(`${own.file}.away`, own.file)
    expect(await one(ask({ from: own }))).toMatchObject({ state: 'hit' })
  })

  it('says nothing of its inside when something unforeseen breaks', async () => {
    const parts = {
      ...register.parts,
      listSources: () =>
        register.parts.listSources().map((source) => ({
          ...source,
          fetchPersons: () => Promise.reject(new TypeError('cannot read Kowalski of undefined')),
        })),
    }
    const answer = await one(ask({ from: { ...register, parts } }))
    expect(answer).toMatchObject({ state: 'unreachable', fault: 'SOURCE_FAILED' })
    expect(JSON.stringify(answer)).not.toContain('Kowalski')
  })
})
