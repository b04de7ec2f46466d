import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Person, SearchSubject } from '@isthmus/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchKeysOfPerson, matchKeysOfSubject } from './index.ts'

const folder = join(import.meta.dirname, '../../../vectors/match-keys')
const read = <T>(file: string): T[] => JSON.parse(readFileSync(join(folder, file), 'utf8'))

type Meeting = { name: string; subject: SearchSubject; person: Person; meets: boolean }
type Keys = {
  name: string
  subject: SearchSubject
  person: Person
  subjectKeys: string[]
  personKeys: string[]
}

const isMeeting = (subject: SearchSubject, person: Person) => {
  const asked = new Set(matchKeysOfSubject(subject))
  return matchKeysOfPerson(person).some((key) => asked.has(key))
}

describe('vectors/match-keys', () => {
  it.each(read<Meeting>('meetings.json'))('$name (share a key: $meets)', ({ subject, person, meets }) => {
    expect(isMeeting(subject, person)).toBe(meets)
  })

  it.each(read<Keys>('keys.json'))('$name: the keys', ({ subject, person, subjectKeys, personKeys }) => {
    expect(matchKeysOfSubject(subject)).toEqual(subjectKeys)
    expect(matchKeysOfPerson(person)).toEqual(personKeys)
  })
})

const toPerson = (names: string[], births: string[], numbers: string[]): Person => ({
  kind: 'person',
  reference: 'r',
  claims: [
    {
      names: names.map((full) => ({ full, kind: 'alias', quality: 'unknown' })),
      births,
      birthPlaces: [],
      nationalities: [],
      places: [],
      documents: numbers.map((number) => ({ type: 'other', number })),
    },
  ],
})

const text = fc.string({ unit: 'binary', maxLength: 60 })
const birth = fc.constantFrom('1970', '1970-05-17', '1958/1999', '1962~', '1972-02-30')

describe('keys of any person and question', () => {
  it('are unique, bounded and hold two identifying parts or a document number', () => {
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 30 }),
        fc.array(birth, { maxLength: 5 }),
        fc.array(text, { maxLength: 30 }),
        (names, births, numbers) => {
          const keys = matchKeysOfPerson(toPerson(names, births, numbers))
          expect(keys.length).toBeLessThanOrEqual(40)
          expect(new Set(keys).size).toBe(keys.length)
          for (const key of keys)
            expect(key).toMatch(/^(d\|\S{5,40}|nw\|[A-Zaiu]{5,}|(nn|ns|nb|ni)\|[^|]+\|[^|]+)$/u)
        },
      ),
    )
  })

  it('of a question are at most 60', () => {
    fc.assert(
      fc.property(text, text, birth, (full, family, when) => {
        const keys = matchKeysOfSubject({
          full,
          family,
          given: full,
          birth: when,
          documents: [{ number: family }],
        })
        expect(keys.length).toBeLessThanOrEqual(60)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  it('meet when the question repeats a name of the source word for word', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abdefghiklmnoprstuvz'), minLength: 3, maxLength: 9 })
    fc.assert(
      fc.property(word, word, (given, family) => {
        const person = toPerson([`${given} ${family}`], [], [])
        if (matchKeysOfPerson(person).length > 0)
          expect(isMeeting({ full: `${family} ${given}` }, person)).toBe(true)
      }),
    )
  })
})
