import type { Incident, IncidentList } from '@isthmus/contract'
import { Command } from 'commander'
import type { Outcome } from './exit-code.ts'
import { toIncidentSentence } from './incident-words.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import { type Column, toTable } from './table.ts'
import type { Terminal } from './terminal.ts'

const columns: Column<Incident>[] = [
  { title: 'id', cell: (row) => row.id },
  { title: 'severity', cell: (row) => row.severity },
  { title: 'what', cell: (row) => toIncidentSentence(row.kind), most: 60 },
  { title: 'with', cell: (row) => row.counterpart?.id },
  { title: 'times', cell: (row) => row.count.toLocaleString('en-GB'), align: 'right' },
  { title: 'last', cell: (row) => row.lastSeenAt.slice(0, 16).replace('T', ' ') },
  { title: 'state', cell: (row) => row.state },
]

/** What went wrong at the own peer, and whom to call. */
export function incidentCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const incident = new Command('incident').description('what went wrong at your own peer, and whom to call')
  incident.addCommand(incidentListCommand(terminal, finish))
  incident.addCommand(incidentHandlingCommand(terminal, 'acknowledge', 'take an incident on'))
  incident.addCommand(
    incidentHandlingCommand(terminal, 'close', 'close an incident, with what was found and done'),
  )
  return incident
}

type ListOptions = PeerOptions & { all?: boolean; before?: string }

function incidentListCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('list')
    .description('list incidents that are not closed; 0 when there are any, 1 when there are none')
    .option('--all', 'closed ones as well')
    .option('--before <page>', 'the next page, as the page before says')
  return addPeerOptions(command).action(async (options: ListOptions) => {
    const { all, before } = options
    const query = { ...(all ? { state: 'all' } : {}), ...(before ? { before } : {}) }
    const list = await (await openPeer(options)).call<IncidentList>('incident.list', { query })
    finish(list.incidents.length > 0 ? 'hit' : 'noHit')
    if (options.json) return terminal.out(toSafeJson(list, 2))
    if (list.incidents.length === 0) return terminal.out('Nothing is open.')
    terminal.out(toTable(columns, list.incidents, terminal.width))
    for (const line of toContacts(list.incidents)) terminal.out(line)
    if (list.next) terminal.err(`More: --before ${toPlainText(list.next)}`)
  })
}

function incidentHandlingCommand(
  terminal: Terminal,
  act: 'acknowledge' | 'close',
  description: string,
): Command {
  const command = new Command(act)
    .description(description)
    .argument('<incident>', 'as incident list shows it')
  if (act === 'close') command.requiredOption('--note <words>', 'what was found and done; name no person')
  else command.option('--note <words>', 'what is being done; name no person')
  return addPeerOptions(command).action(async (id: string, options: PeerOptions & { note?: string }) => {
    const call = { parameters: { id }, body: { note: options.note ?? '' } }
    const incident = await (await openPeer(options)).call<Incident>(`incident.${act}`, call)
    if (options.json) return terminal.out(toSafeJson(incident, 2))
    terminal.out(`${toPlainText(incident.id)} is ${incident.state}: ${toIncidentSentence(incident.kind)}`)
  })
}

/** Each organisation once. */
function toContacts(incidents: readonly Incident[]): string[] {
  const organisations = incidents.flatMap(({ counterpart }) => counterpart?.organisation ?? [])
  const lines = organisations.map(({ name, contact }) => `Call ${toPlainText(name)}: ${toPlainText(contact)}`)
  return [...new Set(lines)]
}
