import { setTimeout as sleep } from 'node:timers/promises'
import type { IndexRun } from '@isthmus/contract'
import { Command, InvalidArgumentError } from 'commander'
import type { Outcome } from './exit-code.ts'
import type { PeerApi } from './peer-api.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import { outcomeOfRun, showRun } from './source-report.ts'
import type { Terminal } from './terminal.ts'

const firstPauseMs = 200
const mostPauseMs = 3000

const words = `
The generation before goes on answering until the new one is whole. A run that would take more than half of the records
out of the index (or another share, as the configuration of the peer says) is held back, and says how many; once somebody
has looked at the source, --may-delete with that number lets the next run do so.`

type IndexOptions = PeerOptions & { wait: boolean; mayDelete?: number }

export function sourceIndexCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('index')
    .description('read a source anew and build a new generation of its index')
    .argument('<source>', 'id of the source, as source list shows it')
    .option('--no-wait', 'come back as soon as the run has started')
    .option('--may-delete <number>', 'let the run take so many records out of the index', parseCount)
    .addHelpText('after', words)
  return addPeerOptions(command).action(async (id: string, options: IndexOptions) => {
    const api = await openPeer(options)
    const { mayDelete } = options
    const body = mayDelete === undefined ? {} : { mayDelete }
    const started = await api.call<IndexRun>('source.index', { parameters: { id }, body })
    if (options.wait) terminal.err(`Run ${started.id} of ${toPlainText(id)} has started.`)
    const run = options.wait ? await waitForRun(api, started, terminal) : started
    if (options.json) terminal.out(toSafeJson(run, 2))
    else showRun(run, terminal)
    finish(options.wait ? outcomeOfRun(run) : 'hit')
  })
}

async function waitForRun(api: PeerApi, started: IndexRun, terminal: Terminal): Promise<IndexRun> {
  let run = started
  for (let pauseMs = firstPauseMs; run.state === 'running'; pauseMs = Math.min(pauseMs * 1.5, mostPauseMs)) {
    await sleep(pauseMs)
    const latest = await api.call<IndexRun>('source.report', { parameters: { id: started.sourceId } })
    // Until the new run is reported, the latest may still be the run before.
    if (latest.id < started.id) continue
    if (latest.persons !== run.persons)
      terminal.err(`${latest.persons.toLocaleString('en-GB')} persons so far`)
    run = latest
  }
  return run
}

function parseCount(text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a number of records, as the report of the held run says it.')
}
