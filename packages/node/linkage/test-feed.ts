import { setTimeout as sleep } from 'node:timers/promises'
import type { Person } from '@isthmus/contract'
import { type DemoSourceId, readDemoPersons } from '@isthmus/testbed/read-lists'
import type { Feed, FeedPlace } from './feed.ts'
import type { FedPerson } from './person-batch.ts'

type Argument = { persons: Person[] } | { list: DemoSourceId } | { fault: string } | { endless: true }

/** Persons of a test, a list of the demonstration, or a source that fails or never ends. */
export function toTestFeed(argument: Argument): FeedPlace {
  return { module: import.meta.url, argument }
}

export async function openFeed(argument: unknown): Promise<Feed> {
  return { sourceState: 's1', persons: personsOf(argument as Argument), close: async () => {} } // From `toTestFeed`.
}

async function* personsOf(argument: Argument): AsyncGenerator<FedPerson> {
  if ('fault' in argument) throw new TypeError(argument.fault)
  if ('persons' in argument)
    for (const person of argument.persons) yield { person, locator: `at ${person.reference}` }
  if ('list' in argument)
    for await (const { person } of readDemoPersons(argument.list)) yield { person, locator: person.reference }
  while ('endless' in argument) await sleep(20)
}

export function toTestPerson(reference: string, full: string, birth?: string): Person {
  return {
    kind: 'person',
    reference,
    claims: [
      {
        names: [{ full, kind: 'primary', quality: 'strong' }],
        births: birth === undefined ? [] : [birth],
        birthPlaces: [],
        nationalities: [],
        places: [],
        documents: [],
      },
    ],
  }
}
