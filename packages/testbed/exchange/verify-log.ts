import { AuditLog, AuditLogError } from '@isthmus/node/audit-log'
import { openDatabase } from '@isthmus/node/platform'
import { toOwnKeys } from '@isthmus/node/trust'
import { openPeerKeystore } from '../federation-keys.ts'
import { toTestTrust } from '../trust-keys.ts'
import type { ExchangePair, PeerName } from './exchange-pair.ts'

/** 1 when every row of the log of this peer verifies, as the daily job verifies it; 0 when it has been doctored. */
export async function verifyLog(pair: Pick<ExchangePair, 'optionsOf'>, name: PeerName): Promise<0 | 1> {
  const { id, folder, databaseUrl, list } = pair.optionsOf(name)
  const keystore = openPeerKeystore(folder)
  const clock = () => new Date()
  const trust = toTestTrust(list, { id, ownKeys: toOwnKeys(keystore) }, clock)
  const database = openDatabase({ connectionString: databaseUrl, applicationName: `verify-${id}` })
  try {
    const log = await AuditLog.open(database, {
      ...{ clock, key: keystore.readOrCreate('audit-log'), origin: `isthmus.eu/${list.federation}/${id}` },
      logKeys: () => trust.listEveryKey(id, 'log').flatMap(({ publicKey }) => publicKey ?? []),
    })
    await log.verify()
    return 1
  } catch (fault) {
    if (fault instanceof AuditLogError && fault.code === 'LOG_DOCTORED') return 0
    throw fault
  } finally {
    await database.close()
  }
}
