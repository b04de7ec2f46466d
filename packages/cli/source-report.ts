import type { IndexRun } from '@isthmus/contract'
import { Command } from 'commander'
import type { Outcome } from './exit-code.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import { count } from './search-view.ts'
import { toTable } from './table.ts'
import type { Terminal } from './terminal.ts'

export function sourceReportCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('report')
    .description('show what the latest intake run of a source found')
    .argument('<source>', 'id of the source, as source list shows it')
  return addPeerOptions(command).action(async (id: string, options: PeerOptions) => {
    const run = await (await openPeer(options)).call<IndexRun>('source.report', { parameters: { id } })
    if (options.json) terminal.out(toSafeJson(run, 2))
    else showRun(run, terminal)
    finish(outcomeOfRun(run))
  })
}

export function outcomeOfRun(run: IndexRun): Outcome {
  if (run.state === 'running') return 'incomplete'
  if (run.state === 'held') return 'refused'
  return run.state === 'failed' || run.state === 'interrupted' ? 'fault' : 'hit'
}

export function showRun(run: IndexRun, terminal: Terminal): void {
  const { out, style, width } = terminal
  out(style('bold', `Run ${run.id} of ${toPlainText(run.sourceId)}: ${run.state}`))
  out(`started ${run.startedAt}${run.endedAt ? `, ended ${run.endedAt}` : ''}`)
  if (run.fault) {
    const label = run.state === 'held' ? 'held back' : 'fault'
    out(`${label}: ${toPlainText(run.fault)}. The generation before goes on answering.`)
  }
  if (run.state === 'held') {
    out(
      'Look at the source: was it cut off, emptied or replaced? If so many records are gone from it indeed:',
    )
    out(`  isthmus source index ${toPlainText(run.sourceId)} --may-delete ${run.deleted}`)
  }
  out(
    `${count(run.persons, 'person')}, ${count(run.things, 'thing')}, ${count(run.rejected, 'rejected row')}`,
  )
  out(
    `${count(run.added, 'record')} added, ${run.changed} changed, ${run.deleted} deleted since the run before`,
  )
  const shares = Object.entries(run.completeness)
  if (shares.length > 0) {
    out('')
    out(
      toTable(
        [
          { title: 'field', cell: ([field]) => field },
          {
            title: 'persons that have it',
            cell: ([, share]) => `${((share ?? 0) * 100).toFixed(1)} %`,
            align: 'right',
          },
          { title: '', cell: ([, share]) => '\u2588'.repeat(Math.round((share ?? 0) * 30)) },
        ],
        shares,
        width,
      ),
    )
  }
  if (run.rejections.length === 0) return
  out('')
  out(`Rejected (the first ${run.rejections.length}):`)
  out(
    toTable(
      [
        { title: 'place', cell: (row) => row.place, most: 40 },
        { title: 'reason', cell: (row) => row.reason, most: 70 },
        { title: 'remedy', cell: (row) => row.remedy, most: 50 },
      ],
      run.rejections,
      width,
    ),
  )
}
