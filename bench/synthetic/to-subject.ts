import type { SearchSubject } from '@isthmus/contract/types'
import type { SyntheticPerson } from './population.ts'

/** How an officer would ask for this person: by one of the names, with the birth as far as it is known. */
export function toSubject(person: SyntheticPerson, turn = 0): SearchSubject {
  const names = [person.primary, ...person.aliases]
  const { given, family } = names[turn % names.length] ?? person.primary
  return { given, family, ...(person.birth === undefined ? {} : { birth: person.birth }) }
}
