import { setTimeout as sleep } from 'node:timers/promises'
import type { LinkageRun, LinkageRunList } from '@isthmus/contract'
import { Command } from 'commander'
import { CliError, type Outcome } from './exit-code.ts'
import { outcomeOfLinkage, showLinkageRun, showSteps } from './linkage-view.ts'
import type { PeerApi } from './peer-api.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import type { Terminal } from './terminal.ts'

const firstPauseMs = 200
const mostPauseMs = 3000

type RunOptions = PeerOptions & { legalBasis: string; wait?: boolean; explain?: boolean }

export function linkageRunCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('run')
    .description('find duplicates within a source, or links between two sources of your organisation')
    .argument('<source>', 'id of a source, as source list shows it')
    .argument('[other]', 'id of the source to link it with; without it, duplicates are looked for')
    .requiredOption('--legal-basis <provision>', 'under which you keep these data accurate')
    .option('--wait', 'come back when the run has ended')
    .option('--explain', 'wait, then show each step with its SQL, its rows and its time')
    .addHelpText(
      'after',
      '\nExample:\n  $ isthmus linkage run register archive --legal-basis "LED art. 4(1)(d)" --explain',
    )
  return addPeerOptions(command).action(
    async (source: string, other: string | undefined, options: RunOptions) => {
      const api = await openPeer(options)
      const sources = other === undefined ? [source] : [source, other]
      const started = await api.call<LinkageRun>('linkage.start', {
        body: { sources, legalBasis: options.legalBasis },
      })
      const isWaiting = options.wait === true || options.explain === true
      if (isWaiting) terminal.err(`Run ${toPlainText(started.id)} has started.`)
      const run = isWaiting ? await waitForRun(api, started, terminal) : started
      if (options.json) terminal.out(toSafeJson(run, 2))
      else {
        showLinkageRun(run, terminal)
        if (options.explain) showSteps(run.steps, terminal)
      }
      finish(isWaiting ? outcomeOfLinkage(run) : 'hit')
    },
  )
}

async function waitForRun(api: PeerApi, started: LinkageRun, terminal: Terminal): Promise<LinkageRun> {
  let run = started
  for (let pauseMs = firstPauseMs; run.state === 'running'; pauseMs = Math.min(pauseMs * 1.5, mostPauseMs)) {
    await sleep(pauseMs)
    const latest = await findRun(api, started.id)
    if (latest.step && latest.step !== run.step) terminal.err(`step ${toPlainText(latest.step)}`)
    run = latest
  }
  return run
}

export async function findRun(api: PeerApi, id: string): Promise<LinkageRun> {
  const { runs } = await api.call<LinkageRunList>('linkage.runs')
  const run = runs.find((known) => known.id === id)
  if (run) return run
  throw new CliError('usage', `the peer knows no run ${id}`, { remedy: 'isthmus linkage list' })
}
