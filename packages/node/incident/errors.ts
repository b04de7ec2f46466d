import { NodeError } from '../platform/index.ts'

export type IncidentErrorCode = 'INCIDENT_NOT_FOUND' | 'INCIDENT_CLOSED' | 'NOTE_MISSING'

export class IncidentError extends NodeError<IncidentErrorCode> {
  override name = 'IncidentError'
}
