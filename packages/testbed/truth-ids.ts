import type { Person } from '@isthmus/contract'

/** The name that published truth about cross-list matches has for each list of the demo; `us-consolidated` is not in it. */
const listOfSource: Readonly<Record<string, string>> = {
  'un-sc': 'un',
  'uk-conlist': 'uk18',
  'uk-sanctions': 'uk26',
  'eu-fsf': 'eu',
  'us-sdn': 'us',
  'ca-sema': 'ca',
}

export type TruthId = { list: string; id: string }

/**
 * Under which list and id a person of the demo stands in the truth files; undefined when its source is not in them. The
 * Canadian list has no number of its own: there the truth adds the name to the reference, which a hit must never do.
 * Ids of the truth files are to be compared without control characters (one of them begins with U+001A).
 */
export function truthIdOf(sourceId: string, person: Person): TruthId | undefined {
  const list = listOfSource[sourceId]
  if (list === undefined) return undefined
  if (list !== 'ca') return { list, id: person.reference }
  const [regulation = '', schedule = '', item = ''] = person.reference.split('|')
  const name = person.claims[0]?.names.find(({ kind }) => kind === 'primary')
  return {
    list,
    id: [regulation, schedule === '-' ? '' : schedule, item, name?.family ?? '', name?.given ?? ''].join('|'),
  }
}
