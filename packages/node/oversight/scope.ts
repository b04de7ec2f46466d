import type { LogEntry } from '@isthmus/contract'

/** Of whom the viewer may see entries; `wholePeer` as the policy says. `hosts` are those whose officers act here. */
export type Scope = { organisation: string; wholePeer: boolean; hosts: readonly string[] }

/**
 * Each controller supervises its own officers: a host does not see what the officers of an organisation that it hosts ask.
 * What no officer of this peer did (the peer itself, and officers of other peers) belongs to the owner, and so does what the
 * owner's sources answered to whomever: that is the owner's disclosure. An erased entry says nothing of anybody.
 */
export function isInScope(entry: Pick<LogEntry, 'actor' | 'event'> | undefined, scope: Scope): boolean {
  const organisation = entry?.actor?.organisation
  if (organisation === scope.organisation) return true
  if (!scope.wholePeer) return false
  return organisation === undefined || !scope.hosts.includes(organisation) || isDisclosure(entry?.event)
}

function isDisclosure(event: string | undefined): boolean {
  return event === 'search.answered' || event === 'search.denied'
}
