import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PeerConfig } from '@isthmus/contract'
import { registerApi } from './api.ts'
import { serveTiles } from './audit-log/index.ts'
import { answerCatalogue } from './catalogue/index.ts'
import { answerPeers, openAttachmentDoor } from './exchange/index.ts'
import type { GuardParts } from './guards.ts'
import { createHandlers } from './handlers.ts'
import { toSourceBounds } from './intake/index.ts'
import { openKeys } from './open-keys.ts'
import { openStore } from './open-store.ts'
import { registerPages } from './pages.ts'
import {
  createHttp,
  createLogger,
  type Environment,
  PlatformError,
  readConfig,
  systemClock,
} from './platform/index.ts'
import { createRooms, type Foundation, type Rooms } from './rooms.ts'
import { answerSearch } from './search/index.ts'
import { registerSignIn } from './sign-in/index.ts'
import { toSignInOptions } from './sign-in-options.ts'
import { reconcileAnswerers, watching } from './supervision.ts'
import { requiredOf, serveWitness } from './witness/index.ts'

export type Peer = {
  listen(): Promise<void>
  stop(): Promise<void>
  /**
   * Instead of `listen`, when an administrator states that an old backup was restored: what it holds goes on as another log
   * from the next start on. Gives the number of that log. Throws WitnessError LOG_NOT_SHRUNK.
   */
  beginLogAnew(reason: string): Promise<number>
}

/** Builds every room of this peer and hands each what it needs; nothing listens yet. */
export async function createPeer(configFile: string, environment: Environment): Promise<Peer> {
  const config = readConfig(configFile)
  const clock = systemClock
  const logger = createLogger(environment.logLevel ?? config.logLevel ?? 'info', config.peerId)
  const keys = await openKeys(config, { environment, logger })
  const { keystore, ownKeys } = keys
  const store = await openStore(config, { environment, keys, logger }).catch(async (fault: unknown) => {
    await keys.close()
    throw fault
  })
  try {
    return await furnish({ configFile, config, clock, logger, store, keystore, ownKeys })
  } catch (fault) {
    // A store that is left running keeps the process from ending, and the next start from beginning.
    await store.close()
    throw fault
  }
}

async function furnish(foundation: Foundation): Promise<Peer> {
  const { config, logger, store } = foundation
  const rooms = await createRooms(foundation)
  const { auditLog, directory, indexRuns, linkageRuns, sources, tls } = rooms
  const http = createHttp(logger, { trustedProxies: config.trustedProxies ?? [] })
  const peerHttp = createHttp(logger, { createServer: (listener) => tls.createServer(listener) })
  openToPeers(peerHttp, foundation, rooms)
  await openToOfficers(http, foundation, rooms)
  registerPages(http)
  return {
    listen: async () => {
      await listen(http, config)
      await listen(peerHttp, config.exchange)
      // Before the first entry: in an old backup it would take the place of another.
      await rooms.witness.ownHead.assertWhole()
      await auditLog.append({
        event: 'peer.started',
        operation: 'config',
        correlationId: randomUUID(),
        outcome: 'done',
      })
      await rooms.trustRoom.desk?.settle()
      await rooms.checkpoints.start()
      await rooms.witness.cosigners.start()
      rooms.witness.views.start()
      rooms.trustRoom.updates.start()
      await rooms.messages.start()
      rooms.supervision.schedule.start()
      rooms.notifications.start()
      rooms.supervision.receiptWatch.start()
      void directory.refresh()
    },
    beginLogAnew: (reason) => rooms.witness.ownHead.beginAnew(reason),
    stop: async () => {
      await rooms.supervision.schedule.stop()
      await rooms.supervision.receiptWatch.stop()
      await rooms.witness.views.stop()
      await rooms.trustRoom.updates.stop()
      await rooms.messages.stop()
      await rooms.notifications.stop()
      await rooms.checkpoints.stop()
      await rooms.witness.cosigners.stop()
      await Promise.all([http.close(), peerHttp.close()])
      rooms.replayGuard.close()
      await Promise.all([indexRuns.stop(), linkageRuns.stop()])
      await Promise.all([tls.close(), sources.close()])
      await rooms.transcripts.settle()
      await rooms.incident.incidents.stop()
      await store.close()
    },
  }
}

type Http = ReturnType<typeof createHttp>

function openToPeers(http: Http, { clock, logger }: Foundation, rooms: Rooms): void {
  const { trust, policy, auditLog, answering, incident, sources, wire } = rooms
  const telling = { policy, trust, auditLog, ownSources: () => sources.listEntries() }
  rooms.trustRoom.servePeers(http)
  serveTiles(http, {
    log: auditLog,
    checkpoints: rooms.checkpoints,
    cosignatures: () => requiredOf(trust),
  })
  serveWitness(http, rooms.witness.witness)
  openAttachmentDoor(http, { attachments: rooms.messages.attachments, tlsPeerOf: rooms.tls.peerOf })
  answerPeers(
    http,
    {
      trust,
      wire,
      auditLog,
      incidents: incident.incidents,
      clock,
      logger,
      tlsPeerOf: rooms.tls.peerOf,
      receive: rooms.messages.receive,
      ...rooms.keeping,
    },
    {
      'search.ask': {
        answerKind: 'search.answer',
        answer: (content, asker, signal) => answerSearch(answering, { content, asker }, signal),
      },
      'catalogue.ask': {
        answerKind: 'catalogue.answer',
        answer: (_content, asker) => answerCatalogue(telling, asker),
      },
      ...reconcileAnswerers(rooms.supervision, { policy }),
    },
  )
}

async function openToOfficers(http: Http, foundation: Foundation, rooms: Rooms): Promise<void> {
  const { configFile, config, clock, store, keystore } = foundation
  rooms.trustRoom.serveAnybody(http)
  const { database } = store
  const { trust, policy, auditLog } = rooms
  const { requireOfficer } = await registerSignIn(
    http,
    toSignInOptions(config, { database, trust, auditLog, keystore }),
  )
  const pseudonymKey = keystore.readOrCreate('pseudonym')
  const version = readVersion()
  const handlers = createHandlers({
    ...rooms,
    ...rooms.supervision,
    config,
    bounds: toSourceBounds(config, { configFile, databaseUrl: store.url }),
    database,
    ask: {
      ...rooms,
      ...watching(rooms.supervision),
      clock,
      assuranceLevel: config.signIn.provider?.assuranceLevel ?? 'low',
    },
    clock,
    version,
    startedAt: clock(),
  })
  const { oversight } = rooms.supervision
  const noteOfficer: GuardParts['noteOfficer'] = (officer) => oversight.noteOfficer(officer)
  const guards = { policy, trust, auditLog, pseudonymKey, noteOfficer }
  registerApi(http, { ...guards, requireOfficer, publicUrl: config.publicUrl, version }, handlers)
}

async function listen(http: Http, { host, port }: Pick<PeerConfig, 'host' | 'port'>): Promise<void> {
  await http.listen({ host, port }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause
    throw new PlatformError('PORT_TAKEN', `port ${port} is taken by another program`, {
      cause,
      remedy: 'stop it, or choose another port',
    })
  })
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new PlatformError('CONFIG_INVALID', `${file} cannot be read`, {
      cause,
      remedy: 'check the path and its permissions',
    })
  }
}

function readVersion(): string {
  return (JSON.parse(readText(join(import.meta.dirname, 'package.json'))) as { version: string }).version
}
