import { generateKeyPairSync } from 'node:crypto'
import { noteTypes } from '@isthmus/protocol/log'
import { testDatabase } from '@isthmus/testbed/postgres'
import { openTestLog } from '@isthmus/testbed/test-log'
import { type AuditLog, Checkpoints, serveTiles, toNoteSigner } from '../audit-log/index.ts'
import {
  createHttp,
  createLogger,
  createSoftwareSigner,
  type Database,
  migrate,
  openDatabase,
} from '../platform/index.ts'
import { Cosigners, type KnownWitness, type SentAnswer, serveWitness, Witness } from './index.ts'

/** The log that every test peer keeps has this origin; witnesses tell logs apart by it, so only one peer asks. */
export const testOrigin = 'isthmus.eu/test/north'

export type TestWitness = {
  known: KnownWitness
  witness: Witness
  database: Database
  /** Kinds of incidents that it raised. */
  raised: string[]
  send: (body: string) => Promise<SentAnswer>
  close: () => Promise<void>
}

export type TestLogPeer = {
  log: AuditLog
  checkpoints: Checkpoints
  cosigners: Cosigners
  database: Database
  address: string
  raised: string[]
  close: () => Promise<void>
}

const clock = () => new Date()
const logger = createLogger('silent', 'test')

export function createTestLogKey() {
  const signer = createSoftwareSigner(generateKeyPairSync('ed25519').privateKey)
  const key = {
    name: testOrigin,
    type: noteTypes.ed25519,
    publicKey: Buffer.from(signer.publicKey, 'base64url'),
  }
  return { signer, key }
}

export type TestLogKey = ReturnType<typeof createTestLogKey>

/** A witness behind real HTTP with a database of its own. */
export async function startTestWitness(peerId: string, logKey: TestLogKey): Promise<TestWitness> {
  const { database, drop } = await openTestDatabase()
  const raised: string[] = []
  const own = createSoftwareSigner(generateKeyPairSync('ed25519').privateKey)
  const name = `isthmus.eu/test/${peerId}/witness`
  const witness = new Witness({
    ...{ database, clock, overtakenWithinMs: 0 },
    incidents: { raise: ({ kind }) => void raised.push(kind) },
    findLog: (origin) => (origin === testOrigin ? { peerId: 'north', keys: [logKey.key] } : undefined),
    signer: () => toNoteSigner(name, own),
  })
  const http = createHttp(logger)
  serveWitness(http, witness)
  const address = await http.listen({ port: 0, host: '127.0.0.1' })
  const publicKey = Buffer.from(own.publicKey, 'base64url')
  return {
    ...{ witness, database, raised },
    known: { peerId, name, keys: [{ name, type: noteTypes.cosignature, publicKey }] },
    send: async (body) => {
      const answer = await fetch(`${address}/peer/v1/add-checkpoint`, { method: 'POST', body })
      return { status: answer.status, body: await answer.text() }
    },
    close: async () => {
      await http.close()
      await drop()
    },
  }
}

/** A peer whose log these witnesses cosign. */
export async function startTestLogPeer(
  logKey: TestLogKey,
  witnesses: readonly TestWitness[],
  required = 2,
): Promise<TestLogPeer> {
  const { database, drop } = await openTestDatabase()
  const log = await openTestLog(database)
  const checkpoints = new Checkpoints({
    log,
    database,
    clock,
    logger,
    signer: () => logKey.signer,
    everyMs: 50,
  })
  const raised: string[] = []
  const cosigners = new Cosigners({
    ...{ log, checkpoints, required: () => required, shortForMs: 0 },
    incidents: { raise: ({ kind }) => void raised.push(kind) },
    listWitnesses: () => witnesses.map(({ known }) => known),
    send: (peerId, body) => {
      const witness = witnesses.find(({ known }) => known.peerId === peerId)
      return witness ? witness.send(body) : Promise.reject(new RangeError(peerId))
    },
  })
  await checkpoints.start()
  await cosigners.start()
  const http = createHttp(logger)
  serveTiles(http, { log, checkpoints, cosignatures: () => required })
  const address = await http.listen({ port: 0, host: '127.0.0.1' })
  return {
    ...{ log, checkpoints, cosigners, database, address, raised },
    close: async () => {
      await checkpoints.stop()
      await cosigners.stop()
      await http.close()
      await drop()
    },
  }
}

async function openTestDatabase(): Promise<{ database: Database; drop: () => Promise<void> }> {
  const place = await testDatabase()
  const database = openDatabase({ connectionString: place.connectionString, connections: 3 })
  await migrate(database)
  return {
    database,
    drop: async () => {
      await database.close()
      await place.drop()
    },
  }
}
