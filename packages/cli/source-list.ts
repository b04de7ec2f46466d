import type { SourceEntry, SourceList } from '@isthmus/contract'
import { Command } from 'commander'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toSafeJson } from './plain-text.ts'
import { type Column, toTable } from './table.ts'
import type { Terminal } from './terminal.ts'

const columns: Column<SourceEntry>[] = [
  { title: 'id', cell: (row) => row.id },
  { title: 'title', cell: (row) => row.title, most: 44 },
  { title: 'kind', cell: (row) => row.kind },
  { title: 'regime', cell: (row) => row.regime },
  { title: 'state', cell: (row) => row.state },
  { title: 'persons', cell: (row) => row.persons.toLocaleString('en-GB'), align: 'right' },
  { title: 'things', cell: (row) => row.things.toLocaleString('en-GB'), align: 'right' },
  { title: 'rejected', cell: (row) => row.rejected?.toLocaleString('en-GB'), align: 'right' },
  { title: 'indexed', cell: (row) => row.indexedAt?.slice(0, 16).replace('T', ' ') },
]

export function sourceListCommand(terminal: Terminal): Command {
  const command = new Command('list').description('list the sources of your own peer')
  return addPeerOptions(command).action(async (options: PeerOptions) => {
    const list = await (await openPeer(options)).call<SourceList>('source.list')
    if (options.json) return terminal.out(toSafeJson(list, 2))
    if (list.sources.length === 0)
      return terminal.out('This peer has no source yet. Connect one with: isthmus source add --help')
    terminal.out(toTable(columns, list.sources, terminal.width))
  })
}
