import {
  type Connector,
  type ConnectorContext,
  ConnectorError,
  openConnector,
  removeLandingCopies,
} from '@isthmus/connectors'
import type { Mapping, Person, Purpose, SourceEntry } from '@isthmus/contract'
import { unlessAborted } from '../platform/index.ts'
import { IntakeError } from './errors.ts'
import { parseMapping, toCanonical } from './mapping/index.ts'
import type { IntakeReader, StoredSource } from './reader.ts'

/** One connected source, open for live reading. */
export type OpenSource = {
  id: string
  mapping: Mapping
  entry: SourceEntry
  /** For which purposes the owner lets it answer; none are stated, none are answered. */
  purposes: readonly Purpose[]
  /** The persons at these locators, read now. Throws ConnectorError when the source cannot be read. */
  fetchPersons(locators: readonly string[], sourceState: string, signal: AbortSignal): Promise<FetchedPersons>
}

/**
 * Persons in the order of their locators; undefined where a record is gone or is no person. `isReplaced`: the source is no
 * longer in the state of the index, so whoever uses a person must first make sure that it is the one that was indexed.
 */
export type FetchedPersons = { persons: (Person | undefined)[]; isReplaced: boolean }

type OwnSource = OpenSource & { describe: (stored: StoredSource) => SourceEntry; close: () => Promise<void> }

/** The connected sources of this peer. Connections are opened at the first question and kept. */
export class OpenSources {
  readonly #reader: IntakeReader
  readonly #context: ConnectorContext
  readonly #sources = new Map<string, OwnSource>()
  #refreshing: Promise<void> = Promise.resolve()

  constructor(reader: IntakeReader, context: ConnectorContext) {
    this.#reader = reader
    this.#context = context
  }

  /** Reads the list of sources and what their latest runs found; called at start and after each change. */
  refresh(): Promise<void> {
    // One after the other: of two at once, each would open what the other has opened.
    this.#refreshing = this.#refreshing.catch(() => {}).then(() => this.#readList())
    return this.#refreshing
  }

