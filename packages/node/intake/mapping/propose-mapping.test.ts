import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assertFits } from './assert-fits.ts'
import { parseMapping, parseMappingText } from './parse-mapping.ts'
import { proposeMapping } from './propose-mapping.ts'

const described = (paths: string[], keyCandidates: string[] = []) => ({
  fields: paths.map((path) => ({ path, type: 'text', repeats: path.includes('[]'), share: 1 })),
  inspected: 20,
  keyCandidates,
})

test.each([
  [
    'English',
    ['record_id', 'Surname', 'First Name', 'date_of_birth', 'Nationality', 'Sex', 'passport_no'],
    'record_id',
  ],
  ['French', ['id', 'nom', 'prénom', 'date_naissance', 'nationalité', 'sexe', 'passeport'], 'id'],
  [
    'Greek',
    ['Κωδικός', 'Επώνυμο', 'Όνομα', 'Ημερομηνία Γέννησης', 'Υπηκοότητα', 'Φύλο', 'Διαβατήριο'],
    'Κωδικός',
  ],
  ['Italian', ['id', 'cognome', 'nome', 'data_nascita', 'cittadinanza', 'sesso', 'passaporto'], 'id'],
  [
    'German',
    ['Aktenzeichen', 'Nachname', 'Vorname', 'Geburtsdatum', 'Staatsangehörigkeit', 'Geschlecht', 'Reisepass'],
    'Aktenzeichen',
  ],
])(
  'the fields of a register in %s are recognised',
  (_, [reference, family, given, birth, nationality, sex, passport], key) => {
    const paths = [reference, family, given, birth, nationality, sex, passport].map(String)
    const description = described(paths, [key])
    const text = parseMappingText(
      proposeMapping(description, { kind: 'csv', file: '/data/Fahndung 2026.csv.gz' }),
    )
    expect(text.mapping.source.id).toBe('fahndung-2026')
    expect(text.mapping.records[0]).toEqual({
      kind: 'person',
      reference,
      claims: [
        {
          names: [{ family, given, kind: 'primary' }],
          births: [{ date: birth }],
          nationalities: [{ country: nationality }],
          documents: [{ type: 'passport', number: passport }],
          sex,
        },
      ],
    })
    expect(() => assertFits(text, description, 'csv')).not.toThrow()
  },
)

test('fields of one list are proposed together', () => {
  const mapping = parseMapping(
    proposeMapping(described(['id', 'names[].surname', 'names[].given', 'alias[].name'], ['id']), {
      kind: 'xml',
      file: 'x.xml',
    }),
  )
  expect(mapping.records[0]?.claims?.[0]?.names).toEqual([
    { each: 'names[]', family: 'surname', given: 'given', kind: 'primary' },
    { each: 'alias[]', full: 'name', kind: 'alias' },
  ])
})

test('a name or a document number is not proposed as reference when something else is unique', () => {
  const mapping = parseMapping(
    proposeMapping(described(['surname', 'passport', 'row'], ['surname', 'passport', 'row']), {
      kind: 'csv',
    }),
  )
  expect(mapping.records[0]?.reference).toBe('row')
})

test('whatever a source calls its fields, the proposal parses', () => {
  const path = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(fc.array(path, { maxLength: 20 }), fc.string(), (paths, file) => {
      expect(
        parseMapping(proposeMapping(described(paths, paths.slice(0, 1)), { kind: 'json', file })).mapping,
      ).toBe(1)
    }),
  )
})
