import { hasShape } from '@isthmus/contract'
import { assertAskable } from '@isthmus/protocol/subject'
import { findCode } from '@isthmus/testbed/fault-of'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SearchError } from './errors.ts'
import { parseBatch } from './subject-batch.ts'

const subjectsOf = (csv: string) => parseBatch(csv).subjects.map(({ subject }) => subject)

describe('a batch file', () => {
  it('may be separated by comma, semicolon or tab, and begin with a byte order mark', () => {
    const expected = [{ family: 'Kowalski', given: 'Jan', birth: '1962' }]
    for (const delimiter of [',', ';', '\t']) {
      const csv = ['family,given,birth', 'Kowalski,Jan,1962'].join('\n').replaceAll(',', delimiter)
      expect(subjectsOf(csv)).toEqual(expected)
      expect(subjectsOf(`\uFEFF${csv}\n`)).toEqual(expected)
      expect(subjectsOf(csv.replaceAll('\n', '\r\n'))).toEqual(expected)
      expect(subjectsOf(csv.replaceAll('\n', '\r'))).toEqual(expected)
    }
  })

  it('names its columns in any order and any case; other columns are left alone', () => {
    const csv = 'Case , DOCUMENT,nationality, Full ,place,sex\n7,X123456,GR,Maria Papa,Athens,female'
    expect(subjectsOf(csv)).toEqual([
      {
        full: 'Maria Papa',
        sex: 'female',
        nationalities: ['GR'],
        places: ['Athens'],
        documents: [{ number: 'X123456' }],
      },
    ])
  })

  it('may quote what holds the delimiter, a quote or a line end', () => {
    expect(subjectsOf('full,birth\n"Smith, ""Jack"" John",1962\n"Line\nbreak",1970')).toEqual([
      { full: 'Smith, "Jack" John', birth: '1962' },
      { full: 'Line\nbreak', birth: '1970' },
    ])
  })

  it('takes what looks like a formula as the text that it is', () => {
    const { subjects, rejectedRows } = parseBatch(
      'family,given\n"=HYPERLINK(""http://x"",""y"")",Jan\n@SUM(A1),+1\n=1+1,-2',
    )
    expect(subjects.map(({ subject }) => subject.family)).toContain('=HYPERLINK("http://x","y")')
    expect(subjects.length + rejectedRows.length).toBe(3)
  })

  it('keeps the number of the line, also below empty lines and rows over several lines', () => {
    const batch = parseBatch('family,given\n\nA,B\n"C\nD",E\nonly\nF,G\n')
    expect(batch.subjects.map(({ line }) => line)).toEqual([3, 5, 7])
    expect(batch.subjects.map(({ number }) => number)).toEqual([0, 1, 2])
    expect(batch.rejectedRows.map(({ line }) => line)).toEqual([6])
  })

  it('rejects rows that cannot be asked, with reason and without their values', () => {
    const rows = [
      'Kowalski,,,',
      'Kowalski,Jan,circa 62,',
      'Kowalski,Jan,1900-02-30,',
      'Kowalski,Jan,1962,robot',
      'Kow\0alski,Jan,,',
      ',,,x',
      '---,...,,',
    ]
    const { subjects, rejectedRows } = parseBatch(
      `family,given,birth,sex\n${rows.join('\n')}\nKowalski,Jan,1962,male`,
    )
    expect(subjects).toHaveLength(1)
    expect(rejectedRows).toHaveLength(rows.length)
    expect(JSON.stringify(rejectedRows)).not.toMatch(/Kow|circa|robot|1900/)
  })

  it('rejects a row in which a bare delimiter has shifted the fields, and accepts one that stops early', () => {
    const { subjects, rejectedRows } = parseBatch('family,given,place\nDoe, Jr,John,Athens\nDoe,John')
    expect(rejectedRows).toEqual([{ line: 2, reason: 'the row has more fields than the header' }])
    expect(subjects.map(({ subject }) => subject)).toEqual([{ family: 'Doe', given: 'John' }])
  })

  it('holds 10,000 rows and no more, however many follow', () => {
    const row = 'Kowalski,Jan\n'
    expect(parseBatch(`family,given\n${row.repeat(10_000)}`).subjects).toHaveLength(10_000)
    expect(codeOf(() => parseBatch(`family,given\n${row.repeat(10_001)}`))).toBe('BATCH_TOO_LONG')
  })

  it('is not read behind its 10,001st row: no quote that stays open there is met', () => {
    const row = 'Kowalski,Jan\n'
    expect(codeOf(() => parseBatch(`family,given\n${row.repeat(9_999)}"A,B`))).toBe('BATCH_UNREADABLE')
    expect(codeOf(() => parseBatch(`family,given\n${row.repeat(10_001)}"A,B`))).toBe('BATCH_TOO_LONG')
  })

  it('is unreadable as a whole without known columns, with a column twice, without rows, or with open quotes', () => {
    for (const csv of [
      '',
      '\n',
      'vorname,nachname\nJan,Kowalski',
      'family,family\nA,B',
      'family,given\n',
      'family,given\n"A,B',
      `family,given\n${'x'.repeat(30_000)},y`,
    ]) {
      expect(
        codeOf(() => parseBatch(csv)),
        csv.slice(0, 30),
      ).toBe('BATCH_UNREADABLE')
    }
  })

  it('of any bytes gives subjects that may be asked, or a fault with a code', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('"', '""', ',', ';', '\n', '\r', '\0', '\uD800', '\u202E', '1962', 'Jan'),
    )
    const text = fc
      .array(
        fc.array(cell, { maxLength: 6 }).map((cells) => cells.join(',')),
        { maxLength: 8 },
      )
      .map((rows) => `family,given,birth,document\n${rows.join('\n')}`)
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (csv) => {
        try {
          for (const { subject } of parseBatch(csv).subjects) {
            assertAskable(subject)
            expect(hasShape('SearchSubject', subject)).toBe(true)
          }
        } catch (fault) {
          expect(fault).toBeInstanceOf(SearchError)
        }
      }),
      { numRuns: 500 },
    )
  })
})

function codeOf(act: () => unknown): string | undefined {
  return findCode(SearchError, act)
}
