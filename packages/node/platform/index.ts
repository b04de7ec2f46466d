export { readBootId } from './boot-id.ts'
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
  throwawayCluster,
} from './embedded-postgres.ts'
export { type Environment, readEnvironment } from './environment.ts'
export { framesOf, NodeError, PlatformError, type PlatformErrorCode } from './error.ts'
export { holdKeystore, holdKeystoreAlone, type KeystoreHold, toTokenLock } from './hold-keystore.ts'
export { contentSecurityPolicy, createHttp, sendNotFound, toGoneSignal, toProblem } from './http.ts'
export { Keystore } from './keystore.ts'
export type { ScryptCost } from './keystore-file.ts'
export { onParentGone } from './lifeline.ts'
export { createLogger, type Logger } from './logger.ts'
export { mergeByArrival } from './merge.ts'
export { migrate } from './migrate.ts'
export { type KeystoreOptions, openKeystore, openTokenKeystore, type TokenKey } from './open-keystore.ts'
export { type PackedBytes, packBytes } from './packed-bytes.ts'
export { readPassphrase, readPin } from './passphrase.ts'
export {
  createPeerKey,
  generatePeerKey,
  getPeerKey,
  type KeyUse,
  listPeerKeys,
  type PeerKey,
  parsePeerKey,
  toTlsPin,
} from './peer-key.ts'
export { Pkcs11Token } from './pkcs11-token.ts'
export { takeRandom } from './random.ts'
export { findKeystoreOpener, type NewOpener, resealKeystore } from './reseal-keystore.ts'
export { openRunProcess, startRunMain, startRunProcess } from './run-process.ts'
export { type Job, Schedule, type ScheduleParts } from './schedule.ts'
export { readSecretFile } from './secret-file.ts'
export { createSoftwareSigner, type Signer, toKeyId } from './signer.ts'
export { toStoreError } from './store-error.ts'
export { takeOverSecrets } from './take-over-secrets.ts'
export type { TokenOptions } from './token-call.ts'
export { unlessAborted } from './unless-aborted.ts'
export { writeWhole } from './write-whole.ts'
