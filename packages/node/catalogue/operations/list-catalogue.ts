import type { Catalogue } from '@isthmus/contract'
import type { SourceDirectory } from '../../search/index.ts'

/** catalogue.list: what every peer of the federation says of its sources, asked anew where it is no longer fresh. */
export async function listCatalogue(directory: SourceDirectory): Promise<Catalogue> {
  await directory.refresh()
  return { peers: directory.listPeers() }
}
