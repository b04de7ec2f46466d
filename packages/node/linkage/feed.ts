import type { FedPerson } from './person-batch.ts'

/** What one side of a run is read from. Each side is read in a thread of its own, so a feed is a module and its argument. */
export type FeedPlace = {
  /** URL of a module that exports `openFeed`. */
  module: string
  /** Anything that can be copied between threads. */
  argument: unknown
}

export type Feed = {
  /** The state of the source in which the locators are good. */
  sourceState: string
  persons: AsyncIterable<FedPerson> | Iterable<FedPerson>
  close(): Promise<void>
}

/** The export of a feed's module. */
export type OpenFeed = (argument: unknown) => Promise<Feed>
