import type { Connector, Rejected } from '@isthmus/connectors'
import type { Mapping, Person, Thing } from '@isthmus/contract'
import { type Fault, toCanonical } from './mapping/index.ts'
import { ReferenceSet } from './reference-set.ts'

/** What one record of a source became. Exactly one of person, thing, rejected and skipped is there. */
export type CanonicalItem = {
  person?: Person
  thing?: Thing
  rejected?: Rejected
  skipped?: true
  faults?: Fault[]
  locator?: string
}

/**
 * Every record of a source as the mapping makes it, in one pass. A second record with the same reference is rejected: a
 * hit names the reference, and it must lead to one record.
 * Throws what the connector throws: ConnectorError.
 */
export async function* readCanonical(
  connector: Connector,
  mapping: Mapping,
  signal: AbortSignal,
): AsyncGenerator<CanonicalItem> {
  const references = new ReferenceSet()
  for await (const item of connector.read(signal)) {
    if ('rejected' in item) {
      yield { rejected: item.rejected }
      continue
    }
    const { locator, place } = item.record
    const canonical = toCanonical(mapping, item.record)
    if ('skipped' in canonical || 'rejected' in canonical) {
      yield canonical
      continue
    }
    const { reference } = 'person' in canonical ? canonical.person : canonical.thing
    if (references.add(reference)) yield { ...canonical, locator }
    else
      yield {
        rejected: {
          place,
          reason: 'an earlier record has the same reference',
          remedy: 'map `reference` to a field that is unique',
        },
      }
  }
}
