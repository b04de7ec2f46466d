import type {
  LogErased,
  LogErasureOrder,
  LogErasureOrderList,
  LogErasurePreview,
  LogHoldList,
} from '@isthmus/contract'
import { Command } from 'commander'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import { type Column, toTable } from './table.ts'
import type { Terminal } from './terminal.ts'

const previewColumns: Column<LogErasurePreview['entries'][number]>[] = [
  { title: 'entry', cell: (row) => row.index, align: 'right' },
  { title: 'when', cell: (row) => toMinute(row.at) },
  { title: 'what', cell: (row) => row.event },
  { title: 'becomes', cell: (row) => fates[row.fate] },
]

const fates = {
  erased: 'would be erased',
  kept: 'stays as long as the log',
  gone: 'was erased before',
} as const

const orderColumns: Column<LogErasureOrder>[] = [
  { title: 'order', cell: (row) => row.id },
  { title: 'correlation id', cell: (row) => row.correlationId },
  { title: 'state', cell: (row) => (row.state === 'waiting' && row.isOwn ? 'waiting (yours)' : row.state) },
  { title: 'ordered', cell: (row) => toMinute(row.orderedAt) },
  { title: 'by', cell: (row) => row.orderedBy },
  { title: 'why', cell: (row) => row.reason, most: 40 },
]

const holdColumns: Column<LogHoldList['holds'][number]>[] = [
  { title: 'correlation id', cell: (row) => row.correlationId },
  { title: 'since', cell: (row) => toMinute(row.heldAt) },
  { title: 'by', cell: (row) => row.heldBy },
  { title: 'why', cell: (row) => row.reason, most: 40 },
]

const help = `
Without --reason it only shows what would be erased. An order erases nothing: another data-protection officer confirms it.

Examples:
  $ isthmus log erase 3f0c...                                    what would go
  $ isthmus log erase 3f0c... --reason judgment --legal-basis "LED, art. 16"
  $ isthmus log erasures
  $ isthmus log confirm 9a1b...                                  by another person`

/** Erasure by order and holds: what a data-protection officer has done with readable entries. */
export function erasureCommands(terminal: Terminal): Command[] {
  return [
    eraseCommand(terminal),
    erasuresCommand(terminal),
    decisionCommand(terminal, 'confirm', 'confirm the order of another person: the entries are erased'),
    decisionCommand(terminal, 'withdraw', 'withdraw an order, or decline to confirm it'),
    holdCommand(terminal, true),
    holdCommand(terminal, false),
    holdsCommand(terminal),
  ]
}

type EraseOptions = PeerOptions & { reason?: string; legalBasis?: string; reference?: string }

function eraseCommand(terminal: Terminal): Command {
  const command = new Command('erase')
    .description('order the readable entries of one correlation id to be erased; the proofs stay')
    .argument('<correlation-id>', 'as the entry has it')
    .option('--reason <words>', 'why; names no person')
    .option('--legal-basis <provision>', 'of the order')
    .option('--reference <text>', 'of the order, such as a docket number')
    .addHelpText('after', help)
  return addPeerOptions(command).action(async (correlationId: string, options: EraseOptions) => {
    const { reason, legalBasis, reference } = options
    const api = await openPeer(options)
    if (reason === undefined || legalBasis === undefined) {
      const preview = await api.call<LogErasurePreview>('audit-log.preview', {
        parameters: { id: correlationId },
      })
      return options.json ? terminal.out(toSafeJson(preview, 2)) : printPreview(preview, terminal)
    }
    const body = { correlationId, reason, legalBasis, ...(reference ? { reference } : {}) }
    const order = await api.call<LogErasureOrder>('audit-log.erase', { body })
    if (options.json) return terminal.out(toSafeJson(order, 2))
    terminal.out(
      `Ordered. Nothing is erased before another person runs: isthmus log confirm ${toPlainText(order.id)}`,
    )
  })
}

function printPreview({ entries, erasable, isHeld }: LogErasurePreview, terminal: Terminal): void {
  terminal.out(toTable(previewColumns, entries, terminal.width))
  if (isHeld) terminal.out('It is held: release it first, when the procedure has ended.')
  terminal.out(
    `${erasable} of ${entries.length} entries would be erased. To order it: --reason and --legal-basis`,
  )
}

function erasuresCommand(terminal: Terminal): Command {
  const command = new Command('erasures').description('list the latest orders to erase')
  return addPeerOptions(command).action(async (options: PeerOptions) => {
    const list = await (await openPeer(options)).call<LogErasureOrderList>('audit-log.erasures')
    if (options.json) return terminal.out(toSafeJson(list, 2))
    if (list.orders.length === 0) return terminal.out('No erasure has been ordered.')
    terminal.out(toTable(orderColumns, list.orders, terminal.width))
  })
}

function decisionCommand(terminal: Terminal, act: 'confirm' | 'withdraw', description: string): Command {
  const command = new Command(act)
    .description(description)
    .argument('<order>', 'as isthmus log erasures shows it')
  return addPeerOptions(command).action(async (id: string, options: PeerOptions) => {
    const api = await openPeer(options)
    const order = await api.call<LogErasureOrder>(`audit-log.${act}`, { parameters: { id }, body: {} })
    if (options.json) return terminal.out(toSafeJson(order, 2))
    terminal.out(order.state === 'done' ? `Erased: ${order.entries ?? 0} entries.` : 'Withdrawn.')
  })
}

function holdCommand(terminal: Terminal, hold: boolean): Command {
  const command = new Command(hold ? 'hold' : 'release')
    .description(
      hold
        ? 'keep the entries of one correlation id beyond their retention, while a procedure goes on'
        : 'let the entries of one correlation id go at the end of their retention again',
    )
    .argument('<correlation-id>', 'as the entry has it')
    .requiredOption('--reason <words>', 'why; names no person')
  return addPeerOptions(command).action(
    async (correlationId: string, options: PeerOptions & { reason: string }) => {
      const body = { correlationId, hold, reason: options.reason }
      const { entries } = await (await openPeer(options)).call<LogErased>('audit-log.hold', { body })
      if (options.json) return terminal.out(toSafeJson({ entries }, 2))
      terminal.out(`${hold ? 'Held' : 'Released'}: ${entries} entries.`)
    },
  )
}

function holdsCommand(terminal: Terminal): Command {
  const command = new Command('holds').description('list what is kept beyond its retention')
  return addPeerOptions(command).action(async (options: PeerOptions) => {
    const list = await (await openPeer(options)).call<LogHoldList>('audit-log.holds')
    if (options.json) return terminal.out(toSafeJson(list, 2))
    if (list.holds.length === 0) return terminal.out('Nothing is held.')
    terminal.out(toTable(holdColumns, list.holds, terminal.width))
  })
}

function toMinute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ')
}
