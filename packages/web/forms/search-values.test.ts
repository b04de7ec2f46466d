import { readFileSync } from 'node:fs'
import type { SearchSubject } from '@isthmus/contract/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptySearch, findSearchRequest, type SearchValues, toMissing } from './search-values.ts'

const reason = {
  purpose: 'border-control',
  legalBasis: 'Regulation (EU) 2016/399, art. 8',
  caseReference: 'HCG-1',
} as const

type TextRule = { type: string; minLength?: number; maxLength?: number }
type ListRule = { type: string; maxItems?: number; items?: TextRule }

const contract = new URL('../../../contract/peer/search-subject.json', import.meta.url)
const rules: Record<string, TextRule & ListRule> = JSON.parse(readFileSync(contract, 'utf8')).properties

/** Fields that the contract does not have, or not as long or as many. */
function faultsOf(subject: SearchSubject): string[] {
  return Object.entries(subject).flatMap(
    ([field, value]: [string, string | (string | { number: string })[]]) => {
      const rule = rules[field]
      if (rule === undefined) return [field]
      if (typeof value === 'string') return isWithin(value, rule) ? [] : [field]
      const texts = value.map((item) => (typeof item === 'string' ? item : item.number))
      const isFitting =
        value.length <= (rule.maxItems ?? 0) && texts.every((text) => isWithin(text, rule.items ?? rule))
      return isFitting ? [] : [field]
    },
  )
}

function isWithin(text: string, { minLength = 0, maxLength = 500 }: TextRule): boolean {
  const { length } = [...text]
  return length >= minLength && length <= maxLength
}

function valuesWith(changed: Partial<SearchValues>): SearchValues {
  return { ...emptySearch, ...reason, ...changed }
}

describe('what is missing', () => {
  test('an empty form lacks everything at once', () => {
    expect(toMissing(emptySearch)).toEqual(['identity', 'purpose', 'legalBasis', 'caseReference'])
  })

  test('one word of a name needs one more', () => {
    expect(toMissing(valuesWith({ full: 'Петров' }))).toEqual(['identityMore'])
  })

  test('two words of a name, in any script, are enough', () => {
    expect(toMissing(valuesWith({ full: 'محمد علي' }))).toEqual([])
    expect(toMissing(valuesWith({ full: 'O’Neill Jean-Luc' }))).toEqual([])
  })

  test('a family name and a year are enough', () => {
    expect(toMissing(valuesWith({ nameMode: 'parts', family: 'Rossi', birth: '1962' }))).toEqual([])
  })

  test('what stands in the hidden mode does not count', () => {
    expect(toMissing(valuesWith({ nameMode: 'parts', full: 'Anna Rossi' }))).toEqual(['identity'])
  })

  test('a document number is enough on its own', () => {
    expect(toMissing(valuesWith({ document: 'AB123' }))).toEqual([])
    expect(toMissing(valuesWith({ document: 'AB-12' }))).toEqual(['identity'])
  })

  test('a Chinese name without a space is family and given name', () => {
    expect(toMissing(valuesWith({ full: '王小明' }))).toEqual([])
  })

  test.each([
    ['Иван', false],
    ['Иван Петров', true],
    ['习近平', true],
    ['김정은', true],
    ['محمد', false],
    ['محمد علي', true],
    ['Li', false],
    ['Jean-Luc', true],
  ])('%s alone can be asked: %s', (full, canBeAsked) => {
    expect(toMissing(valuesWith({ full })).length === 0).toBe(canBeAsked)
  })

  test('an impossible birth date is named even when the name is enough', () => {
    expect(toMissing(valuesWith({ full: 'Anna Rossi', birth: '1900-02-30' }))).toEqual(['birthUnreadable'])
  })
})

describe('the request', () => {
  test('holds what was typed, trimmed, and nothing that was left empty', () => {
    const values = valuesWith({
      full: '  Сергей Петров ',
      birth: '14.5.1962',
      isApproximate: true,
      nationality: 'RU, Ukraine;',
      document: ' AB 123 ',
    })
    expect(findSearchRequest(values)).toEqual({
      subject: {
        full: 'Сергей Петров',
        birth: '1962-05-14~',
        nationalities: ['RU', 'Ukraine'],
        documents: [{ number: 'AB 123' }],
      },
      ...reason,
    })
  })

  test('there is none as long as something is missing', () => {
    expect(findSearchRequest(emptySearch)).toBeUndefined()
  })

  test('keeps the contract whatever is typed within the lengths of the form', () => {
    const text = fc.string({ maxLength: 90, unit: 'grapheme' })
    const values = fc.record({
      nameMode: fc.constantFrom('full', 'parts'),
      full: text,
      family: text,
      given: text,
      birth: fc.constantFrom('', '1962', '1.2.1980', '1960/1965', 'x'),
      isApproximate: fc.boolean(),
      nationality: text,
      place: text,
      document: text,
      sex: fc.constantFrom('', 'female', 'male', 'other'),
    })
    fc.assert(
      fc.property(values, (typed) => {
        const request = findSearchRequest(valuesWith(typed))
        if (request === undefined) return
        expect(faultsOf(request.subject)).toEqual([])
        expect(request).toMatchObject(reason)
      }),
    )
  })
})
