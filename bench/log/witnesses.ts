import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { KnownWitness, SentAnswer } from '@isthmus/node/witness'
import { noteTypes } from '@isthmus/protocol/log'
import { request } from 'undici'
import type { TemporaryStore } from '../measure/temporary-store.ts'
import type { WitnessOrder, WitnessReport } from './witness-process.ts'

export type BenchWitnesses = {
  list: KnownWitness[]
  send: (peerId: string, body: string) => Promise<SentAnswer>
  stop: () => void
}

/** Witnesses in processes of their own, over HTTP. */
export async function startWitnesses(
  store: TemporaryStore,
  { count, origin, logKey }: { count: number; origin: string; logKey: string },
): Promise<BenchWitnesses> {
  const children: ChildProcess[] = []
  const addresses = new Map<string, string>()
  const list: KnownWitness[] = []
  for (let number = 1; number <= count; number += 1) {
    const peerId = `witness${number}`
    const name = `isthmus.eu/bench/${peerId}/witness`
    const child = fork(join(import.meta.dirname, 'witness-process.ts'), [], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    children.push(child)
    const order: WitnessOrder = { name, origin, logKey, databaseUrl: await store.createDatabase(peerId) }
    const { address, key } = await new Promise<WitnessReport>((resolve, reject) => {
      child.once('message', (report: WitnessReport) => resolve(report))
      child.once('exit', (code) => reject(new Error(`a witness ended with ${code}`)))
      child.send(order)
    })
    addresses.set(peerId, address)
    list.push({
      ...{ peerId, name },
      keys: [{ name, type: noteTypes.cosignature, publicKey: Buffer.from(key, 'base64url') }],
    })
  }
  return {
    list,
    send: async (peerId, body) => {
      const answer = await request(`${addresses.get(peerId)}/peer/v1/add-checkpoint`, {
        method: 'POST',
        body,
      })
      return { status: answer.statusCode, body: await answer.body.text() }
    },
    stop: () => {
      for (const child of children) child.disconnect()
    },
  }
}
