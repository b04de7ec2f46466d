import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FederationOptions } from './federation.ts'
import { readOrCreatePassword } from './federation-keys.ts'
import type { SourcePlace } from './federation-plan.ts'

/** The one part of the peer's folder in which sources may lie. */
export function sourcesFolder(peerFolder: string): string {
  return join(peerFolder, 'sources')
}

/** Where a peer's own sources may put their files and databases. */
export function toSourcePlace(peerFolder: string, { store, log }: FederationOptions): SourcePlace {
  const folder = sourcesFolder(peerFolder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    folder,
    log,
    createDatabase: (name) =>
      store.createDatabase(name, { role: name, password: readOrCreatePassword(peerFolder) }),
  }
}
