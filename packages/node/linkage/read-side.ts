import type { Duck } from './duck.ts'
import { LinkageError } from './errors.ts'
import type { FeedPlace } from './feed.ts'
import type { PersonBatch } from './person-batch.ts'
import { batchSize, type ReadMessage } from './read-worker.ts'
import type { RecordStore } from './record-store.ts'
import { startThread } from './threads.ts'

export type ReadSide = { persons: number; keys: number; sourceState: string; store: RecordStore }

const mostPersons = 20_000_000

/** Reads one side in a thread of its own into the tables of `side`; its records stay in shared memory. */
export async function readSide(
  feed: FeedPlace,
  side: 'left' | 'right',
  work: { duck: Duck; signal: AbortSignal; onProgress: (persons: number) => void },
): Promise<ReadSide> {
  const read: ReadSide = { persons: 0, keys: 0, sourceState: '', store: { batchSize, batches: [] } }
  let fault: LinkageError | undefined
  let appending = Promise.resolve()
  const take = async (batch: PersonBatch): Promise<void> => {
    await appendBatch(work.duck, side, batch)
    read.persons += batch.count
    read.keys += batch.keys.key.length
    read.store.batches.push({ records: batch.records, offsets: batch.offsets })
    if (read.persons > mostPersons)
      throw new LinkageError('SOURCE_TOO_LARGE', `a source has more than ${mostPersons} persons`)
    work.onProgress(read.persons)
  }
  const onMessage = (message: ReadMessage): void => {
    if ('fault' in message) fault = new LinkageError('STEP_FAILED', message.fault)
    else if ('sourceState' in message) read.sourceState = message.sourceState
    else
      appending = appending
        .then(() => take(message.batch))
        .then(() => thread.worker.postMessage('next'))
        .catch((cause: unknown) => {
          fault ??=
            cause instanceof LinkageError ? cause : new LinkageError('STEP_FAILED', 'rows were refused')
          void thread.worker.terminate()
        })
  }
  const thread = startThread<ReadMessage>('./read-worker.ts', feed, { signal: work.signal, onMessage })
  try {
    await thread.ended
  } finally {
    await appending
  }
  if (fault) throw fault
  return read
}

async function appendBatch(duck: Duck, side: string, { persons, keys, births }: PersonBatch): Promise<void> {
  const { person, born_from, born_to, born, nationality, sex, first, last } = persons
  await duck.append(`${side}_persons`, [person, born_from, born_to, born, nationality, sex, first, last])
  await duck.append(`${side}_keys`, [keys.person, keys.kind, keys.key])
  await duck.append(`${side}_births`, [births.person, births.year, births.born])
}
