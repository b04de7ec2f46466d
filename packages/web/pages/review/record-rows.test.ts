import type { Person } from '@isthmus/contract/types'
import { expect, test } from 'vitest'
import { toRecordValues } from './record-rows.ts'

const empty = { names: [], births: [], birthPlaces: [], nationalities: [], places: [], documents: [] }

test('the claims of a record stand side by side, each value once, aliases apart', () => {
  const person: Person = {
    kind: 'person',
    reference: 'R-1',
    claims: [
      {
        ...empty,
        names: [{ kind: 'primary', quality: 'strong', family: 'Ιωάννου', given: 'Ελένη' }],
        births: ['1962-03-04'],
        documents: [{ type: 'passport', number: 'AB123', country: 'GR', authenticity: 'doubtful' }],
      },
      {
        ...empty,
        names: [
          { kind: 'primary', quality: 'strong', family: 'Ιωάννου', given: 'Ελένη' },
          { kind: 'alias', quality: 'weak', full: 'Elena J.' },
        ],
        births: ['1962-03-04', '1962'],
        places: [{ city: 'Πάτρα', country: 'GR' }],
        sex: 'female',
      },
    ],
  }
  expect(toRecordValues(person)).toEqual({
    name: ['Ελένη Ιωάννου'],
    alias: ['Elena J.'],
    birth: ['1962-03-04', '1962'],
    birthPlace: [],
    nationality: [],
    sex: ['female'],
    document: ['AB123 · GR (?)'],
    place: ['Πάτρα, GR'],
    category: [],
    asOf: [],
  })
})
