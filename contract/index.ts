export type * from './generated/types.ts'
export { type SchemaName, schemas } from './generated/schemas.ts'
export { type Operation, type OperationName, operations } from './operations.ts'
export { ContractError, hasShape, parse } from './validation.ts'
