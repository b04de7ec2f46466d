import { type Queries, throwawayCluster } from '../platform/index.ts'
import { AuditLogError } from './errors.ts'

/** Settings of PostgreSQL as they are in force for the connection. */
export type DurabilitySettings = {
  fsync: string
  synchronous_commit: string
  full_page_writes: string
  cluster_name: string
}

const mustBeOn = ['fsync', 'synchronous_commit', 'full_page_writes'] as const

/** Why a commit may be lost or torn with the power. None of a throwaway store, whose name only its starter can give. */
export function listVolatile(settings: DurabilitySettings): string[] {
  if (settings.cluster_name === throwawayCluster) return []
  return mustBeOn.filter((name) => settings[name] === 'off')
}

/** What the log has acknowledged must outlive the power. Throws AuditLogError LOG_NOT_DURABLE. */
export async function assertDurable(queries: Queries): Promise<void> {
  const [settings] = await queries.query<DurabilitySettings>(
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
      current_setting('full_page_writes') as full_page_writes, current_setting('cluster_name') as cluster_name`,
  )
  const volatile = settings ? listVolatile(settings) : mustBeOn
  if (volatile.length === 0) return
  const named = volatile.map((name) => `${name} = off`).join(', ')
  throw new AuditLogError(
    'LOG_NOT_DURABLE',
    `PostgreSQL runs with ${named}: entries that were acknowledged could be lost with the power`,
    {
      remedy: `set ${volatile.map((name) => `${name} = on`).join(', ')} (of the server, the database and the role), then start the peer again`,
    },
  )
}
