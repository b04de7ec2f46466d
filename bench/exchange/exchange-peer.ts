import { randomBytes, randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TrustList } from '@isthmus/contract'
import { AuditLog } from '@isthmus/node/audit-log'
import { Transcripts } from '@isthmus/node/evidence'
import { answerPeers, createMessages, PeerTls, Wire } from '@isthmus/node/exchange'
import { createHttp, createLogger, type Database, migrate, openDatabase } from '@isthmus/node/platform'
import { createTestKeys, toTestTrust } from '@isthmus/testbed/trust-keys'
import { createLoad, runPlain } from './load.ts'
import type { LoadOrder, PeerOrder, PeerWord } from './peer-order.ts'

/** The baseline: no signature, seal, log or receipt; one INSERT for each request. */
const plainPath = '/peer/v1/bench-plain'

type Start = Extract<PeerOrder, { start: unknown }>['start']

/** One of the two peers: the real rooms of a peer with its own database, keys and log; only pages and sources are left out. */
const clock = () => new Date()
const tell = (word: PeerWord): void => void process.send?.(word)
const keys = createTestKeys()
let order: Start | undefined
let running: Awaited<ReturnType<typeof open>> | undefined

process.on('message', (word: PeerOrder) => void obey(word))
process.on('disconnect', () => process.exit(0))

async function obey(word: PeerOrder): Promise<void> {
  if ('start' in word) {
    order = word.start
    tell({ keys: keys.keys })
  } else if ('trust' in word && order) {
    running = await open(order, word.trust)
    tell({ ready: true })
  } else if ('load' in word && running) {
    tell({ loaded: await running.load(word.load) })
  } else if ('stop' in word) {
    await running?.stop()
    tell({ stopped: true })
    process.disconnect?.()
  }
}

async function open({ id, databaseUrl, port, connections, keepDays }: Start, list: TrustList) {
  const database = openDatabase({ connectionString: databaseUrl, applicationName: `bench-${id}` })
  await migrate(database)
  const origin = `isthmus.eu/${list.federation}/${id}`
  const auditLog = await AuditLog.open(database, {
    ...{ clock, key: randomBytes(32), origin },
    logKeys: () => [],
  })
  const trust = toTestTrust(list, { id, ownKeys: keys.ownKeys }, clock)
  const logger = createLogger('warn', id)
  const incidents = { raise: (incident: object) => console.error(JSON.stringify(incident)) }
  const wire = new Wire({ trust, clock })
  const tls = new PeerTls({
    trust,
    ownKeys: keys.ownKeys,
    incidents,
    clock,
    logger,
    connectionsPerPeer: connections,
  })
  const transcripts = new Transcripts({
    ...{ database, auditLog, key: randomBytes(32), days: keepDays, clock, logger },
  })
  const load = createLoad()
  const { dispatcherOf } = tls
  const { outbox, receive } = createMessages({
    trust,
    wire,
    database,
    auditLog,
    incidents,
    dispatcherOf,
    clock,
    logger,
    key: randomBytes(32),
    folder: join(tmpdir(), `isthmus-bench-${id}`),
    connections,
    ...(keepDays > 0 ? { onTranscript: (transcript) => transcripts.keep(transcript) } : {}),
    onSettled: ({ messageId }) => load.settled(messageId),
  })
  const http = createHttp(logger, { createServer: (listener) => tls.createServer(listener) })
  answerPeers(http, { trust, wire, auditLog, incidents, clock, logger, tlsPeerOf: tls.peerOf, receive }, {})
  await servePlain(http, database)
  await http.listen({ host: '127.0.0.1', port })
  await outbox.start()
  const to = list.peers.find((peer) => peer.id !== id)?.id ?? ''
  const text = 'A note between the operators of two peers, as long as such notes tend to be in practice.'
  const send = (): Promise<{ messageId: string }> =>
    outbox.send({ to, kind: 'message.test', correlationId: randomUUID(), body: { text } })
  const sendPlain = async (): Promise<void> => {
    const { origin } = new URL(list.peers.find((peer) => peer.id === to)?.address ?? '')
    const body = JSON.stringify({ id: randomUUID(), text })
    const headers = { 'content-type': 'application/json' }
    const response = await tls
      .dispatcherOf(to)
      .request({ origin, path: plainPath, method: 'POST', headers, body })
    await response.body.dump()
  }
  return {
    load: ({ isPlain, ...wanted }: LoadOrder) =>
      isPlain ? runPlain(wanted, sendPlain) : load.run(wanted, send),
    stop: async () => {
      await outbox.stop()
      await http.close()
      await tls.close()
      await transcripts.settle()
      await database.close()
    },
  }
}

async function servePlain(http: ReturnType<typeof createHttp>, database: Database): Promise<void> {
  await database.query('create table if not exists public.bench_plain (id uuid primary key, body text)')
  http.post(plainPath, async ({ body }, reply) => {
    const { id: row, text: words } = body as { id: string; text: string }
    await database.query('insert into public.bench_plain values ($1, $2)', [row, words], 'bench-plain')
    return reply.code(204).send()
  })
}
