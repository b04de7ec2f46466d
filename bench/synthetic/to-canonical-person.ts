import type { Name, Person } from '@isthmus/contract/types'
import type { SyntheticPerson } from './population.ts'

/** The canonical person that a mapping makes of a synthetic one; for benchmarks that leave the connectors out. */
export function toCanonicalPerson(person: SyntheticPerson): Person {
  const names: Name[] = [
    { ...person.primary, kind: 'primary', quality: 'strong' },
    ...person.aliases.map(({ quality, ...name }) => ({ ...name, kind: 'alias' as const, quality })),
  ]
  return {
    kind: 'person',
    reference: person.reference,
    asOf: person.asOf,
    claims: [
      {
        names,
        births: person.birth === undefined ? [] : [person.birth],
        birthPlaces: [],
        nationalities: [person.nationality],
        places: [{ city: person.place }],
        documents: person.document ? [{ type: 'passport', ...person.document }] : [],
        sex: person.sex,
      },
    ],
  }
}
