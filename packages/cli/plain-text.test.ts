import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toPlainLines, toPlainText, toSafeJson, toWidth, widthOf } from './plain-text.ts'
import { toTable } from './table.ts'

/** Code points, first and last, that move a cursor, ring, or turn the reading direction; and lone surrogates. */
const harmful = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x61c, 0x61c],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2066, 0x2069],
  [0xd800, 0xdfff],
] as const

function isHarmless(text: string): boolean {
  return [...text].every((sign) => {
    const code = sign.codePointAt(0) ?? 0
    return !harmful.some(([first, last]) => first <= code && code <= last)
  })
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
)

describe('plain text', () => {
  test('holds nothing that moves a cursor, rings, or turns the reading direction', () => {
    fc.assert(fc.property(hostile, (text) => isHarmless(toPlainText(text))))
    fc.assert(fc.property(hostile, (text) => isHarmless(toPlainLines(text).replaceAll('\n', ''))))
  })

  test.each(['Γεώργιος', 'محمد', 'می\u200cخواهم', '王小明', 'क्\u200dष', 'Zoë 🚓'])(
    'leaves %s as it is',
    (text) => {
      expect(toPlainText(text)).toBe(text)
    },
  )
})

test('safe JSON means the same and is as harmless', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const json = toSafeJson({ text })
      expect(isHarmless(json)).toBe(true)
      expect(JSON.parse(json)).toEqual({ text })
    }),
  )
})

describe('a table', () => {
  test('is never wider than the terminal, and wide letters count twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hostile, hostile), { maxLength: 5 }),
        fc.integer({ min: 40, max: 160 }),
        (rows, width) => {
          const columns = [
            { title: 'a', cell: (row: [string, string]) => row[0] },
            { title: 'b', cell: (row: [string, string]) => row[1] },
          ]
          const lines = toTable(columns, rows, width).split('\n')
          expect(lines).toHaveLength(rows.length + 2)
          for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width)
        },
      ),
    )
    expect(widthOf('王小明')).toBe(6)
    expect(toWidth('王小明', 5)).toBe('王小…')
  })
})
