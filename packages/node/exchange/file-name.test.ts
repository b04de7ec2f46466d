import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toContentDisposition, toFileName } from './file-name.ts'

describe('a file name', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['Πρακτικά σύσκεψης.docx', 'Πρακτικά σύσκεψης.docx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\system32\\cmd.exe', 'cmd.exe'],
    ['list\u202Efdp.exe', 'listfdp.exe'],
    ['a\r\nSet-Cookie: x=1', 'aSet-Cookie_ x=1'],
    ['.bashrc', 'bashrc'],
    ['name. . .', 'name'],
    ['CON', '_CON'],
    ['lpt1.txt', '_lpt1.txt'],
    ['a"; filename="b.exe', 'a_; filename=_b.exe'],
    ['..', 'file'],
    ['', 'file'],
    ['\u200b\u2066', 'file'],
    [`${'ä'.repeat(300)}.pdf`, `${'ä'.repeat(98)}.pdf`],
  ])('%j is kept as %j', (given, kept) => {
    expect(toFileName(given)).toBe(kept)
  })

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({
      unit: fc.constantFrom('.', ' ', '/', '\\', '\u202e', '\u0000', 'con', '\ud800', 'é', '😀', ':'),
      maxLength: 120,
    }),
  )

  test('is harmless whatever was given, and stays as it is when it is cleaned again', () => {
    fc.assert(
      fc.property(hostile, (given) => {
        const name = toFileName(given)
        expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(name).not.toMatch(/^[. ]|[. ]$/)
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
        expect(name.length).toBeGreaterThan(0)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(201)
        expect(toFileName(name)).toBe(name)
      }),
      { numRuns: 2_000 },
    )
  })

  test('stands in one header field, which nothing in it ends', () => {
    fc.assert(
      fc.property(hostile, (given) => {
        expect(toContentDisposition(given)).toMatch(
          /^attachment; filename="[A-Za-z0-9._ -]+"; filename\*=UTF-8''[A-Za-z0-9._~!&+%-]+$/,
        )
      }),
      { numRuns: 2_000 },
    )
  })
})
