/**
 * A record as its source holds it, as a tree of text. Relational and CSV records carry continuation tables as lists of
 * objects under the table's name; XML carries attributes as `@name`, text as `#text` (an element with neither attributes
 * nor children is its text), child elements as lists under their name, and as `#element` the record's own element where
 * several kinds of element are records; JSON as it is, numbers and booleans as their text.
 * `null` is the source's own null and differs from ''.
 */
export type SourceValue = string | null | SourceValue[] | { [field: string]: SourceValue }

export type SourceRecord = {
  /** How to read this very record again: a primary key, or byte ranges of a file. Opaque outside the connector, never shown. */
  locator: string
  /** Where a person finds it: file and line, table and row of the pass. It goes into reports, so it holds no values. */
  place: string
  value: { [field: string]: SourceValue }
}

/** Something in the source that is not a record: counted and reported, never fatal by itself. Holds no values. */
export type Rejected = { place: string; reason: string; remedy: string }

export type SourceItem = { record: SourceRecord } | { rejected: Rejected }

/** One field of the source. `path` is dotted; a part that repeats ends in []. `share` is of the inspected records. */
export type DescribedField = { path: string; type: string; repeats: boolean; share: number }

/** `keyCandidates` are filled and unique in every inspected record, written as the setting `key` wants them: without []. */
export type SourceDescription = { fields: DescribedField[]; inspected: number; keyCandidates: string[] }

/** A read-only way into one source database or file. */
export interface Connector {
  /** Fields of the source, from its schema and its first records; never values. */
  describe(): Promise<SourceDescription>
  /** Every record, in one pass, in memory that does not grow with the source. */
  read(signal: AbortSignal): AsyncIterable<SourceItem>
  /** The records at these locators, live, in their order; undefined where there is none any more. */
  fetch(locators: readonly string[], signal: AbortSignal): Promise<(SourceRecord | undefined)[]>
  /** A text that differs when the source has been replaced since: a locator is only good under the state it was made in. */
  state(): Promise<string>
  [Symbol.asyncDispose](): Promise<void>
}

export type ConnectorContext = {
  /** The peer's own folder (mode 0700) for unpacked or transcoded copies of file sources. */
  landing: string
  /** Ends the opening of a source, which may unpack a large file. */
  signal?: AbortSignal
  /** Open the source as it was in this state, where a landing copy of it is still there; otherwise as it is now. */
  state?: string
}

export interface ConnectorKind<Config> {
  readonly kind: string
  /** Every behaviour is expected; an exception is listed with its reason and verified by the conformance suite. */
  readonly exceptions: Readonly<Partial<Record<Behaviour, string>>>
  /** JSON Schema of the configuration. */
  readonly configSchema: object
  open(config: Config, context: ConnectorContext): Promise<Connector>
}

export const behaviours = [
  'streams',
  'cancels',
  'fetches-by-locator',
  'sees-null-apart-from-empty',
  'keeps-leading-zeros',
  'refuses-to-write',
  'notices-replacement',
  'survives-hostile-bytes',
] as const

export type Behaviour = (typeof behaviours)[number]

export type ConnectorErrorCode =
  | 'CONFIG_INVALID'
  | 'SOURCE_UNREACHABLE'
  | 'SOURCE_MALFORMED'
  | 'SOURCE_REPLACED'
  | 'SOURCE_TOO_LARGE'
  | 'READ_CANCELLED'

/** A source that cannot be read. The message names place, cause and remedy, and holds no values of the source. */
export class ConnectorError extends Error {
  override name = 'ConnectorError'
  readonly code: ConnectorErrorCode
  readonly place: string
  readonly remedy: string

  constructor(
    code: ConnectorErrorCode,
    fault: { place: string; reason: string; remedy: string },
    options?: ErrorOptions,
  ) {
    super(`${fault.place}: ${fault.reason}. ${fault.remedy}`, options)
    this.code = code
    this.place = fault.place
    this.remedy = fault.remedy
  }
}
