import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sweepLanding } from '@isthmus/connectors'
import type { PeerConfig } from '@isthmus/contract'
import { registerApi } from './api.ts'
import { type AuditEvent, AuditLog } from './audit-log/index.ts'
import { answerCatalogue } from './catalogue/index.ts'
import { answerPeers, PeerClient } from './exchange/index.ts'
import { GuardError, recordRefused } from './guards.ts'
import { createHandlers } from './handlers.ts'
import { IndexRuns } from './index-runs.ts'
import {
  IntakeReader,
  IntakeTransactor,
  type OpenSource,
  OpenSources,
  toSourceBounds,
} from './intake/index.ts'
import { LinkageReader, type LinkageRoom, LinkageTransactor, sweepLinkage } from './linkage/index.ts'
import { LinkageRuns } from './linkage-runs.ts'
import { HitIndex, sweepGenerations, toIndexKey } from './matching/index.ts'
import { registerPages } from './pages.ts'
import {
  type Clock,
  createHttp,
  createLogger,
  type Database,
  type EmbeddedPostgres,
  type Environment,
  findDatabaseUrl,
  type Logger,
  lockDatabase,
  migrate,
  openDatabase,
  PlatformError,
  readConfig,
  readOrCreateSecret,
  readSecretFile,
  secretsFolder,
  startEmbeddedPostgres,
  systemClock,
} from './platform/index.ts'
import { createPolicy } from './policy/index.ts'
import { type AnsweringParts, answerSearch, type SearchableSource, SourceDirectory } from './search/index.ts'
import { registerSignIn, type SignInEvent } from './sign-in/index.ts'
import { parsePeerSecrets, Trust, verifyTrustList } from './trust/index.ts'

export type Peer = { listen(): Promise<void>; stop(): Promise<void> }

const policyFolder = join(import.meta.dirname, '../../policy')

/** Builds every room of this peer and hands each what it needs; nothing listens yet. */
export async function createPeer(configFile: string, environment: Environment): Promise<Peer> {
  const config = readConfig(configFile)
  const clock = systemClock
  const logger = createLogger(environment.logLevel ?? config.logLevel ?? 'info', config.peerId)
  const store = await openStore(config, environment, logger)
  try {
    return await furnish({ configFile, config, clock, logger, store })
  } catch (fault) {
    // A store that is left running keeps the process from ending, and the next start from beginning.
    await store.close()
    throw fault
  }
}

type Foundation = { configFile: string; config: PeerConfig; clock: Clock; logger: Logger; store: OpenedStore }

type Rooms = Awaited<ReturnType<typeof createRooms>>

async function createRooms({ configFile, config, clock, logger, store }: Foundation) {
  const { database } = store
  await migrate(database)
  const trust = await readTrust(config, clock())
  const policy = createPolicy(policyFolder)
  const auditLog = new AuditLog(database, clock)
  const sources = await openSources(config, { database, now: clock() })
  const peerClient = new PeerClient(trust, clock)
  const directory = new SourceDirectory({ trust, peerClient, clock, ownSources: () => sources.listEntries() })
  const commitmentKey = readOrCreateSecret(config.folder, 'commitment')
  const hitIndex = new HitIndex(database, toIndexKey(readOrCreateSecret(config.folder, 'index')))
  const answering: AnsweringParts & { trust: Trust } = {
    trust,
    policy,
    auditLog,
    commitmentKey,
    clock,
    logger,
    isUnchanged: (person, digest) => hitIndex.isUnchanged(person, digest),
    findCandidates: (lookup) => hitIndex.findCandidatesOfMany(lookup),
    listSources: () => sources.list().map((source) => toSearchable(source, trust)),
  }
  const transactor = new IntakeTransactor(database)
  const indexRuns = new IndexRuns({
    configFile,
    databaseUrl: store.url,
    transactor,
    sources,
    auditLog,
    clock,
    logger,
  })
  const linkage = createLinkage({ database, policy, auditLog, trust, sources, clock })
  const linkageRuns = new LinkageRuns({
    configFile,
    folder: config.folder,
    databaseUrl: store.url,
    transactor: linkage.transactor,
    reader: linkage.reader,
    auditLog,
    clock,
    logger,
  })
  return {
    trust,
    policy,
    auditLog,
    sources,
    peerClient,
    directory,
    commitmentKey,
    answering,
    indexRuns,
    linkage,
    linkageRuns,
  }
}

function createLinkage({
  database,
  sources,
  ...parts
}: Pick<LinkageRoom, 'policy' | 'auditLog' | 'clock'> & {
  database: Database
  sources: OpenSources
  trust: Trust
}): LinkageRoom {
  return {
    ...parts,
    reader: new LinkageReader(database),
    transactor: new LinkageTransactor(database),
    listSources: () =>
      sources.list().map((source) => {
        const { policySource, fetchPersons } = toSearchable(source, parts.trust)
        return { id: source.id, policySource, fetchPersons }
      }),
    refuse: async ({ operation, officer, refusal }) => {
      await recordRefused(parts, { operation, officer, refusal })
      throw new GuardError('NOT_PERMITTED', refusal.text, refusal)
    },
  }
}

async function furnish(foundation: Foundation): Promise<Peer> {
  const { config, logger, store } = foundation
  const rooms = await createRooms(foundation)
  const { auditLog, directory, indexRuns, linkageRuns, peerClient, sources } = rooms
  const http = createHttp(logger, { trustedProxies: config.trustedProxies ?? [] })
  openToPeers(http, foundation, rooms)
  await openToOfficers(http, foundation, rooms)
  registerPages(http)
  return {
    listen: async () => {
      await listen(http, config)
      await auditLog.append({
        event: 'peer.started',
        operation: 'config',
        correlationId: randomUUID(),
        outcome: 'done',
      })
      void directory.refresh()
    },
    stop: async () => {
      await http.close()
      await Promise.all([indexRuns.stop(), linkageRuns.stop()])
      await Promise.all([peerClient.close(), sources.close()])
      await store.close()
    },
  }
}

