import { hasShape, type SearchSubject } from '@isthmus/contract'
import { assertAskable } from '@isthmus/protocol/subject'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptySearch, findSearchRequest, type SearchValues, toMissing } from './search-values.ts'

const reason = {
  purpose: 'border-control',
  legalBasis: 'Regulation (EU) 2016/399, art. 8',
  caseReference: 'HCG-1',
} as const

function isAskable(subject: SearchSubject): boolean {
  try {
    assertAskable(subject)
    return true
  } catch {
    return false
  }
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

  test('what the form lets pass, the peer lets pass, and the other way round', () => {
    const subjects = [
      'Иван',
      'Иван Петров',
      '习近平',
      '김정은',
      'محمد',
      'محمد علي',
      'たなか',
      'Li',
      'Jean-Luc',
    ]
    for (const full of subjects) {
      expect([full, toMissing(valuesWith({ full })).length === 0]).toEqual([full, isAskable({ full })])
    }
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
        if (request !== undefined) expect(hasShape('SearchRequest', request)).toBe(true)
      }),
    )
  })
})
