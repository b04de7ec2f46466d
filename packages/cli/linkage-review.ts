import type {
  LinkageDecision,
  LinkagePair,
  LinkagePairList,
  LinkageRun,
  LinkageRunList,
} from '@isthmus/contract'
import { Argument, Command, Option } from 'commander'
import type { Outcome } from './exit-code.ts'
import { findRun } from './linkage-run.ts'
import { showLinkageRun, showSteps, toPairTable, toRunTable } from './linkage-view.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import type { Terminal } from './terminal.ts'

const states = ['undecided', 'same', 'different'] as const

export function linkageListCommand(terminal: Terminal): Command {
  const command = new Command('list')
    .description('list the linkage runs of your own peer, newest first')
    .argument('[run]', 'only this run, with its steps')
  return addPeerOptions(command).action(async (id: string | undefined, options: PeerOptions) => {
    const api = await openPeer(options)
    if (id !== undefined) {
      const run = await findRun(api, id)
      if (options.json) return terminal.out(toSafeJson(run, 2))
      showLinkageRun(run, terminal)
      return showSteps(run.steps, terminal)
    }
    const list = await api.call<LinkageRunList>('linkage.runs')
    if (options.json) return terminal.out(toSafeJson(list, 2))
    if (list.runs.length === 0)
      return terminal.out('Nothing has been linked yet. Start with: isthmus linkage run --help')
    terminal.out(toRunTable(list.runs, terminal.width))
  })
}

export function linkageCancelCommand(terminal: Terminal): Command {
  const command = new Command('cancel')
    .description('end a run that is under way; it leaves nothing behind')
    .argument('<run>', 'as linkage list shows it')
  return addPeerOptions(command).action(async (id: string, options: PeerOptions) => {
    const run = await (await openPeer(options)).call<LinkageRun>('linkage.cancel', { parameters: { id } })
    if (options.json) terminal.out(toSafeJson(run, 2))
    else showLinkageRun(run, terminal)
  })
}

type PairsOptions = PeerOptions & { state?: string; after?: string }

export function linkagePairsCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('pairs')
    .description('list the pairs of a run by their references, the likeliest first')
    .argument('<run>', 'as linkage list shows it')
    .addOption(
      new Option('--state <state>', 'only these; without it all but the different ones').choices(states),
    )
    .option('--after <page>', 'the next page, as the page before says')
  return addPeerOptions(command).action(async (id: string, options: PairsOptions) => {
    const { state, after } = options
    const query = { ...(state ? { state } : {}), ...(after ? { after } : {}) }
    const api = await openPeer(options)
    const list = await api.call<LinkagePairList>('linkage.pairs', { parameters: { id }, query })
    finish(list.pairs.length > 0 ? 'hit' : 'noHit')
    if (options.json) return terminal.out(toSafeJson(list, 2))
    if (list.pairs.length === 0) return terminal.out('No such pairs.')
    terminal.out(toPairTable(list.pairs, terminal.width))
    if (list.next) terminal.err(`More: --after ${toPlainText(list.next)}`)
  })
}

type DecideOptions = PeerOptions & { reason?: string }

export function linkageDecideCommand(terminal: Terminal): Command {
  const command = new Command('decide')
    .description('say whether two records are of one person; it is remembered across runs')
    .argument('<pair>', 'as linkage pairs shows it')
    .addArgument(new Argument('<state>', 'what holds from now on').choices(states))
    .option('--reason <words>', 'why; names no person')
  return addPeerOptions(command).action(async (id: string, state: string, options: DecideOptions) => {
    const decision = {
      state: state as LinkageDecision['state'], // One of `states`, which commander has made sure of.
      ...(options.reason ? { reason: options.reason } : {}),
    }
    const api = await openPeer(options)
    const pair = await api.call<LinkagePair>('linkage.decide', { parameters: { id }, body: decision })
    if (options.json) terminal.out(toSafeJson(pair, 2))
    else terminal.out(`Pair ${toPlainText(pair.id)} is ${pair.state}.`)
  })
}
