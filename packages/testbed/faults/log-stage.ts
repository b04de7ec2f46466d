import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AuditLogReader, Checkpoints, serveTiles } from '@isthmus/node/audit-log'
import { OutboxReader, PeerClient } from '@isthmus/node/exchange'
import { createLogger } from '@isthmus/node/platform'
import { createPolicy } from '@isthmus/node/policy'
import {
  answerReconcile,
  ReconciliationReader,
  type ReconciliationRoom,
  ReconciliationTransactor,
} from '@isthmus/node/reconciliation'
import { createWitnessRoom, findPeerOfLog, serveWitness, type WitnessRoom } from '@isthmus/node/witness'
import { toExchangeList } from '../exchange/exchange-list.ts'
import { type ExchangeOptions, openExchange, type RunningExchange } from '../exchange/open-exchange.ts'
import { openPeerKeystore } from '../federation-keys.ts'
import { findFreePort } from '../free-port.ts'
import { type TestDatabase, testDatabase } from '../postgres.ts'

export const logPeers = ['north', 'south', 'west'] as const
export type LogPeerName = (typeof logPeers)[number]

/** A peer with the rooms that its log needs: checkpoints, witnesses, the comparison with others. */
export type LogPeer = RunningExchange & {
  checkpoints: Checkpoints
  witness: WitnessRoom
  reconciliation: ReconciliationRoom
  auditReader: AuditLogReader
}

export type LogPeerOptions = Partial<ExchangeOptions> & {
  /** Doors of the public log that stand before the right ones. */
  serveLog?: NonNullable<ExchangeOptions['serve']>
  /** As node.ts with `--log-restored`: states that, and does not start. */
  restored?: string
  /** It signs no checkpoints, nor asks for cosignatures. */
  isSilent?: boolean
}

type Place = { database: TestDatabase; folder: string; port: number }

/** Three real peers over mutual TLS that cosign one another's logs. */
export class LogStage {
  readonly #folder: string
  readonly #places: ReadonlyMap<LogPeerName, Place>
  readonly #running = new Map<LogPeerName, LogPeer>()

  private constructor(folder: string, places: ReadonlyMap<LogPeerName, Place>) {
    this.#folder = folder
    this.#places = places
  }

  static async open(): Promise<LogStage> {
    const root = mkdtempSync(join(tmpdir(), 'isthmus-logs-'))
    const places = new Map<LogPeerName, Place>()
    for (const name of logPeers) {
      const folder = join(root, name)
      mkdirSync(folder, { mode: 0o700 })
      places.set(name, { folder, port: await findFreePort(), database: await testDatabase() })
    }
    const stage = new LogStage(root, places)
    for (const name of logPeers) await stage.restart(name)
    return stage
  }

  peer(name: LogPeerName): LogPeer {
    const running = this.#running.get(name)
    if (running) return running
    throw new RangeError(`${name} does not run`)
  }

  placeOf(name: LogPeerName): Place {
    const place = this.#places.get(name)
    if (place) return place
    throw new RangeError(`no peer ${name}`)
  }

