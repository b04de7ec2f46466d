import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchKeysOfPerson, matchKeysOfSubject } from './index.ts'

const TEN_KILOBYTES = 10_000
/** Processor time; the first texts also make the tables that are made when first needed. */
const MOST_MS = 400

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: TEN_KILOBYTES, size: 'max' }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    maxLength: TEN_KILOBYTES,
    size: 'large',
  }),
  fc
    .tuple(
      fc.array(fc.constantFrom('abd', 'al ', '王', '金', ' ', 'عبد', 'ु', 'क', '<', '\ud800', 'o', 'Ch'), {
        minLength: 1,
        maxLength: 9,
      }),
      fc.integer({ min: 1, max: 900 }),
    )
    .map(([pieces, times]) => pieces.join('').repeat(times).slice(0, TEN_KILOBYTES)),
)
const birth = fc.constantFrom('1970-02-03', '1970', '1970~', '1960/1999', '', '9999-99-99')

function toPerson(full: string, given: string, born: string) {
  const names = [{ full, kind: 'primary' as const, quality: 'unknown' as const }]
  return {
    kind: 'person' as const,
    reference: 'r',
    claims: [
      {
        names: [...names, { given, family: full, kind: 'alias' as const, quality: 'unknown' as const }],
        births: [born],
        birthPlaces: [],
        nationalities: [],
        places: [],
        documents: [{ type: 'other' as const, number: given }],
      },
    ],
  }
}

describe('match keys of any text', () => {
  it('are few, made in bounded time, and each but a document number holds two parts', () => {
    fc.assert(
      fc.property(text, text, birth, (full, given, born) => {
        const start = process.cpuUsage()
        const held = matchKeysOfPerson(toPerson(full, given, born))
        const asked = matchKeysOfSubject({ full, given, birth: born, documents: [{ number: given }] })
        const { user, system } = process.cpuUsage(start)
        expect((user + system) / 1000).toBeLessThan(MOST_MS)
        expect(held.length).toBeLessThanOrEqual(40)
        expect(asked.length).toBeLessThanOrEqual(60)
        for (const key of [...held, ...asked]) {
          expect(key.length).toBeLessThanOrEqual(200)
          expect(key).toMatch(/^(?:d\|[^|]{5,}|n[a-z]\|[^|]+\|[^|]+|nw\|[A-Zaiu]{3,})$/)
        }
      }),
      { numRuns: 80, endOnFailure: true },
    )
  })

  it('are the same whenever they are made', () => {
    fc.assert(
      fc.property(text, birth, (full, born) => {
        const subject = { full, birth: born }
        expect(matchKeysOfSubject(subject)).toEqual(matchKeysOfSubject(subject))
        const person = toPerson(full, full, born)
        expect(matchKeysOfPerson(person)).toEqual(matchKeysOfPerson(person))
      }),
    )
  })
})
