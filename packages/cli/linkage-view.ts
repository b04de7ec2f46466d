import type { LinkagePair, LinkageRun, LinkageStep } from '@isthmus/contract'
import type { Outcome } from './exit-code.ts'
import { toPlainText } from './plain-text.ts'
import { count } from './search-view.ts'
import { type Column, toTable } from './table.ts'
import type { Terminal } from './terminal.ts'

const runColumns: Column<LinkageRun>[] = [
  { title: 'run', cell: (row) => row.id },
  { title: 'sources', cell: (row) => row.sources.join(' + '), most: 60 },
  { title: 'state', cell: (row) => row.state },
  { title: 'started', cell: (row) => row.startedAt.slice(0, 16).replace('T', ' ') },
  { title: 'pairs', cell: (row) => row.pairs.toLocaleString('en-GB'), align: 'right' },
  { title: 'undecided', cell: (row) => row.undecided.toLocaleString('en-GB'), align: 'right' },
  { title: 'same', cell: (row) => row.same.toLocaleString('en-GB'), align: 'right' },
  { title: 'different', cell: (row) => row.different.toLocaleString('en-GB'), align: 'right' },
]

const pairColumns: Column<LinkagePair>[] = [
  { title: 'pair', cell: (row) => row.id },
  { title: 'record', cell: ({ left }) => `${left.source} ${left.reference}`, most: 44 },
  { title: 'record', cell: ({ right }) => `${right.source} ${right.reference}`, most: 44 },
  { title: 'bits', cell: (row) => row.score.toFixed(2), align: 'right' },
  { title: 'band', cell: (row) => row.band },
  { title: 'group', cell: (row) => row.cluster, align: 'right' },
  { title: 'state', cell: (row) => row.state },
]

export function toRunTable(runs: readonly LinkageRun[], width: number): string {
  return toTable(runColumns, runs, width)
}

export function toPairTable(pairs: readonly LinkagePair[], width: number): string {
  return toTable(pairColumns, pairs, width)
}

export function outcomeOfLinkage({ state }: LinkageRun): Outcome {
  if (state === 'running') return 'incomplete'
  return state === 'done' ? 'hit' : 'fault'
}

export function showLinkageRun(run: LinkageRun, terminal: Terminal): void {
  const { out, style } = terminal
  const among = run.kind === 'duplicates' ? 'Duplicates within' : 'Links between'
  out(style('bold', `${among} ${toPlainText(run.sources.join(' and '))}, run ${run.id}: ${run.state}`))
  if (run.step) out(`at step ${toPlainText(run.step)}`)
  if (run.fault) out(`fault: ${toPlainText(run.fault)}`)
  const persons = run.persons.map((each) => each.toLocaleString('en-GB')).join(' and ')
  out(
    `${persons || 'no'} persons read, ${count(run.pairs, 'pair')} to review in ${count(run.clusters, 'group')}`,
  )
  if (run.omitted) out(`${count(run.omitted, 'less likely pair')} left out`)
  out(`${run.undecided} undecided, ${run.same} the same, ${run.different} different`)
}

/** The chain of steps as it ran: what each does, on how many rows, and its SQL. */
export function showSteps(steps: readonly LinkageStep[], { out, style }: Terminal): void {
  for (const [at, step] of steps.entries()) {
    const rows = `${step.rowsIn.toLocaleString('en-GB')} rows in, ${step.rowsOut.toLocaleString('en-GB')} out`
    out('')
    const name = style('bold', `${at + 1}. ${toPlainText(step.name)}`)
    out(`${name}  ${rows}, ${(step.ms / 1000).toFixed(2)} s`)
    out(`   ${toPlainText(step.sentence)}`)
    for (const line of step.sql?.split('\n') ?? []) out(`     ${toPlainText(line)}`)
  }
}
