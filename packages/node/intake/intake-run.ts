import { type ConnectorContext, openConnector } from '@isthmus/connectors'
import { parseMapping } from './mapping/index.ts'
import { QualityTally } from './quality-tally.ts'
import { type CanonicalItem, readCanonical } from './read-canonical.ts'
import type { StoredSource } from './reader.ts'

/** One pass over a source: its canonical records, and what they amount to. */
export type IntakeRun = {
  /** The state of the source in which the locators are good. */
  sourceState: string
  tally: QualityTally
  records: AsyncIterable<CanonicalItem>
  [Symbol.asyncDispose](): Promise<void>
}

/** Opens a source for one pass. Throws ConnectorError when it cannot be read. */
export async function openIntakeRun(
  source: StoredSource,
  context: ConnectorContext,
  signal: AbortSignal,
): Promise<IntakeRun> {
  const connector = await openConnector(source.connector, { ...context, signal })
  const tally = new QualityTally()
  const mapping = parseMapping(source.mapping)
  async function* counted(): AsyncGenerator<CanonicalItem> {
    for await (const item of readCanonical(connector, mapping, signal)) {
      tally.count(item)
      yield item
    }
  }
  return {
    sourceState: await connector.state(),
    tally,
    records: counted(),
    [Symbol.asyncDispose]: () => connector[Symbol.asyncDispose](),
  }
}
