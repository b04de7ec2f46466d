import { join } from 'node:path'
import type { TrustList } from '@isthmus/contract'
import { AuditLog, readLogIdentity } from '@isthmus/node/audit-log'
import {
  type Answerers,
  type AttachmentLimits,
  answerPeers,
  createMessages,
  type Messages,
  type MessagesParts,
  openAttachmentDoor,
  openReplayGuard,
  PeerTls,
  Wire,
} from '@isthmus/node/exchange'
import { createIncidentRoom, type Incidents } from '@isthmus/node/incident'
import {
  createHttp,
  createLogger,
  type Database,
  migrate,
  openDatabase,
  PlatformError,
} from '@isthmus/node/platform'
import { type Trust, toOwnKeys } from '@isthmus/node/trust'
import { openPeerKeystore } from '../federation-keys.ts'
import { toTestTrust } from '../trust-keys.ts'

export type ExchangeOptions = {
  id: string
  /** Where its keystore lies, with the keys that the list names. */
  folder: string
  databaseUrl: string
  list: TrustList
  /** Where it listens; the list may name the port of a network that stands before it. */
  port: number
  connections?: number
  limits?: Partial<AttachmentLimits>
  /** How far its clock is ahead. */
  aheadMs?: number
  /** As in PeerTlsParts. */
  patienceMs?: number
  onSettled?: MessagesParts['onSettled']
  /** Puts something between the parts, such as a death. */
  alter?: (messages: Messages, wire: Wire) => void
  /** Kinds of questions that it answers; none unless said. */
  answerers?: Answerers
  /** More doors for peers than those of messages. */
  serve?: (http: ReturnType<typeof createHttp>, rooms: ServingRooms) => void
}

export type ServingRooms = Pick<
  RunningExchange,
  'database' | 'trust' | 'wire' | 'tls' | 'incidents' | 'auditLog'
>

export type RunningExchange = {
  database: Database
  messages: Messages
  trust: Trust
  wire: Wire
  tls: PeerTls
  incidents: Incidents
  auditLog: AuditLog
  stop: () => Promise<void>
}

/** The rooms of a peer that its messages go through, as `node.ts` builds them; no pages, sources or sign-in. */
export async function openExchange(options: ExchangeOptions): Promise<RunningExchange> {
  const { id, list, port, connections = 32, aheadMs = 0 } = options
  const clock = (): Date => new Date(Date.now() + aheadMs)
  const keystore = openPeerKeystore(options.folder)
  const ownKeys = toOwnKeys(keystore)
  const logger = createLogger('silent', id)
  const database = openDatabase({ connectionString: options.databaseUrl, applicationName: `isthmus-${id}` })
  await migrate(database)
  const identity = await readLogIdentity(database, { federation: list.federation, peerId: id })
  const trust = toTestTrust(list, { id, ownKeys }, clock)
  const auditLog = await AuditLog.open(database, {
    ...{ clock, key: keystore.readOrCreate('audit-log'), ...identity },
    logKeys: () => trust.listEveryKey(id, 'log').flatMap(({ publicKey }) => publicKey ?? []),
  })
  const findContact = (peerId: string) => {
    const peer = trust.findPeer(peerId)
    return peer && { name: peer.name }
  }
  const { incidents } = createIncidentRoom({ database, auditLog, findContact, clock, logger })
  const replayGuard = openReplayGuard(join(options.folder, 'replay-guard'), clock)
  const wire = new Wire({ trust, clock, replayGuard })
  const tls = new PeerTls({
    ...{ trust, ownKeys, incidents, clock, logger, connectionsPerPeer: connections },
    ...(options.patienceMs ? { patienceMs: options.patienceMs } : {}),
  })
  const { dispatcherOf } = tls
  const messages = createMessages({
    ...{ trust, wire, database, auditLog, incidents, dispatcherOf, clock, logger, connections },
    key: keystore.readOrCreate('exchange'),
    folder: join(options.folder, 'attachments'),
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.onSettled ? { onSettled: options.onSettled } : {}),
  })
  options.alter?.(messages, wire)
  const http = createHttp(logger, { createServer: (listener) => tls.createServer(listener) })
  const receive: Messages['receive'] = (message, arrived) => messages.receive(message, arrived)
  answerPeers(
    http,
    { trust, wire, auditLog, incidents, clock, logger, tlsPeerOf: tls.peerOf, receive },
    options.answerers ?? {},
  )
  openAttachmentDoor(http, { attachments: messages.attachments, tlsPeerOf: tls.peerOf })
  options.serve?.(http, { database, trust, wire, tls, incidents, auditLog })
  await http.listen({ host: '127.0.0.1', port }).catch((cause: unknown) => {
    throw new PlatformError('PORT_TAKEN', `port ${port} is taken`, { cause })
  })
  await messages.start()
  return {
    ...{ database, messages, trust, wire, tls, incidents, auditLog },
    stop: async () => {
      await messages.stop()
      await http.close()
      replayGuard.close()
      await tls.close()
      await incidents.stop()
      await database.close()
    },
  }
}
