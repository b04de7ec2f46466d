import { generateKeyPairSync } from 'node:crypto'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { AuditLog, AuditLogReader, Checkpoints, proveEntry } from '@isthmus/node/audit-log'
import {
  createLogger,
  createSoftwareSigner,
  type Database,
  migrate,
  openDatabase,
} from '@isthmus/node/platform'
import { Cosigners } from '@isthmus/node/witness'
import { verifyInclusion } from '@isthmus/protocol/log'
import { closedLoop } from '../measure/closed-loop.ts'
import { round, toLatencies } from '../measure/latencies.ts'
import { printTable } from '../measure/print-table.ts'
import { startTemporaryStore } from '../measure/temporary-store.ts'
import { exportLog, verifyFolder } from './offline.ts'
import { PlainLog } from './plain-log.ts'
import { sampleEvent } from './sample-event.ts'
import { buildTallTree } from './tall-tree.ts'
import { startWitnesses } from './witnesses.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    entries: { type: 'string', default: '10000000' },
    bulk: { type: 'string', default: '200000' },
    clients: { type: 'string', default: '256' },
    seconds: { type: 'string', default: '10' },
    witnesses: { type: 'string', default: '4' },
    proofs: { type: 'string', default: '5000' },
  },
})
const entries = Number(values.entries)
const bulk = Number(values.bulk)
const loop = { clients: Number(values.clients), seconds: Number(values.seconds) }
// That of the test federation, whose keys sign what is exported.
const origin = 'isthmus.eu/test/north'
const key = Buffer.alloc(32, 1)
const logKey = generateKeyPairSync('ed25519')
const clock = () => new Date()

const store = await startTemporaryStore()
const open = async (name: string): Promise<Database> =>
  openDatabase({ connectionString: await store.createDatabase(name), connections: 8 })
const database = await open('north')
const plainDatabase = await open('plain')
try {
  await migrate(database)
  const log = await AuditLog.open(database, { clock, key, origin, logKeys: () => [logKey.publicKey] })
  const plain = await PlainLog.create(plainDatabase)
  const rows: (string | number)[][] = []

  const appended = await closedLoop(loop, (turn) => log.append(sampleEvent(turn)))
  rows.push(['append, durable', round(appended.perSecond, 0), ...figuresOf(appended.milliseconds)])
  const plainly = await closedLoop(loop, (turn) => plain.append(sampleEvent(turn)))
  rows.push([
    'baseline: rows without a tree',
    round(plainly.perSecond, 0),
    ...figuresOf(plainly.milliseconds),
  ])

  const witnessed = await measureWitnessed(log)
  rows.push(['append to witnessed checkpoint', '', ...figuresOf(witnessed)])

  const builtAt = performance.now()
  for (let count = 0; count < bulk; count += 2_000)
    await log.append(...Array.from({ length: 2_000 }, (_, number) => sampleEvent(number)))
  const builtSeconds = (performance.now() - builtAt) / 1000
  rows.push(['append in bulk', round(bulk / builtSeconds, 0), '', '', ''])

  const offline = await measureOffline(log)
  rows.push(['verify offline, readable entries included', round(offline, 0), '', '', ''])
  const verifiedAt = performance.now()
  await log.verify()
  const ownRows = log.size / ((performance.now() - verifiedAt) / 1000)
  rows.push(["verify the database's own rows", round(ownRows, 0), '', '', ''])

  const tall = await open('tall')
  await migrate(tall)
  const proofs = await measureProofs(tall)
  await tall.close()
  rows.push([`proof of one of ${entries} entries`, '', ...figuresOf(proofs.proven)])
  rows.push(['baseline: one tile read by its key', '', ...figuresOf(proofs.read)])

  console.log(
    `load average ${loadavg()
      .map((load) => round(load, 1))
      .join(', ')}`,
  )
  printTable(['log', 'per second', 'p50 ms', 'p99 ms', 'max ms'], rows)
  if (values.json)
    console.log(
      JSON.stringify({
        append_per_s: round(appended.perSecond, 0),
        witnessed_p99_ms: toLatencies(witnessed).p99,
        verify_per_s: round(offline, 0),
        proof_p99_ms: toLatencies(proofs.proven).p99,
        entries,
      }),
    )
} finally {
  await Promise.all([database.close(), plainDatabase.close()])
  await store.stop()
}

function figuresOf(milliseconds: readonly number[]): number[] {
  const { p50, p99, max } = toLatencies(milliseconds)
  return [p50, p99, max]
}

/** From handing an entry over to a checkpoint over it under which two other peers have signed. */
async function measureWitnessed(log: AuditLog): Promise<number[]> {
  const signer = createSoftwareSigner(logKey.privateKey)
  const logger = createLogger('silent', 'bench')
  const witnesses = await startWitnesses(store, {
    ...{ count: Number(values.witnesses), origin, logKey: signer.publicKey },
  })
  const checkpoints = new Checkpoints({ log, database, clock, logger, signer: () => signer })
  const cosigners = new Cosigners({
    ...{ log, checkpoints, required: () => 2, send: witnesses.send },
    incidents: { raise: ({ kind }) => console.error(`incident ${kind}`) },
    listWitnesses: () => witnesses.list,
  })
  await checkpoints.start()
  await cosigners.start()
  const milliseconds: number[] = []
  const pending: Promise<void>[] = []
  const until = performance.now() + Math.max(20, loop.seconds) * 1000
  for (let turn = 0; performance.now() < until; turn += 1) {
    pending.push(
      (async () => {
        const startedAt = performance.now()
        const [reference] = await log.append(sampleEvent(turn))
        while (cosigners.witnessedSize <= (reference?.index ?? 0)) await pause(2)
        milliseconds.push(performance.now() - startedAt)
      })(),
    )
    await pause(20)
  }
  await Promise.all(pending)
  await checkpoints.stop()
  await cosigners.stop()
  witnesses.stop()
  return milliseconds
}

/** Entries a second of the whole log, from its files alone. */
async function measureOffline(log: AuditLog): Promise<number> {
  const folder = join(store.folder, 'export')
  await exportLog(log, new AuditLogReader(database, key), folder)
  const startedAt = performance.now()
  const report = await verifyFolder(folder)
  const seconds = (performance.now() - startedAt) / 1000
  if (report.failed > 0 || report.readable !== log.size) throw new RangeError('the export is not proven')
  return log.size / seconds
}

/**
 * Entries at random, each with its whole path to the root, verified to be one; beside them, what one query takes on this
 * machine at this moment.
 */
async function measureProofs(tall: Database): Promise<{ proven: number[]; read: number[] }> {
  const { tiles, frontier } = await buildTallTree(tall, entries)
  const root = frontier.root()
  const [proven, read]: [number[], number[]] = [[], []]
  for (let count = 0; count < Number(values.proofs); count += 1) {
    const index = Math.floor(Math.random() * entries)
    const startedAt = performance.now()
    const { leafHash, path } = await proveEntry({ origin, tiles }, index, { size: entries, note: '' })
    proven.push(performance.now() - startedAt)
    const readAt = performance.now()
    await tall.query(
      'select hashes from audit_log.tile where level = 0 and number = $1',
      [Math.floor((Math.random() * entries) / 256)],
      'bench-read-tile',
    )
    read.push(performance.now() - readAt)
    const bytes = (text: string) => Buffer.from(text, 'base64url')
    verifyInclusion({ index, size: entries, leafHash: bytes(leafHash), path: path.map(bytes), root })
  }
  return { proven, read }
}
