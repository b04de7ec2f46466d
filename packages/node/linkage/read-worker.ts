import { parentPort, workerData } from 'node:worker_threads'
import { toFaultText } from './fault-text.ts'
import type { FeedPlace, OpenFeed } from './feed.ts'
import { BatchWriter, type PersonBatch } from './person-batch.ts'

/** What the thread that reads one side says. */
export type ReadMessage = { batch: PersonBatch } | { sourceState: string } | { fault: string }

/** Persons of one batch; the last one of a side may have fewer. */
export const batchSize = 16_384
/** Batches on their way; reading waits for the database. */
const mostUnderWay = 2

async function main(port: NonNullable<typeof parentPort>): Promise<void> {
  const { module, argument } = workerData as FeedPlace // Given by `readSide`, which alone starts this thread.
  const { openFeed } = (await import(module)) as { openFeed: OpenFeed }
  const feed = await openFeed(argument)
  let underWay = 0
  let resume = (): void => {}
  port.on('message', () => {
    underWay -= 1
    resume()
  })
  const writer = new BatchWriter()
  const send = async (): Promise<void> => {
    const { batch, buffers } = writer.take()
    underWay += 1
    port.postMessage({ batch } satisfies ReadMessage, buffers)
    while (underWay >= mostUnderWay) await new Promise<void>((go) => (resume = go))
  }
  for await (const one of feed.persons) {
    writer.add(one)
    if (writer.waiting === batchSize) await send()
  }
  if (writer.waiting > 0) await send()
  await feed.close()
  port.postMessage({ sourceState: feed.sourceState } satisfies ReadMessage)
  port.close()
}

if (parentPort) {
  const port = parentPort
  main(port).catch((fault: unknown) => {
    port.postMessage({ fault: toFaultText(fault) } satisfies ReadMessage)
    port.close()
  })
}