  async #readList(): Promise<void> {
    for (const stored of await this.#reader.listSources()) {
      const known = this.#sources.get(stored.id)
      if (known && stored.indexedAt === known.entry.indexedAt) {
        known.entry = known.describe(stored)
        continue
      }
      // A new generation may stand on a new state of the source; a file that was replaced is opened anew.
      this.#sources.set(stored.id, this.#open(stored))
      known?.close().catch(() => {})
    }
  }

  /** Closes a source that was removed, and removes the copies that were made of its files. */
  forget(removed: StoredSource): Promise<void> {
    this.#refreshing = this.#refreshing
      .catch(() => {})
      .then(async () => {
        const known = this.#sources.get(removed.id)
        this.#sources.delete(removed.id)
        await known?.close().catch(() => {})
        const others = (await this.#reader.listSources()).map(({ connector }) => connector)
        await removeLandingCopies(this.#context.landing, removed.connector, others)
      })
    return this.#refreshing
  }

  list(): OpenSource[] {
    return [...this.#sources.values()]
  }

  listEntries(): SourceEntry[] {
    return this.list().map(({ entry }) => entry)
  }

  getEntry(sourceId: string): SourceEntry {
    const source = this.#sources.get(sourceId)
    if (source) return source.entry
    throw new IntakeError('SOURCE_NOT_FOUND', `no source ${sourceId} is connected to this peer`)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sources.values()].map((source) => source.close()))
  }

  #open(stored: StoredSource): OwnSource {
    const mapping = findMapping(stored)
    if (!mapping) return toFaulty(stored)
    const connection = new LazyConnector(() => openConnector(stored.connector, this.#context))
    const readFormer = async (
      locators: readonly string[],
      sourceState: string,
      signal: AbortSignal,
    ): Promise<FetchedPersons> => {
      await using former = await openConnector(stored.connector, { ...this.#context, state: sourceState })
      const isReplaced = (await former.state()) !== sourceState
      return { persons: toPersons(mapping, await former.fetch(locators, signal)), isReplaced }
    }
    return {
      id: stored.id,
      mapping,
      entry: toEntry(stored, mapping),
      describe: (now) => toEntry(now, mapping),
      purposes: mapping.source.answers?.purposes ?? [],
      fetchPersons: async (locators, sourceState, signal) => {
        const found = await connection
          .use(signal, async (connector) => {
            if ((await connector.state()) !== sourceState) return undefined
            return { persons: toPersons(mapping, await connector.fetch(locators, signal)), isReplaced: false }
          })
          .catch(ignoreMalformed)
        return found ?? untilAborted(readFormer(locators, sourceState, signal), signal)
      },
      close: () => connection.close(),
    }
  }
}

/** Undefined when the mapping that was reviewed is none any more: a later version of Isthmus may refuse more. */
function findMapping(stored: StoredSource): Mapping | undefined {
  try {
    return parseMapping(stored.mapping)
  } catch (fault) {
    if (fault instanceof IntakeError) return undefined
    throw fault
  }
}

/** One source that cannot be read must not keep the peer and its other sources from answering. */
function toFaulty(stored: StoredSource): OwnSource {
  const source = {
    id: stored.id,
    title: stored.id,
    description: 'Its mapping can no longer be read; connect it anew.',
    regime: 'LED' as const,
  }
  const mapping: Mapping = { mapping: 1, source, records: [] }
  const describe = (now: StoredSource): SourceEntry => ({ ...toEntry(now, mapping), state: 'faulty' })
  return {
    id: stored.id,
    mapping,
    entry: describe(stored),
    describe,
    purposes: [],
    fetchPersons: () =>
      Promise.reject(
        new IntakeError('MAPPING_UNREADABLE', `the mapping of source ${stored.id} cannot be read`),
      ),
    close: async () => {},
  }
}

/** Opens once, at the first use, and again after a failure. */
class LazyConnector {
  readonly #open: () => Promise<Connector>
  readonly #uses = new Set<Promise<unknown>>()
  #opening: Promise<Connector> | undefined

  constructor(open: () => Promise<Connector>) {
    this.#open = open
  }

  /** Gives up when `signal` does, whatever the source is doing: a source that hangs must not hold a search. */
  use<Result>(signal: AbortSignal, work: (connector: Connector) => Promise<Result>): Promise<Result> {
    const using = untilAborted(this.#get().then(work), signal)
    this.#uses.add(using)
    const done = (): void => {
      this.#uses.delete(using)
    }
    using.then(done, done)
    return using
  }

  /** Waits for whoever is still reading. */
  async close(): Promise<void> {
    const opening = this.#opening
    this.#opening = undefined
    await Promise.allSettled(this.#uses)
    const connector = await opening?.catch(() => undefined)
    await connector?.[Symbol.asyncDispose]()
  }

  #get(): Promise<Connector> {
    this.#opening ??= this.#open().catch((fault: unknown) => {
      this.#opening = undefined
      throw fault
    })
    return this.#opening
  }
}

async function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await unlessAborted(work, signal)
  } catch (fault) {
    if (!signal.aborted || fault !== signal.reason) throw fault
    throw new IntakeError('READ_ABANDONED', 'the source did not answer in time')
  }
}

/** A source that has become unreadable, or changes under the reader, may still be read as it was when it was indexed. */
function ignoreMalformed(fault: unknown): undefined {
  const code = fault instanceof ConnectorError ? fault.code : undefined
  if (code === 'SOURCE_MALFORMED' || code === 'SOURCE_REPLACED' || code === 'SOURCE_TOO_LARGE')
    return undefined
  throw fault
}

function toPersons(
  mapping: Mapping,
  records: readonly (Parameters<typeof toCanonical>[1] | undefined)[],
): (Person | undefined)[] {
  return records.map((record) => (record ? personOf(mapping, record) : undefined))
}

function personOf(mapping: Mapping, record: Parameters<typeof toCanonical>[1]): Person | undefined {
  const canonical = toCanonical(mapping, record)
  return 'person' in canonical ? canonical.person : undefined
}

function toEntry(stored: StoredSource, { source }: Mapping): SourceEntry {
  return {
    id: stored.id,
    title: source.title,
    description: source.description,
    kind: stored.connector.kind,
    regime: source.regime,
    state: stored.state,
    persons: stored.persons,
    things: stored.things,
    rejected: stored.rejected,
    modes: source.answers?.modes ?? [],
    completeness: stored.completeness,
    ...(stored.indexedAt ? { indexedAt: stored.indexedAt } : {}),
    ...(source.publishedOn ? { publishedOn: source.publishedOn } : {}),
    ...(source.contact ? { contact: source.contact } : {}),
    ...(source.notice ? { notice: source.notice } : {}),
  }
}
