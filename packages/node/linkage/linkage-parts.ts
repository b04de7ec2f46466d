import type { ActorStatement, Organisation, Refusal } from '@isthmus/contract'
import type { AuditLog } from '../audit-log/index.ts'
import type { FetchedPersons } from '../intake/index.ts'
import type { Clock } from '../platform/index.ts'
import type { Policy, PolicySource } from '../policy/index.ts'
import type { LinkageReader } from './reader.ts'
import type { LinkageTransactor } from './transactor.ts'

/** A source of this peer as linkage needs it. */
export type LinkableSource = {
  id: string
  policySource: PolicySource
  fetchPersons(locators: readonly string[], sourceState: string, signal: AbortSignal): Promise<FetchedPersons>
}

/** Whoever acts, with whom the guards have let in. */
export type LinkingOfficer = { id: string; statement: ActorStatement; organisation: Organisation }

export type LinkageRoom = {
  policy: Policy
  auditLog: AuditLog
  clock: Clock
  reader: LinkageReader
  transactor: LinkageTransactor
  listSources: () => readonly LinkableSource[]
  /** Throws what the house throws for a refusal, after it has been logged. */
  refuse: (act: { operation: string; officer: LinkingOfficer; refusal: Refusal }) => Promise<never>
}

export function toActor({ id, statement, organisation }: LinkingOfficer): {
  id: string
  role: string
  organisation: string
} {
  return { id, role: statement.role, organisation: organisation.id }
}
