import type { PeerConfig } from '@isthmus/contract'
import type { FastifyInstance } from 'fastify'
import type { AuditLog } from '../audit-log/index.ts'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Database, Keystore, Logger } from '../platform/index.ts'
import { sendTrustRequest } from './desk-client.ts'
import { TrustError } from './errors.ts'
import type { OwnKeys } from './own-keys.ts'
import { TrustReader } from './reader.ts'
import { serveTrustDesk } from './serve-trust-desk.ts'
import { serveTrustList } from './serve-trust-list.ts'
import { TrustTransactor } from './transactor.ts'
import type { Trust } from './trust.ts'
import { TrustDesk } from './trust-desk.ts'
import { type FetchText, publicListPath, TrustUpdates, trustListPath } from './trust-updates.ts'

export type TrustRoomParts = {
  config: Pick<PeerConfig, 'trustList' | 'trustDesk'>
  trust: Trust
  database: Database
  keystore: Keystore
  ownKeys: OwnKeys
  auditLog: Pick<AuditLog, 'append'>
  incidents: Pick<Incidents, 'raise'>
  fetchText: FetchText
  clock: Clock
  logger: Logger
}

/** Everything of this room that lives: rounds for newer lists, the desk where there is one, and how to reach it. */
export type TrustRoom = {
  trust: Trust
  reader: TrustReader
  transactor: TrustTransactor
  updates: TrustUpdates
  keystore: Keystore
  ownKeys: OwnKeys
  auditLog: Pick<AuditLog, 'append'>
  clock: Clock
  desk: TrustDesk | undefined
  /** Hands a request of this peer to the desk. */
  send: (text: string) => Promise<string>
  /** Opens what other peers may ask for behind mutual TLS. */
  servePeers: (http: FastifyInstance) => void
  /** Opens what whoever is not listed, or knows only an old list, may ask for: everything there is signed. */
  serveAnybody: (http: FastifyInstance) => void
}

export function createTrustRoom(parts: TrustRoomParts): TrustRoom {
  const { config, trust, keystore, ownKeys, auditLog, clock } = parts
  const reader = new TrustReader(parts.database)
  const transactor = new TrustTransactor(parts.database)
  const { addresses = [], fetchEverySeconds } = config.trustList
  const updates = new TrustUpdates({
    ...parts,
    reader,
    addresses,
    ...(fetchEverySeconds === undefined ? {} : { everyMs: fetchEverySeconds * 1_000 }),
  })
  const desk = config.trustDesk
    ? new TrustDesk({ trust, reader, transactor, auditLog, clock, ...config.trustDesk })
    : undefined
  const send = async (text: string): Promise<string> =>
    desk ? (await desk.receive(text)).fingerprint : sendToFirst(addresses, text)
  const servePeers = (http: FastifyInstance): void =>
    serveTrustList(http, { trust, reader, path: trustListPath })
  const serveAnybody = (http: FastifyInstance): void => {
    serveTrustList(http, { trust, reader, path: publicListPath })
    if (desk) serveTrustDesk(http, desk)
  }
  return {
    trust,
    reader,
    transactor,
    updates,
    keystore,
    ownKeys,
    auditLog,
    clock,
    desk,
    send,
    servePeers,
    serveAnybody,
  }
}

async function sendToFirst(addresses: readonly string[], text: string): Promise<string> {
  let fault: unknown = new TrustError(
    'NO_TRUST_DESK',
    'this peer does not know where the operators’ desk is',
    {
      remedy: 'name it in trustList.addresses of the configuration',
    },
  )
  for (const address of addresses) {
    try {
      return await sendTrustRequest(address, text)
    } catch (cause) {
      fault = cause
      if (!(cause instanceof TrustError && cause.code === 'TRUST_DESK_UNREACHABLE')) throw cause
    }
  }
  throw fault
}
