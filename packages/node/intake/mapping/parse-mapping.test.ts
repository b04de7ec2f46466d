import { faultOf } from '@isthmus/testbed/fault-of'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IntakeError } from '../errors.ts'
import { assertFits } from './assert-fits.ts'
import { parseMapping, parseMappingText } from './parse-mapping.ts'

const good = `mapping: 1
source: { id: register, title: Register, description: A register, regime: LED }
records:
  - kind: person
    reference: id
    claims:
      - names:
          - { family: surname, given: given_name, kind: primary }
        births:
          - { date: born_on }
        nationalities:
          - each: { path: 'papers[]', text: note, read: [numbered-list] }
            country: text
`

const refusalOf = (yaml: string): IntakeError => faultOf(IntakeError, () => parseMapping(yaml))

test('a mapping is parsed', () => {
  expect(parseMapping(good).source.id).toBe('register')
})

test.each([
  ['a name that no mapping has', good.replace('given:', 'givven:'), 8, /givven/],
  [
    'a word outside a closed set',
    good.replace('kind: primary', 'kind: main'),
    8,
    /primary, alias, former, birth/,
  ],
  [
    'a name without any part',
    good.replace('family: surname, given: given_name, ', ''),
    8,
    /none of full, family and given/,
  ],
  [
    'a rule that makes nothing',
    good.replace('  - kind: person\n    reference', '  - reference'),
    4,
    /what the records become/,
  ],
  ['a person without a reference', good.replace('    reference: id\n', ''), 4, /needs reference/],
  [
    'a value from two origins',
    good.replace('date: born_on', 'date: { path: a, constant: b }'),
    10,
    /must NOT have|exactly one/,
  ],
  [
    'labels where none are read',
    good.replace('read: [numbered-list]', 'read: [labelled-remarks]'),
    12,
    /labels/,
  ],
  [
    'a transform that does not exist',
    good.replace('date: born_on', 'date: { path: a, transform: [{ regex: "(a+)+" }] }'),
    10,
    /regex/,
  ],
  ['a regime that does not exist', good.replace('regime: LED', 'regime: none-at-all'), 2, /allowed values/],
])('%s is refused with its line', (_, yaml, line, reason) => {
  const fault = refusalOf(yaml)
  expect(fault.code).toBe('MAPPING_INVALID')
  expect(fault.message).toContain(`line ${line},`)
  expect(fault.message).toMatch(reason)
  expect(fault.remedy).toBeTruthy()
})

test('what is no YAML is refused with its line', () => {
  const fault = refusalOf(`${good}  - kind: "person\n`)
  expect(fault.code).toBe('MAPPING_UNREADABLE')
  expect(fault.message).toMatch(/line \d+/)
})

test('a name that is given twice is refused', () => {
  expect(refusalOf(good.replace('reference: id\n', 'reference: id\n    reference: other\n')).code).toBe(
    'MAPPING_UNREADABLE',
  )
})

test('anchors, deep nesting and endless texts are refused', () => {
  const bomb = `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n`
  expect(refusalOf(bomb).code).toBe('MAPPING_UNREADABLE')
  expect(refusalOf('['.repeat(100_000)).code).toBe('MAPPING_UNREADABLE')
  expect(refusalOf('x'.repeat(300_000)).code).toBe('MAPPING_UNREADABLE')
})

test('any text is a mapping or an IntakeError', () => {
  const lines = good.split('\n')
  const damaged = fc
    .tuple(fc.nat(lines.length - 1), fc.string({ unit: 'binary', maxLength: 30 }))
    .map(([at, text]) => lines.with(at, text).join('\n'))
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), damaged), (yaml) => {
      try {
        parseMapping(yaml)
      } catch (fault) {
        expect(fault).toBeInstanceOf(IntakeError)
      }
    }),
    { numRuns: 300 },
  )
})

const fields = ['id', 'surname', 'given_name', 'born_on', 'papers[].note', 'papers[].kind'].map((path) => ({
  path,
  type: 'text',
  repeats: path.includes('[]'),
  share: 1,
}))
const description = { fields, inspected: 10, keyCandidates: ['id'] }

test('a mapping that names only existing fields fits', () => {
  expect(() => assertFits(parseMappingText(good), description, 'csv')).not.toThrow()
})

test('a column that the source does not have is named with its line and the nearest column', () => {
  const text = parseMappingText(good.replace('family: surname', 'family: surnmae'))
  expect(() => assertFits(text, description, 'csv')).toThrow(
    expect.objectContaining({
      code: 'MAPPING_NAMES_MISSING_FIELD',
      message: 'line 8: the source has no field surnmae',
      remedy: expect.stringContaining('surname'),
    }),
  )
})

test('a field of a list that the source does not have is found, also behind a reader', () => {
  const text = parseMappingText(
    good.replace('text: note', 'text: notice').replace('country: text', 'country: txet'),
  )
  expect(() => assertFits(text, description, 'postgres')).toThrow(/papers\.notice/)
  const other = parseMappingText(good.replace('country: text', 'country: txet'))
  expect(() => assertFits(other, description, 'postgres')).toThrow(/papers\.txet/)
})

test('in a source without a schema a rare field is allowed, a slip of the pen is not', () => {
  const rare = parseMappingText(good.replace('born_on', 'secondBirthDate'))
  expect(() => assertFits(rare, description, 'xml')).not.toThrow()
  const slip = parseMappingText(good.replace('given_name', 'givn_name'))
  expect(() => assertFits(slip, description, 'xml')).toThrow(IntakeError)
})
