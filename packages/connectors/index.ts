export { listConfiguredFiles } from './configured-files.ts'
export {
  type Behaviour,
  behaviours,
  type Connector,
  type ConnectorContext,
  ConnectorError,
  type ConnectorErrorCode,
  type ConnectorKind,
  type DescribedField,
  type Rejected,
  type SourceDescription,
  type SourceItem,
  type SourceRecord,
  type SourceValue,
} from './connector.ts'
export { connectorKinds } from './connector-kinds.ts'
export { openLanding } from './files/landing-copy.ts'
export { removeLandingCopies, sweepLanding } from './files/sweep-landing.ts'
export { type ConnectorConfig, openConnector } from './open-connector.ts'
export { findDatabasePlace, toDatabasePlace } from './postgres/database-place.ts'
