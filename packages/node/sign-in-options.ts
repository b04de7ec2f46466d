import { randomUUID } from 'node:crypto'
import type { PeerConfig } from '@isthmus/contract'
import type { AuditEvent, AuditLog } from './audit-log/index.ts'
import { type Database, type Keystore, PlatformError, systemClock } from './platform/index.ts'
import type { registerSignIn, SignInEvent } from './sign-in/index.ts'
import type { Trust } from './trust/index.ts'

/** What the sign-in needs of this peer; each sign-in becomes an entry. Throws PlatformError CONFIG_INVALID. */
export function toSignInOptions(
  config: PeerConfig,
  parts: { database: Database; trust: Trust; auditLog: AuditLog; keystore: Keystore },
): Parameters<typeof registerSignIn>[1] {
  const { database, trust, auditLog, keystore } = parts
  assertHosted(config, trust)
  return {
    publicUrl: config.publicUrl,
    mode: config.mode,
    provider: config.signIn.provider ?? { embedded: true },
    peerName: trust.self.name,
    officers: () => config.signIn.officers ?? [],
    elsewhere: config.signIn.elsewhere ?? [],
    findOrganisation: (id) => trust.findOrganisation(id),
    secrets: { keystore, cookieKey: keystore.readOrCreate('cookie') },
    database,
    clock: systemClock,
    record: async (event) => {
      await auditLog.append(toSignInEntry(event))
    },
  }
}

/** An organisation that the trust list does not place at this peer could sign in and then be refused everything. */
function assertHosted({ signIn }: PeerConfig, trust: Trust): void {
  const foreign = signIn.provider?.organisations.filter((id) => !trust.self.hosts.includes(id)) ?? []
  if (foreign.length === 0) return
  throw new PlatformError(
    'CONFIG_INVALID',
    `signIn.provider.organisations names ${foreign.join(', ')}, which this peer does not host`,
    {
      remedy: 'name only organisations that the trust list places at this peer',
    },
  )
}

function toSignInEntry(event: SignInEvent): AuditEvent {
  return {
    event: event.event,
    operation: event.event === 'sign-in.refused' ? 'denied' : 'login',
    correlationId: randomUUID(),
    outcome: event.event === 'sign-in.refused' ? 'refused' : 'done',
    detail: { means: event.means },
    ...(event.officer ? { actor: event.officer } : {}),
    ...(event.reason ? { reason: event.reason } : {}),
  }
}
