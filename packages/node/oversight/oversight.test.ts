import { randomBytes } from 'node:crypto'
import type { OversightAct } from '@isthmus/contract'
import { parse as parseCsv } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseWindow } from './index.ts'
import { findName, sealName } from './name-box.ts'
import { hashesOfName } from './name-words.ts'
import { isInScope } from './scope.ts'
import { groupActs, toRoughGroups } from './summarise.ts'
import { csvHead, toCsvLine } from './to-csv.ts'
import { WatchedNames } from './watched-names.ts'

const act: OversightAct = {
  id: 'e1',
  at: '2026-11-23T12:00:00.000Z',
  event: 'search.asked',
  operation: 'consultation',
  correlationId: '11111111-0000-0000-0000-000000000001',
  outcome: 'done',
  isOwn: true,
}

describe('a table of acts', () => {
  it('holds whatever somebody typed, and nothing that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (caseReference) => {
        const line = toCsvLine({ ...act, caseReference })
        const [row] = parseCsv(csvHead + line, { columns: true, relax_column_count: false }) as {
          caseReference: string
        }[]
        const read = row?.caseReference ?? ''
        expect(read.replace(/^'/, '')).toBe(caseReference.replace(/^'/, ''))
        expect(read).not.toMatch(/^\s*[=+\-@]/)
      }),
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '＝1', '|calc', '%0A=1'])(
    'makes text of %j',
    (value) => {
      expect(toCsvLine({ ...act, caseReference: value })).toContain(`"'${value}"`)
    },
  )
})

describe('a count for operators', () => {
  const acts = (count: number, change: Partial<OversightAct>) =>
    Array.from({ length: count }, () => ({
      ...act,
      purpose: 'border-control',
      unit: 'Desk',
      ...change,
      sources: [],
    }))

  it('names no officer and no unit, and nothing under five', () => {
    const groups = toRoughGroups(
      groupActs([...acts(4, { pseudonym: 'a' }), ...acts(13, { purpose: 'missing-person', pseudonym: 'b' })]),
    )
    expect(groups.map(({ by }) => by)).toEqual(['day', 'purpose', 'outcome', 'source'])
    expect(groups.find(({ by }) => by === 'purpose')?.rows).toEqual([
      { key: 'missing-person', count: 10 },
      { key: 'border-control', fewerThan: 5 },
    ])
    expect(JSON.stringify(groups)).not.toContain('Desk')
  })
})

describe('who may see an entry', () => {
  const hosts = ['police', 'ngo']
  const of = (organisation: string, event = 'search.asked') => ({
    event,
    actor: { id: 'x', role: 'officer', organisation },
  })

  it('is who supervises the organisation that acted', () => {
    expect(isInScope(of('ngo'), { organisation: 'ngo', wholePeer: false, hosts })).toBe(true)
    expect(isInScope(of('police'), { organisation: 'ngo', wholePeer: false, hosts })).toBe(false)
  })

  it('is for the owner also what no officer of this peer did, but not what those of a hosted organisation ask', () => {
    const owner = { organisation: 'police', wholePeer: true, hosts }
    expect(isInScope(of('coast-guard', 'search.answered'), owner)).toBe(true)
    expect(isInScope({ event: 'peer.started' }, owner)).toBe(true)
    expect(isInScope(of('ngo'), owner)).toBe(false)
    expect(isInScope(of('ngo', 'search.answered'), owner)).toBe(true)
    expect(isInScope({ event: 'peer.started' }, { ...owner, organisation: 'ngo', wholePeer: false })).toBe(
      false,
    )
    expect(isInScope(undefined, { ...owner, wholePeer: false })).toBe(false)
  })
})

describe('a watched name', () => {
  const key = randomBytes(32)

  it('is found in whatever order, script and part it is asked', () => {
    const names = new WatchedNames(key, [])
    names.watch('eleni', { full: 'Eleni Markou' })
    names.watch('nikos', { full: 'Nikos Adamou' })
    names.watch('', { family: 'Kowalski', given: 'Zbigniew' })
    expect(names.findKind('eleni', { family: 'Markou', given: 'Eleni' })).toBe('own-name')
    expect(names.findKind('eleni', { full: 'Μάρκου Ελένη' })).toBe('own-name')
    expect(names.findKind('nikos', { given: 'Eleni', family: 'Markou' })).toBe('colleague')
    expect(names.findKind('eleni', { full: 'Zbigniew Jan Kowalski' })).toBe('protected-name')
    expect(names.findKind('eleni', { family: 'Markou' })).toBeUndefined()
    expect(names.findKind('eleni', { documents: [{ number: 'X1234' }] })).toBeUndefined()
  })

  it('is kept as hashes that tell nothing without the key, each once', () => {
    const names = new WatchedNames(key, [])
    const added = names.watch('eleni', { full: 'Eleni Markou' })
    expect(added).toHaveLength(1)
    expect(names.watch('eleni', { full: 'Eleni Markou' })).toEqual([])
    expect(hashesOfName(randomBytes(32), { full: 'Eleni Markou' })).not.toContain(added[0]?.hash)
    expect(new WatchedNames(key, added).findKind('eleni', { full: 'Eleni Markou' })).toBe('own-name')
  })

  it('takes any text', () => {
    const names = new WatchedNames(key, [{ hash: 'x', officerId: 'y' }])
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (full) => {
        expect(names.findKind('a', { full })).toBeUndefined()
      }),
    )
  })
})

it('the name of an officer is opened with the key, for that officer alone', () => {
  const key = randomBytes(32)
  const sealed = sealName(key, { officerId: 'eleni', name: 'Ελένη Μάρκου' })
  expect(findName(key, { officerId: 'eleni', sealed })).toBe('Ελένη Μάρκου')
  expect(findName(key, { officerId: 'nikos', sealed })).toBeUndefined()
  expect(findName(randomBytes(32), { officerId: 'eleni', sealed })).toBeUndefined()
  expect(findName(key, { officerId: 'eleni', sealed: sealed.subarray(0, 20) })).toBeUndefined()
})

describe('a window', () => {
  const now = new Date('2026-11-23T12:00:00Z')

  it('is the last thirty days unless said', () => {
    expect(parseWindow({}, now)).toEqual({ since: new Date('2026-10-24T12:00:00Z'), until: now })
    expect(parseWindow({ since: '2026-11-01', until: '2026-11-02T10:00:00Z' }, now)).toEqual({
      since: new Date('2026-11-01'),
      until: new Date('2026-11-02T10:00:00Z'),
    })
  })

  it('that is empty or longer than four hundred days is refused', () => {
    for (const query of [
      { since: '2027-01-01' },
      { since: '2020-01-01' },
      { since: '2026-11-02', until: '2026-11-01' },
    ]) {
      expect(() => parseWindow(query, now)).toThrow(expect.objectContaining({ code: 'WINDOW_INVALID' }))
    }
  })
})