type Http = ReturnType<typeof createHttp>

function openToPeers(http: Http, { clock, logger }: Foundation, rooms: Rooms): void {
  const { trust, policy, auditLog, answering, sources } = rooms
  const telling = { policy, trust, auditLog, ownSources: () => sources.listEntries() }
  answerPeers(
    http,
    { trust, auditLog, clock, logger },
    {
      'search.ask': {
        answerKind: 'search.answer',
        answer: (payload, asker, signal) => answerSearch(answering, { payload, asker }, signal),
      },
      'catalogue.ask': {
        answerKind: 'catalogue.answer',
        answer: (_payload, asker) => answerCatalogue(telling, asker),
      },
    },
  )
}

async function openToOfficers(http: Http, foundation: Foundation, rooms: Rooms): Promise<void> {
  const { configFile, config, clock, store } = foundation
  const { database } = store
  const { trust, policy, auditLog } = rooms
  const { requireOfficer } = await registerSignIn(
    http,
    toSignInOptions(config, { database, trust, auditLog }),
  )
  const pseudonymKey = readOrCreateSecret(config.folder, 'pseudonym')
  const version = readVersion()
  const handlers = createHandlers({
    ...rooms,
    config,
    bounds: toSourceBounds(config, { configFile, databaseUrl: store.url }),
    database,
    ask: { ...rooms, clock },
    clock,
    version,
    startedAt: clock(),
  })
  const guards = { policy, trust, auditLog, pseudonymKey }
  registerApi(http, { ...guards, requireOfficer, publicUrl: config.publicUrl, version }, handlers)
}

type OpenedStore = { database: Database; url: string; close: () => Promise<void> }

/** The database of DATABASE_URL, or one of the peer's own. */
async function openStore(config: PeerConfig, environment: Environment, logger: Logger): Promise<OpenedStore> {
  const given = findDatabaseUrl(config, environment)
  const embedded = given
    ? undefined
    : await startEmbeddedPostgres({
        folder: join(config.folder, 'postgres'),
        log: (line) => logger.info(line),
      })
  try {
    const url = given ?? (await createOwnDatabase(config, embedded))
    const lock = await lockDatabase(url, (sentence) => logger.warn(sentence))
    const database = openDatabase({ connectionString: url, applicationName: `isthmus-${config.peerId}` })
    const close = async (): Promise<void> => {
      await database.close()
      await lock.release()
      await embedded?.stop()
    }
    return { database, url, close }
  } catch (fault) {
    await embedded?.stop()
    throw fault
  }
}

async function createOwnDatabase(
  config: PeerConfig,
  embedded: EmbeddedPostgres | undefined,
): Promise<string> {
  const password = readOrCreateSecret(config.folder, 'database').toString('base64url')
  return (await embedded?.createDatabase('isthmus', { role: 'isthmus_peer', password })) ?? ''
}

async function readTrust(config: PeerConfig, now: Date): Promise<Trust> {
  const list = await verifyTrustList(readText(config.trustList.file), config.trustList.operatorKey, now)
  const secrets = parsePeerSecrets(readSecretFile(join(secretsFolder(config.folder), 'peer-keys.json')))
  return Trust.create(list, config.peerId, secrets)
}

/** What killed processes left behind is swept before anything is read. */
async function openSources(
  config: PeerConfig,
  { database, now }: { database: Database; now: Date },
): Promise<OpenSources> {
  await new IntakeTransactor(database).markInterrupted(now)
  await sweepGenerations(database)
  await sweepLinkage(database, { folder: config.folder, now })
  const reader = new IntakeReader(database)
  const landing = join(config.folder, 'landing')
  const connected = await reader.listSources()
  await sweepLanding(
    landing,
    connected.map(({ connector }) => connector),
  )
  const sources = new OpenSources(reader, { landing })
  await sources.refresh()
  return sources
}

function toSearchable(source: OpenSource, trust: Trust): SearchableSource {
  return {
    entry: source.entry,
    policySource: {
      id: source.id,
      owner: trust.self.owner,
      regime: source.entry.regime,
      modes: source.entry.modes,
      purposes: [...source.purposes],
    },
    fetchPersons: source.fetchPersons,
  }
}

function toSignInOptions(
  config: PeerConfig,
  { database, trust, auditLog }: { database: Database; trust: Trust; auditLog: AuditLog },
): Parameters<typeof registerSignIn>[1] {
  assertHosted(config, trust)
  return {
    publicUrl: config.publicUrl,
    mode: config.mode,
    provider: config.signIn.provider ?? { embedded: true },
    peerName: trust.self.name,
    officers: () => config.signIn.officers ?? [],
    elsewhere: config.signIn.elsewhere ?? [],
    findOrganisation: (id) => trust.findOrganisation(id),
    secrets: { folder: secretsFolder(config.folder), cookieKey: readOrCreateSecret(config.folder, 'cookie') },
    database,
    clock: systemClock,
    record: (event) => auditLog.append(toSignInEntry(event)),
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

async function listen(http: Http, config: PeerConfig): Promise<void> {
  await http.listen({ host: config.host, port: config.port }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause
    throw new PlatformError('PORT_TAKEN', `port ${config.port} is taken by another program`, {
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
