import { join } from 'node:path'
import { sweepLanding } from '@isthmus/connectors'
import type { PeerConfig } from '@isthmus/contract'
import { IntakeReader, IntakeTransactor, type OpenSource, OpenSources } from './intake/index.ts'
import { sweepLinkage } from './linkage/index.ts'
import { sweepGenerations } from './matching/index.ts'
import type { Database } from './platform/index.ts'
import type { SearchableSource } from './search/index.ts'
import type { Trust } from './trust/index.ts'

/** What killed processes left behind is swept before anything is read. */
export async function startSources(
  config: PeerConfig,
  { database, now }: { database: Database; now: Date },
): Promise<OpenSources> {
  await new IntakeTransactor(database).markInterrupted(now)
  await sweepGenerations(database)
  await sweepLinkage(database, { folder: config.folder, now })
  const reader = new IntakeReader(database)
  const landing = join(config.folder, 'landing')
  const connected = await reader.listSources()
  await sweepLanding(
    landing,
    connected.map(({ connector }) => connector),
  )
  const sources = new OpenSources(reader, { landing })
  await sources.refresh()
  return sources
}

export function toSearchable(source: OpenSource, trust: Trust): SearchableSource {
  return {
    entry: source.entry,
    policySource: {
      id: source.id,
      owner: trust.self.owner,
      regime: source.entry.regime,
      modes: source.entry.modes,
      purposes: [...source.purposes],
    },
    fetchPersons: source.fetchPersons,
  }
}
