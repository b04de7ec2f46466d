import { join } from 'node:path'
import type { PeerConfig } from '@isthmus/contract'
import { AuditLog, AuditLogReader, Checkpoints, readLogIdentity } from './audit-log/index.ts'
import {
  createMessages,
  type Messages,
  type MessagesParts,
  openReplayGuard,
  PeerClient,
  PeerTls,
  toAttachmentLimits,
  Wire,
} from './exchange/index.ts'
import { GuardError, recordRefused } from './guards.ts'
import { createIncidentRoom } from './incident/index.ts'
import { IndexRuns } from './index-runs.ts'
import { IntakeTransactor, type OpenSources } from './intake/index.ts'
import { LinkageReader, type LinkageRoom, LinkageTransactor } from './linkage/index.ts'
import { LinkageRuns } from './linkage-runs.ts'
import { HitIndex, toIndexKey } from './matching/index.ts'
import { Notifications } from './notification/index.ts'
import { openEvidence } from './open-evidence.ts'
import type { OpenedStore } from './open-store.ts'
import { type Clock, type Keystore, type Logger, migrate } from './platform/index.ts'
import { createPolicy } from './policy/index.ts'
import { type AnsweringParts, SourceDirectory } from './search/index.ts'
import { PasskeyAdministration, Passkeys, type PasskeysParts } from './sign-in/index.ts'
import { startSources, toSearchable } from './start-sources.ts'
import { contactsOf, openSupervision } from './supervision.ts'
import { createFetchText, createTrustRoom, type OwnKeys, openTrust, type Trust } from './trust/index.ts'
import { createWitnessRoom } from './witness/index.ts'

export type Foundation = {
  configFile: string
  config: PeerConfig
  clock: Clock
  logger: Logger
  store: OpenedStore
  keystore: Keystore
  ownKeys: OwnKeys
}

export type Rooms = Awaited<ReturnType<typeof createRooms>>

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const policyFolder = join(import.meta.dirname, '../../policy')

/** Every room of this peer, from the left of the house to the right. */
export async function createRooms(foundation: Foundation) {
  const ground = await createGround(foundation)
  const between = createRoomsBetweenPeers(foundation, ground)
  const { keeping, evidence, transcripts, sweep } = openEvidence({
    ...{ ...foundation, ...ground, ...between },
    database: foundation.store.database,
  })
  const peerClient = new PeerClient({ ...foundation, ...ground, ...between, ...keeping })
  const messages = openMessages(foundation, { ...ground, ...between, ...keeping })
  const supervision = await openSupervision({
    ...{ ...foundation, ...ground, ...between, peerClient },
    database: foundation.store.database,
  })
  supervision.schedule.add(sweep)
  supervision.schedule.add(ground.notifications.endRetention)
  supervision.schedule.add({ name: 'end-messages', everyMs: dayMs, run: messages.endRetention })
  supervision.schedule.add({ name: 'sweep-attachments', everyMs: hourMs, run: messages.sweepAttachments })
  const ofData = await createRoomsOfData(foundation, { ...ground, peerClient })
  const ofEvidence = { keeping, evidence, transcripts }
  return { ...ground, ...between, ...ofData, ...ofEvidence, messages, peerClient, supervision }
}

type Ground = Awaited<ReturnType<typeof createGround>>

/** What every other room stands on: whom this peer believes, what may be done, what was done. */
async function createGround({ config, clock, logger, store: { database }, keystore, ownKeys }: Foundation) {
  await migrate(database)
  const trust = await openTrust(config, { database, ownKeys, clock })
  const policy = createPolicy(policyFolder)
  const key = keystore.readOrCreate('audit-log')
  const identity = await readLogIdentity(database, { ...trust.list, peerId: config.peerId })
  const auditLog = await AuditLog.open(database, {
    ...{ clock, key, ...identity },
    logKeys: () => trust.listEveryKey(config.peerId, 'log').flatMap(({ publicKey }) => publicKey ?? []),
    ...(config.retention ? { standardRetention: config.retention.standard } : {}),
  })
  const auditReader = new AuditLogReader(database, key)
  const incident = createIncidentRoom({ database, auditLog, clock, logger, findContact: contactsOf(trust) })
  const { incidents } = incident
  const notifications = new Notifications({
    ...{ database, publicUrl: config.publicUrl, incidents, clock, logger },
    ...(config.notification ? { config: config.notification } : {}),
  })
  const ofPasskeys = openPasskeys(config, { database, auditLog, clock })
  return { trust, policy, auditLog, auditReader, incident, incidents, notifications, ...ofPasskeys }
}

