import type { SourceList } from '@isthmus/contract'
import { Command } from 'commander'
import { hasAgreed } from './agree.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import type { Terminal } from './terminal.ts'

const words = `
What goes: the connection and its mapping, the index, the reports of all runs, and the pairs and decisions that linkage
has about its records. What stays: the source itself, and the entries of the audit log.`

export function sourceRemoveCommand(terminal: Terminal): Command {
  const command = new Command('remove')
    .description('remove a source from your own peer; the source itself is not touched')
    .argument('<source>', 'id of the source, as source list shows it')
    .option('--yes', 'remove without asking, for scripts')
    .addHelpText('after', words)
  return addPeerOptions(command).action(async (id: string, options: PeerOptions & { yes?: boolean }) => {
    const question = `Remove ${toPlainText(id)} with its index, reports, pairs and decisions? It answers nobody any more.`
    const remedy = 'add --yes when it is to be removed'
    if (!(options.yes || (await hasAgreed(terminal, { question, remedy })))) {
      terminal.err('Nothing was removed.')
      return
    }
    const api = await openPeer(options)
    const remaining = await api.call<SourceList>('source.remove', { parameters: { id } })
    if (options.json) terminal.out(toSafeJson(remaining, 2))
    else terminal.out(`Removed ${toPlainText(id)}.`)
  })
}
