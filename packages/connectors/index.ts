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
export { type ConnectorConfig, openConnector } from './open-connector.ts'
