import { openIntakeRun, type StoredSource } from '../intake/index.ts'
import type { Feed, FeedPlace } from './feed.ts'
import type { FedPerson } from './person-batch.ts'

type SourceFeedArgument = { source: StoredSource; landing: string }

/** The persons of a connected source, read as an intake run reads them. */
export function toSourceFeed(argument: SourceFeedArgument): FeedPlace {
  return { module: import.meta.url, argument }
}

/** Called in the thread that reads. Throws what the connector throws. */
export async function openFeed(argument: unknown): Promise<Feed> {
  const { source, landing } = argument as SourceFeedArgument // As `toSourceFeed` made it, copied between threads.
  const run = await openIntakeRun(source, { landing }, new AbortController().signal)
  return {
    sourceState: run.sourceState,
    persons: personsOf(run.records),
    close: () => run[Symbol.asyncDispose](),
  }
}

async function* personsOf(
  records: Awaited<ReturnType<typeof openIntakeRun>>['records'],
): AsyncGenerator<FedPerson> {
  for await (const { person, locator } of records) {
    if (person !== undefined && locator !== undefined) yield { person, locator }
  }
}
