import { generateKeyPairSync } from 'node:crypto'
import { toNoteSigner } from '@isthmus/node/audit-log'
import { createHttp, createLogger, createSoftwareSigner, migrate, openDatabase } from '@isthmus/node/platform'
import { serveWitness, Witness } from '@isthmus/node/witness'
import { noteTypes } from '@isthmus/protocol/log'

export type WitnessOrder = { name: string; databaseUrl: string; origin: string; logKey: string }
export type WitnessReport = { address: string; key: string }

// A peer that does nothing but cosign: its own process, database and HTTP server.
process.once('message', async (order: WitnessOrder) => {
  const database = openDatabase({ connectionString: order.databaseUrl, connections: 2 })
  await migrate(database)
  const signer = createSoftwareSigner(generateKeyPairSync('ed25519').privateKey)
  const publicKey = Buffer.from(order.logKey, 'base64url')
  const witness = new Witness({
    database,
    clock: () => new Date(),
    incidents: { raise: ({ kind }) => console.error(`incident ${kind}`) },
    findLog: (origin) =>
      origin === order.origin
        ? { peerId: 'north', keys: [{ name: origin, type: noteTypes.ed25519, publicKey }] }
        : undefined,
    signer: () => toNoteSigner(order.name, signer),
  })
  const http = createHttp(createLogger('silent', order.name))
  serveWitness(http, witness)
  const address = await http.listen({ port: 0, host: '127.0.0.1' })
  const report: WitnessReport = { address, key: signer.publicKey }
  process.send?.(report)
  process.on('disconnect', () => process.exit(0))
})
