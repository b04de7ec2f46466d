import type { PeerReachability, PeerStatus } from '@isthmus/contract'
import { Command } from 'commander'
import type { Outcome } from './exit-code.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import { type Column, toTable } from './table.ts'
import type { Terminal } from './terminal.ts'

const columns: Column<PeerReachability>[] = [
  { title: 'peer', cell: (row) => row.id },
  { title: 'name', cell: (row) => row.name },
  { title: 'state', cell: (row) => row.state.replace('-', ' ') },
  {
    title: 'round trip',
    cell: (row) => (row.roundTripMs === undefined ? '' : `${Math.round(row.roundTripMs)} ms`),
    align: 'right',
  },
]

export function peerStatusCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('status')
    .description('show the state of your own peer and whether it reaches the others')
    .addHelpText('after', '\nEnds with 4 when another peer cannot be reached.')
  return addPeerOptions(command).action(async (options: PeerOptions) => {
    const status = await (await openPeer(options)).call<PeerStatus>('peer.status')
    if (options.json) terminal.out(toSafeJson(status, 2))
    else showStatus(status, terminal)
    finish(status.peers.some((peer) => peer.state === 'unreachable') ? 'incomplete' : 'hit')
  })
}

function showStatus(status: PeerStatus, { out, style, width }: Terminal): void {
  out(
    style(
      'bold',
      toPlainText(`${status.name} (${status.peerId}), version ${status.version}, ${status.mode}`),
    ),
  )
  out(
    `up since ${toPlainText(status.startedAt)}, ${Math.round(status.memoryMb)} MB, ${status.auditEntries} audit entries`,
  )
  out(toPlainText(`trust list ${status.trustList.version}, good until ${status.trustList.expiresAt}`))
  out('')
  out(toTable(columns, status.peers, width))
}
