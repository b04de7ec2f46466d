import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitRows, toBatchFile } from './batch-file.ts'

const fileOf = (csv: string) => toBatchFile('subjects.csv', new TextEncoder().encode(csv))

describe('toBatchFile', () => {
  test('counts rows and keeps the line on which each ends, as the peer numbers them', () => {
    const file = fileOf('full,birth\r\nAnna Rossi,1962\r\n\r\n"Two\nlines",1970\r\nLast One,\r\n')
    expect(file).toMatchObject({ rows: 3, faults: [], unknownColumns: [] })
    expect([...file.labels]).toEqual([
      [2, 'Anna Rossi, 1962'],
      [5, 'Two\nlines, 1970'],
      [6, 'Last One'],
    ])
  })

  test('takes semicolons, a byte order mark and quoted delimiters', () => {
    const file = fileOf('\uFEFFFamily;Given;shoe\n"Rossi; ""Rosso""";Anna;42\n')
    expect(file.labels.get(2)).toBe('Anna Rossi; "Rosso"')
    expect(file.unknownColumns).toEqual(['shoe'])
  })

  test.each([
    ['', ['noColumns', 'empty']],
    ['full\n', ['empty']],
    ['colour\nred\n', ['noColumns']],
    ['family\nRossi\n', ['noColumns']],
  ])('%j is refused in words', (csv, faults) => {
    expect(fileOf(csv).faults).toEqual(faults)
  })

  test('bytes that are no UTF-8 are refused', () => {
    expect(toBatchFile('x', new Uint8Array([0xff, 0xfe, 0x41])).faults).toEqual(['unreadable'])
  })

  test('more than 8 MB and more than 10,000 rows are refused', () => {
    expect(toBatchFile('x', new Uint8Array(8_000_001)).faults).toEqual(['tooBig'])
    expect(fileOf(`full\n${'Anna Rossi\n'.repeat(10_001)}`).faults).toEqual(['tooMany'])
  })

  test('hostile bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(toBatchFile('x', bytes).rows).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

test('cells survive quoting', () => {
  const cell = fc.string().filter((text) => !text.includes('\r') && text.trim() !== '')
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
      const csv = `a,b,c\n${cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')}\n`
      expect(splitRows(csv)[1]?.cells).toEqual(cells)
    }),
  )
})
