import type { Incident, Organisation } from '@isthmus/contract'
import type { AuditLog } from '../audit-log/index.ts'
import type { Clock, Database, Logger } from '../platform/index.ts'
import { Incidents } from './incidents.ts'
import { IncidentReader, type StoredIncident } from './reader.ts'
import { IncidentTransactor } from './transactor.ts'

/** A peer of the trust list and the organisation that keeps it; undefined for anybody else. */
export type FindContact = (peerId: string) => { name: string; organisation?: Organisation } | undefined

export type IncidentRoom = {
  incidents: Incidents
  reader: IncidentReader
  transactor: IncidentTransactor
  auditLog: AuditLog
  findContact: FindContact
  clock: Clock
}

export type IncidentRoomParts = {
  database: Database
  auditLog: AuditLog
  findContact: FindContact
  clock: Clock
  logger: Logger
}

export function createIncidentRoom({ database, logger, ...parts }: IncidentRoomParts): IncidentRoom {
  const transactor = new IncidentTransactor()
  const isKnownPeer = (id: string): boolean => parts.findContact(id) !== undefined
  const incidents = new Incidents({ ...parts, transactor, isKnownPeer, logger })
  // Kept in memory until there is room to write it down.
  database.onFull(() => incidents.raise({ kind: 'disk-full' }))
  return { ...parts, transactor, reader: new IncidentReader(database), incidents }
}

export function withContact(
  { counterpartId, ...incident }: StoredIncident,
  findContact: FindContact,
): Incident {
  if (!counterpartId) return incident
  return { ...incident, counterpart: { id: counterpartId, ...findContact(counterpartId) } }
}
