import type { Thing } from '@isthmus/contract/types'
import { findDocumentNumber } from '@isthmus/protocol/match-keys'

/** Registers number vessels, vehicles, phones and firms one by one; what has no number is counted, not found. */
export function matchKeysOfThing(thing: Thing): string[] {
  const keys = new Set<string>()
  for (const { number } of thing.identifiers) {
    const plain = findDocumentNumber(number)
    if (plain !== undefined) keys.add(`d|${plain}`)
  }
  return [...keys]
}
