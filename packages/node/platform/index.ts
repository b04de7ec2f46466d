export { boundedHeap } from './bounded-heap.ts'
export { type Clock, systemClock } from './clock.ts'
export { findDatabaseUrl, readConfig } from './config.ts'
export {
  type Database,
  type DatabaseOptions,
  openDatabase,
  type Queries,
  type SqlValue,
  type Transaction,
} from './database.ts'
export { type DatabaseLock, lockDatabase } from './database-lock.ts'
export {
  createDatabase,
  type DatabaseRole,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded-postgres.ts'
export { type Environment, readEnvironment } from './environment.ts'
export { framesOf, NodeError, PlatformError, type PlatformErrorCode } from './error.ts'
export { contentSecurityPolicy, createHttp, sendNotFound, toGoneSignal, toProblem } from './http.ts'
export { onParentGone } from './lifeline.ts'
export { createLogger, type Logger } from './logger.ts'
export { mergeByArrival } from './merge.ts'
export { migrate } from './migrate.ts'
export { readSecretFile } from './secret-file.ts'
export { readOrCreateSecret, secretsFolder } from './secrets.ts'
export { unlessAborted } from './unless-aborted.ts'