function openPasskeys(
  { publicUrl, mode }: PeerConfig,
  parts: Omit<PasskeysParts, 'publicUrl' | 'mode'>,
): { passkeys: Passkeys; passkeyAdministration: PasskeyAdministration } {
  const passkeys = new Passkeys({ ...parts, publicUrl, mode })
  const relyingParty = new URL(publicUrl).hostname
  return {
    passkeys,
    passkeyAdministration: new PasskeyAdministration({ ...parts, relyingParty }, passkeys.stepUp),
  }
}

function createRoomsBetweenPeers(
  { config, clock, logger, store: { database }, keystore, ownKeys }: Foundation,
  { trust, auditLog, incidents }: Ground,
) {
  const replayGuard = openReplayGuard(join(config.folder, 'replay-guard'), clock)
  const wire = new Wire({ trust, clock, replayGuard })
  const tls = new PeerTls({ trust, ownKeys, incidents, clock, logger })
  const { dispatcherOf } = tls
  const trustRoom = createTrustRoom({
    ...{ config, trust, database, keystore, ownKeys, auditLog, incidents, clock, logger },
    fetchText: createFetchText(dispatcherOf),
  })
  const checkpoints = new Checkpoints({
    ...{ log: auditLog, database, clock, logger },
    signer: () => trust.signerOf('log'),
  })
  const witness = createWitnessRoom({
    ...{ trust, log: auditLog, checkpoints, database, incidents, dispatcherOf, clock },
  })
  return { wire, replayGuard, tls, dispatcherOf, trustRoom, checkpoints, witness }
}

function openMessages(
  { config, clock, logger, store: { database }, keystore }: Foundation,
  parts: Pick<MessagesParts, 'trust' | 'wire' | 'auditLog' | 'incidents' | 'dispatcherOf' | 'onTranscript'>,
): Messages {
  return createMessages({
    ...{ ...parts, database, clock, logger },
    key: keystore.readOrCreate('exchange'),
    folder: join(config.folder, 'attachments'),
    limits: toAttachmentLimits(config.exchange.attachments),
  })
}

async function createRoomsOfData(
  { configFile, config, clock, logger, store, keystore }: Foundation,
  { trust, policy, auditLog, peerClient }: Ground & { peerClient: PeerClient },
) {
  const { database, url: databaseUrl } = store
  const sources = await startSources(config, { database, now: clock() })
  const directory = new SourceDirectory({ trust, peerClient, clock, ownSources: () => sources.listEntries() })
  const commitmentKey = keystore.readOrCreate('commitment')
  const indexKey = keystore.readOrCreate('index')
  const hitIndex = new HitIndex(database, toIndexKey(indexKey))
  const answering: AnsweringParts & { trust: Trust } = {
    ...{ trust, policy, auditLog, commitmentKey, clock, logger },
    isUnchanged: (person, digest) => hitIndex.isUnchanged(person, digest),
    findCandidates: (lookup) => hitIndex.findCandidatesOfMany(lookup),
    listSources: () => sources.list().map((source) => toSearchable(source, trust)),
  }
  const indexRuns = new IndexRuns({
    ...{ configFile, databaseUrl, indexKey, sources, auditLog, clock, logger },
    transactor: new IntakeTransactor(database),
  })
  const linkage = createLinkage({ policy, auditLog, clock, sources, trust }, store)
  const linkageRuns = new LinkageRuns({
    ...{ configFile, folder: config.folder, databaseUrl, auditLog, clock, logger },
    transactor: linkage.transactor,
    reader: linkage.reader,
  })
  return { sources, directory, commitmentKey, answering, indexRuns, linkage, linkageRuns }
}

function createLinkage(
  {
    sources,
    trust,
    ...parts
  }: Pick<LinkageRoom, 'policy' | 'auditLog' | 'clock'> & { sources: OpenSources; trust: Trust },
  { database }: OpenedStore,
): LinkageRoom {
  return {
    ...parts,
    reader: new LinkageReader(database),
    transactor: new LinkageTransactor(database),
    listSources: () =>
      sources.list().map((source) => {
        const { policySource, fetchPersons } = toSearchable(source, trust)
        return { id: source.id, policySource, fetchPersons }
      }),
    refuse: async ({ operation, officer, refusal }) => {
      await recordRefused(parts, { operation, officer, refusal })
      throw new GuardError('NOT_PERMITTED', refusal.text, refusal)
    },
  }
}
