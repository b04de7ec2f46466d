import { findCode } from '@isthmus/testbed/fault-of'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  HttpSignatureError,
  isInnerList,
  parseContentDigest,
  parseDictionary,
  serialiseMember,
  toContentDigest,
  toSignatureBase,
} from './index.ts'

const codeOf = (work: () => unknown): string => findCode(HttpSignatureError, work) ?? 'read'

const again = (text: string): string =>
  [...parseDictionary(text)].map(([key, member]) => `${key}=${serialiseMember(member)}`).join(', ')

describe('a structured field', () => {
  it.each([
    ['a=1', 'a=1'],
    ['a=-999999999999999', 'a=-999999999999999'],
    ['a=1.5, b=2.0', 'a=1.5, b=2.0'],
    ['a="x \\" \\\\ y"', 'a="x \\" \\\\ y"'],
    ['a=*token/1:2', 'a=*token/1:2'],
    ['a=:AAEC:', 'a=:AAEC:'],
    ['a=?0, b, c;x;y=?0', 'a=?0, b=?1, c=?1;x;y=?0'],
    ['a=( 1  "b";q=2 );z', 'a=(1 "b";q=2);z'],
    ['a=1 ,\t b=2', 'a=1, b=2'],
    ['a=1, a=2', 'a=2'],
    ['', ''],
  ])('%j is read and written as the RFC says', (text, written) => {
    expect(again(text)).toBe(written)
  })

  it.each([
    'A=1',
    'a=1,',
    'a=1 b=2',
    'a=(1',
    'a=(1"b")',
    'a="x',
    'a="\u00e4"',
    'a="\\n"',
    'a=:AAE:',
    'a=:AAF=:',
    'a=?2',
    'a=1.',
    'a=1234567890123456',
    'a=12345678901234.5',
    'a=1.2345',
    'a=',
    '=1',
    'a=@1',
    'a;',
  ])('%j is none', (text) => {
    expect(codeOf(() => parseDictionary(text))).toBe('STRUCTURED_FIELD_UNREADABLE')
  })

  it('is read or refused with its code, whatever it holds, and what was read is read again the same', () => {
    const piece = fc.constantFrom(
      'a',
      '=',
      '"',
      '(',
      ')',
      ':',
      ';',
      ',',
      ' ',
      '1',
      '.',
      '-',
      '?',
      '\\',
      '*',
      '\t',
      '\u00e4',
      'AA==',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(text, (field) => {
        const code = codeOf(() => parseDictionary(field))
        expect(['read', 'STRUCTURED_FIELD_UNREADABLE']).toContain(code)
        if (code === 'read') expect(again(again(field))).toBe(again(field))
      }),
      { numRuns: 2_000 },
    )
  })

  it('is refused when it is endless, before anything is made of it', () => {
    expect(codeOf(() => parseDictionary(`a=${'('.repeat(20_000)}`))).toBe('STRUCTURED_FIELD_UNREADABLE')
  })
})

describe('a content digest', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        expect([...parseContentDigest(toContentDigest(bytes))]).toEqual([...bytes])
      }),
    )
  })

  it('is refused with its code whatever else it is', () => {
    fc.assert(
      fc.property(fc.string(), (field) => {
        expect(codeOf(() => parseContentDigest(field))).toBe('DIGEST_UNREADABLE')
      }),
    )
  })
})

describe('a signature base', () => {
  const message = {
    method: 'POST',
    targetUri: 'https://a.example/x?q=1&q=2&n=a%20b',
    fields: [
      ['X-Two', ' a '],
      ['x-two', 'b\t'],
      ['X-Folded', 'a\r\n  b'],
      ['X-Dictionary', 'k=1, l=(2 3);x'],
      ['X-Empty', ''],
      ['X-Foreign', 'g\u00fcn'],
    ] as const,
  }
  const baseOf = (input: string): string => {
    const covered = parseDictionary(`s=${input}`).get('s')
    if (!covered || !isInnerList(covered)) throw new TypeError('no inner list')
    return toSignatureBase(message, covered).split('\n').slice(0, -1).join('\n')
  }

  it.each([
    ['("x-two")', '"x-two": a, b'],
    ['("x-folded")', '"x-folded": a b'],
    ['("x-dictionary";key="l")', '"x-dictionary";key="l": (2 3);x'],
    ['("x-two";bs)', '"x-two";bs: :YQ==:, :Yg==:'],
    ['("x-empty")', '"x-empty": '],
    ['("@query-param";name="n")', '"@query-param";name="n": a%20b'],
    ['("@scheme" "@request-target")', '"@scheme": https\n"@request-target": /x?q=1&q=2&n=a%20b'],
  ])('%s is %j', (input, base) => {
    expect(baseOf(input)).toBe(base)
  })

  it.each([
    ['("x-none")', 'COMPONENT_MISSING'],
    ['("x-dictionary";key="m")', 'COMPONENT_MISSING'],
    ['("@query-param";name="q")', 'COMPONENT_MISSING'],
    ['("x-two";req)', 'COMPONENT_MISSING'],
    ['("x-two" "x-two")', 'COMPONENT_UNSUPPORTED'],
    ['("X-Two")', 'COMPONENT_UNSUPPORTED'],
    ['("x-two";tr)', 'COMPONENT_UNSUPPORTED'],
    ['("@unknown")', 'COMPONENT_UNSUPPORTED'],
    ['("@status")', 'COMPONENT_UNSUPPORTED'],
    ['(token)', 'COMPONENT_UNSUPPORTED'],
    ['("x-foreign")', 'COMPONENT_UNSUPPORTED'],
  ])('of %s cannot be made: %s', (input, code) => {
    expect(codeOf(() => baseOf(input))).toBe(code)
  })
})
