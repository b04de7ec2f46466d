import type { Organisation } from '@isthmus/contract'

export type PlannedOfficer = {
  id: string
  name: string
  role: 'officer' | 'caseworker' | 'operator' | 'dpo' | 'authority'
  unit?: string
  organisation: string
}

/** A source that a peer is to connect at its first start, from a reviewed mapping file. */
export type PlannedSource = {
  id: string
  mappingFile: string
  /** Makes the source itself where it is a database; called once, before it is connected. */
  make?: (place: SourcePlace) => Promise<void>
  /**
   * What the connector's configuration needs beyond the mapping. Called before every start of the peer: a database may be
   * reached differently from start to start.
   */
  reach?: (place: SourcePlace) => Promise<Record<string, unknown>>
}

export type SourcePlace = {
  /** The peer's folder for the files of its own sources. */
  folder: string
  /** A database of its own beside the peer's; gives the connection string. */
  createDatabase: (name: string) => Promise<string>
  log: (line: string) => void
}

export type PlannedPeer = {
  id: string
  name: string
  /** Of the officers' pages. */
  port: number
  /** Of the other peers. */
  exchangePort: number
  /** Id of the organisation that keeps the peer. */
  owner: string
  /** Ids of the organisations whose officers act through it. */
  hosts: string[]
  officers: PlannedOfficer[]
  sources: PlannedSource[]
}

export type FederationPlan = { id: string; organisations: Organisation[]; peers: PlannedPeer[] }
