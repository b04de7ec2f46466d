import type { ReconciliationRun, ReconciliationRunList } from '@isthmus/contract'
import { Command } from 'commander'
import { CliError, type Outcome } from './exit-code.ts'
import { toFaultSentence } from './fault-words.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import { type Column, toTable } from './table.ts'
import type { Terminal } from './terminal.ts'

const columns: Column<ReconciliationRun>[] = [
  { title: 'peer', cell: (row) => row.peerId },
  { title: 'from', cell: (row) => row.from.slice(0, 16).replace('T', ' ') },
  { title: 'to', cell: (row) => row.to.slice(0, 16).replace('T', ' ') },
  { title: 'state', cell: (row) => (row.fault ? `${row.state} (${row.fault})` : row.state) },
  { title: 'agree', cell: (row) => `${row.agreeing}/${row.compared}`, align: 'right' },
  { title: 'missing', cell: (row) => String(row.missing), align: 'right' },
  { title: 'late', cell: (row) => String(row.late), align: 'right' },
  { title: 'contradict', cell: (row) => String(row.contradicting), align: 'right' },
]

type ReconcileOptions = PeerOptions & { from?: string; to?: string; list?: boolean }

/** Compares the own log with that of another peer, as the daily job does. */
export function reconcileCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('reconcile')
    .description('compare the log of your own peer with that of another')
    .argument('[peer]', 'id of the other peer, as peer status shows it')
    .option('--from <instant>', 'ISO 8601; where the last comparison ended unless said')
    .option('--to <instant>', 'ISO 8601; ten minutes ago unless said')
    .option('--list', 'show the latest comparisons instead')
  return addPeerOptions(command).action(async (peerId: string | undefined, options: ReconcileOptions) => {
    const api = await openPeer(options)
    if (options.list) {
      const { runs } = await api.call<ReconciliationRunList>('reconciliation.list')
      return terminal.out(options.json ? toSafeJson(runs, 2) : toTable(columns, runs, terminal.width))
    }
    if (peerId === undefined)
      throw new CliError('usage', 'name the other peer', { remedy: 'see isthmus peer status' })
    const body = {
      peerId,
      ...(options.from ? { from: toInstant(options.from) } : {}),
      ...(options.to ? { to: toInstant(options.to) } : {}),
    }
    const run = await api.call<ReconciliationRun>('reconciliation.start', { body })
    finish(outcomeOf(run))
    if (options.json) return terminal.out(toSafeJson(run, 2))
    for (const line of toSentences(run)) terminal.out(line)
  })
}

function outcomeOf(run: ReconciliationRun): Outcome {
  if (run.state !== 'done') return 'incomplete'
  return run.missing + run.late + run.contradicting + run.unfounded === 0 ? 'hit' : 'doctored'
}

function toSentences(run: ReconciliationRun): string[] {
  if (run.state !== 'done')
    return ['The logs could not be compared.', toPlainText(toFaultSentence(run.fault))].filter(Boolean)
  const { agreeing, compared, missing, late, contradicting, repaired, findings = [] } = run
  const { erased, proven, unproven, unfounded } = run
  return [
    `${agreeing} of ${compared} entries agree; ${missing} missing, ${late} late, ${contradicting} contradicting.`,
    ...(erased > 0
      ? [`Of ${erased} the readable entry is erased on a side; they agree by their digests.`]
      : []),
    `${proven} places that the other peer signed for are in its public log; ${unfounded} are not, ${unproven} are not shown yet.`,
    ...(repaired > 0 ? [`${repaired} that this log lacked were entered as the other peer states them.`] : []),
    ...findings.map(({ kind, messageId, correlationId }) =>
      toPlainText(`  ${kind}  message ${messageId ?? '(erased)'}  correlation ${correlationId}`),
    ),
  ]
}

function toInstant(text: string): string {
  const at = new Date(text)
  if (!Number.isNaN(at.getTime())) return at.toISOString()
  throw new CliError('usage', `"${text}" is no instant`, {
    remedy: 'such as 2026-11-23 or 2026-11-23T12:00:00Z',
  })
}
