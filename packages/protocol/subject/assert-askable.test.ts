import type { SearchSubject } from '@isthmus/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assertAskable, SubjectError } from './index.ts'

const codeOf = (subject: SearchSubject): string | undefined => {
  try {
    assertAskable(subject)
    return undefined
  } catch (error) {
    if (error instanceof SubjectError) return error.code
    throw error
  }
}

describe('what may be asked', () => {
  it.each<[string, SearchSubject]>([
    ['family and given name', { family: 'Petrov', given: 'Ivan' }],
    ['family name and birth year', { family: 'Petrov', birth: '1970' }],
    ['given name and an approximate birth', { given: 'Ivan', birth: '1970~' }],
    ['a full name of two words', { full: 'Ivan Petrov' }],
    ['a full name of one word and a birth', { full: 'Ivan', birth: '1970/1972' }],
    ['a full name in another script', { full: '习近平' }],
    ['a document number alone', { documents: [{ number: 'AB-12345' }] }],
    ['a name behind a right-to-left override', { full: '\u202eIvan\u202c Petrov' }],
    ['a name with SQL in it', { full: "Robert'); DROP TABLE students;--" }],
  ])('%s', (_, subject) => {
    expect(codeOf(subject)).toBeUndefined()
  })
})

describe('what is refused as too little', () => {
  it.each<[string, SearchSubject]>([
    ['nothing', {}],
    ['a family name alone', { family: 'Petrov' }],
    ['a birth date alone', { birth: '1970-01-01' }],
    ['a full name of one word', { full: 'Ivan' }],
    ['a title and one word', { full: 'Haji Ahmad' }],
    ['a nationality and a place', { nationalities: ['SY'], places: ['Aleppo'] }],
    ['a document number of four characters', { documents: [{ number: '12-34' }] }],
  ])('%s', (_, subject) => {
    expect(codeOf(subject)).toBe('TOO_LITTLE_ASKED')
  })
})

describe('what is refused as unreadable', () => {
  it.each<[string, SearchSubject]>([
    ['a lone surrogate', { full: 'Ivan \ud800 Petrov' }],
    ['a megabyte', { full: 'a'.repeat(1_000_000) }],
    ['only punctuation', { family: '---', given: '!!!' }],
    ['a NUL character', { full: 'Ivan\0Petrov' }],
    ['an impossible birth date', { family: 'Petrov', birth: '1970-02-30' }],
    ['a broken place', { family: 'Petrov', given: 'Ivan', places: ['\udfff'] }],
    ['a broken document number', { documents: [{ number: 'AB\ud83412345' }] }],
  ])('%s', (_, subject) => {
    expect(codeOf(subject)).toBe('SUBJECT_UNREADABLE')
  })

  it('says what to do and never repeats a value', () => {
    const secret = 'Zzyzx\ud800'
    expect(() => assertAskable({ full: secret })).toThrow(/type it again/)
    expect(() => assertAskable({ full: secret })).not.toThrow(/Zzyzx/)
  })
})

describe('any subject', () => {
  it('is passed or refused with a SubjectError, never another exception', () => {
    const text = fc.string({
      unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      maxLength: 50,
    })
    fc.assert(
      fc.property(
        text,
        text,
        text,
        (full, family, birth) => void codeOf({ full, family, birth, documents: [{ number: full }] }),
      ),
    )
  })
})