  /** Ends a peer and starts it again; what is given differs from what is right. */
  async restart(name: LogPeerName, how: LogPeerOptions = {}): Promise<LogPeer> {
    await this.stop(name)
    const list = toExchangeList(
      [...this.#places].map(([id, { folder, port }]) => ({ id, folder, listedPort: port })),
    )
    const { folder, port, database } = this.placeOf(name)
    const peer = await openLogPeer({
      ...{ id: name, folder, port, list, databaseUrl: database.connectionString },
      ...how,
    })
    this.#running.set(name, peer)
    return peer
  }

  /** Asks a peer to cosign a checkpoint of north, over a connection of north. */
  async addCheckpoint(witness: LogPeerName, body: string): Promise<{ status: number; text: string }> {
    const { tls, trust } = this.peer('north')
    const origin = trust.findPeer(witness)?.address ?? ''
    const path = '/peer/v1/add-checkpoint'
    const answer = await tls.dispatcherOf(witness).request({ origin, path, method: 'POST', body })
    return { status: answer.statusCode, text: await answer.body.text() }
  }

  async stop(name: LogPeerName): Promise<void> {
    const running = this.#running.get(name)
    this.#running.delete(name)
    await running?.stop()
  }

  /** Kinds and codes of the open incidents of a peer. */
  async incidentsOf(name: LogPeerName): Promise<{ kind: string; counterpart: string; code?: string }[]> {
    const { incidents, database } = this.peer(name)
    await incidents.settle()
    return database.query(
      "select kind, counterpart, detail ->> 'code' as code from incident.incident order by kind, counterpart",
    )
  }

  async close(): Promise<void> {
    for (const name of logPeers) await this.stop(name)
    for (const { database } of this.#places.values()) await database.drop()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

const policy = createPolicy(join(import.meta.dirname, '../../../policy'))

async function openLogPeer(options: ExchangeOptions & LogPeerOptions): Promise<LogPeer> {
  const { id, folder, aheadMs = 0, serveLog } = options
  const clock = (): Date => new Date(Date.now() + aheadMs)
  const key = openPeerKeystore(folder).readOrCreate('audit-log')
  let rooms: Pick<LogPeer, 'checkpoints' | 'witness' | 'reconciliation' | 'auditReader'> | undefined
  const get = (): NonNullable<typeof rooms> => {
    if (rooms) return rooms
    throw new TypeError('the rooms are built before anybody asks')
  }
  const running = await openExchange({
    ...options,
    answerers: {
      'reconcile.ask': {
        answerKind: 'reconcile.answer',
        answer: (content, asker, signal) => {
          const { reconciliation } = get()
          const listUndelivered = (peerId: string) => reconciliation.outboxReader.listUndelivered(peerId)
          return answerReconcile({ ...reconciliation, policy, listUndelivered }, { content, asker }, signal)
        },
      },
    },
    serve: (http, serving) => {
      const { trust, database, auditLog, incidents, wire, tls } = serving
      serveLog?.(http, serving)
      const logger = createLogger('silent', id)
      const { dispatcherOf } = tls
      const signer = () => trust.signerOf('log')
      const checkpoints = new Checkpoints({ log: auditLog, database, clock, logger, signer, everyMs: 50 })
      const own = { trust, log: auditLog, checkpoints, database, incidents }
      const witness = createWitnessRoom({ ...own, dispatcherOf, clock })
      const auditReader = new AuditLogReader(database, key)
      const { openLog, views } = witness
      const reconciliation: ReconciliationRoom = {
        ...{ auditLog, auditReader, incidents, trust, clock, openLog, random: Math.random },
        outboxReader: new OutboxReader(database),
        peerClient: new PeerClient({ trust, wire, auditLog, incidents, clock, dispatcherOf }),
        reader: new ReconciliationReader(database),
        transactor: new ReconciliationTransactor(database),
        observe: (note) => views.observe(note),
        isLogOf: (peerId, origin) => findPeerOfLog(trust, origin)?.id === peerId,
      }
      if (!serveLog) serveTiles(http, { log: auditLog, checkpoints, cosignatures: () => 0 })
      serveWitness(http, witness.witness)
      rooms = { checkpoints, witness, reconciliation, auditReader }
    },
  })
  const { checkpoints, witness } = get()
  try {
    if (options.restored !== undefined) await witness.ownHead.beginAnew(options.restored)
    else await witness.ownHead.assertWhole()
  } catch (fault) {
    await running.stop()
    throw fault
  }
  if (!options.isSilent) {
    await checkpoints.start()
    await witness.cosigners.start()
  }
  const stop = async (): Promise<void> => {
    await witness.views.stop()
    await checkpoints.stop()
    await witness.cosigners.stop()
    await running.stop()
  }
  return { ...running, ...get(), stop }
}
