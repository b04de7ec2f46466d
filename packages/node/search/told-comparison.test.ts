import type { Comparison, Person } from '@isthmus/contract'
import { findPersonMatch, prepareSubject } from '@isthmus/protocol/score'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toToldComparison } from './told-comparison.ts'

const whole: Comparison = {
  field: 'name',
  level: 'partial',
  bits: 6.13,
  asked: 'ioannou eleni',
  held: 'ioannou maria despoina',
  parts: [
    { level: 'exact', bits: 14.28, asked: 'ioannou', held: 'ioannou' },
    { level: 'differs', bits: -6.35, asked: 'eleni', held: 'maria' },
    { level: 'missing', bits: -0.9, held: 'despoina' },
    { level: 'missing', bits: -0.9, held: 'von' },
  ],
}

const name = { kind: 'primary', quality: 'strong' } as const
const claim = {
  births: ['1988-04-02'],
  birthPlaces: [],
  nationalities: [],
  places: [],
  documents: [],
}
const eleni: Omit<Person, 'claims'> = { kind: 'person', reference: 'r' }

describe('what an answer tells of a comparison', () => {
  it('is all of it where the asker may read the record', () => {
    expect(toToldComparison(whole, 'held')).toEqual(whole)
  })

  it('is no word of the source for another authority, and not how many words it has beside', () => {
    const told = toToldComparison(whole, 'parts')
    expect(JSON.stringify(told)).not.toMatch(/held|maria|despoina|von/)
    expect(told.parts).toEqual([
      { level: 'exact', bits: 14.5, asked: 'ioannou' },
      { level: 'differs', bits: -6.5, asked: 'eleni' },
      { level: 'missing', bits: -1.87 },
    ])
  })

  it('names the same parts however many words only the record has', () => {
    const namedOf = (full: string) => {
      const person = { ...eleni, claims: [{ ...claim, names: [{ ...name, full }] }] }
      const match = findPersonMatch(prepareSubject({ full: 'Eleni Ioannou', birth: '1988-04-02' }), person, {
        population: 1_000,
        detail: 'parts',
      })
      const compared = match?.comparisons.find(({ field }) => field === 'name')
      const told = compared && toToldComparison(compared, 'parts')
      expect(told?.parts?.filter(({ asked }) => asked === undefined)).toHaveLength(1)
      expect(told?.parts?.at(-1)).toMatchObject({ level: 'missing' })
      return told?.parts?.slice(0, -1)
    }
    const named = namedOf('Eleni Ioannou Despoina')
    expect(named?.map(({ asked }) => asked)).toEqual(['eleni', 'ioannou'])
    expect(namedOf('Eleni Ioannou Despoina Papadaki')).toEqual(named)
    expect(namedOf('Eleni Ioannou D.')).toEqual(named)
  })

  it('is the field alone in a batch', () => {
    expect(toToldComparison(whole, 'none')).toEqual({
      field: 'name',
      level: 'partial',
      bits: 6.13,
      asked: 'ioannou eleni',
    })
  })

  it('adds up as before, in hundredths, and holds nothing of the source, whatever the parts are', () => {
    const sumOf = (parts: Comparison['parts'] = []) =>
      parts.reduce((all, { bits }) => all + Math.round(bits * 100), 0)
    const part = fc.record(
      {
        level: fc.constantFrom('exact', 'missing', 'differs', 'limit', 'alias'),
        bits: fc.integer({ min: -3000, max: 3000 }).map((hundredths) => hundredths / 100),
        asked: fc.constant('of the question'),
        held: fc.constant('of the source'),
      },
      { requiredKeys: ['level', 'bits'] },
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const told = toToldComparison({ ...whole, parts }, 'parts')
        expect(sumOf(told.parts)).toBe(sumOf(parts))
        expect(JSON.stringify(told)).not.toMatch(/held|of the source/)
        expect(told.parts?.length ?? 0).toBeLessThanOrEqual(40)
        for (const { asked, bits } of told.parts ?? [])
          if (asked !== undefined) expect(Number.isInteger(bits * 2)).toBe(true)
        const silent = (told.parts ?? []).filter(({ asked }) => asked === undefined)
        expect(silent.filter(({ level }) => level !== 'alias').length).toBeLessThanOrEqual(1)
      }),
    )
  })
})
