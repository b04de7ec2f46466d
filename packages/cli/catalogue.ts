import type { Catalogue, CataloguePeer, SourceEntry } from '@isthmus/contract'
import { Command } from 'commander'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import { type Column, toTable } from './table.ts'
import type { Terminal } from './terminal.ts'

const columns: Column<SourceEntry>[] = [
  { title: 'source', cell: (row) => row.id },
  { title: 'title', cell: (row) => row.title, most: 50 },
  { title: 'regime', cell: (row) => row.regime },
  { title: 'state', cell: (row) => row.state },
  { title: 'persons', cell: (row) => row.persons.toLocaleString('en-GB'), align: 'right' },
  { title: 'things', cell: (row) => row.things.toLocaleString('en-GB'), align: 'right' },
  { title: 'published', cell: (row) => row.publishedOn },
  { title: 'indexed', cell: (row) => row.indexedAt?.slice(0, 10) },
]

export function catalogueCommand(terminal: Terminal): Command {
  const command = new Command('catalogue')
    .description('show which databases the federation has, what they hold and how fresh they are')
    .option('--dcat', 'print the catalogue as DCAT-AP 3.0.1 (JSON-LD)')
  return addPeerOptions(command).action(async (options: PeerOptions & { dcat?: boolean }) => {
    const api = await openPeer(options)
    if (options.dcat) return terminal.out(toSafeJson(await api.call<unknown>('catalogue.describe'), 2))
    const catalogue = await api.call<Catalogue>('catalogue.list')
    if (options.json) return terminal.out(toSafeJson(catalogue, 2))
    for (const peer of catalogue.peers) showPeer(peer, terminal)
  })
}

function showPeer(peer: CataloguePeer, { out, style, width }: Terminal): void {
  const { organisation } = peer
  out(style('bold', `${toPlainText(peer.name)} (${peer.state.replace('-', ' ')})`))
  out(
    toPlainText(
      `${organisation.name}, ${organisation.kind}, ${organisation.country}; contact: ${organisation.contact}`,
    ),
  )
  out(peer.sources.length > 0 ? toTable(columns, peer.sources, width) : 'no sources known')
  for (const { id, notice } of peer.sources) if (notice) out(toPlainText(`${id}: ${notice}`))
  out('')
}
