import type { Notice, NoticeList } from '@isthmus/contract'
import { Command } from 'commander'
import type { Outcome } from './exit-code.ts'
import { toNoticeSentence } from './notice-words.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import { type Column, toTable } from './table.ts'
import type { Terminal } from './terminal.ts'

const columns: Column<Notice>[] = [
  { title: 'id', cell: ({ id }) => id },
  { title: 'when', cell: ({ at }) => at.slice(0, 16).replace('T', ' ') },
  { title: 'what', cell: ({ kind }) => toNoticeSentence(kind), most: 60 },
  { title: 'reference', cell: ({ reference }) => reference },
  { title: '', cell: ({ isRead }) => (isRead ? '' : 'new') },
]

/** What waits for whoever is signed in. */
export function noticeCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const notice = new Command('notice').description('what waits for you, without its content')
  notice.addCommand(noticeListCommand(terminal, finish))
  notice.addCommand(noticeReadCommand(terminal))
  return notice
}

function noticeListCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('list')
    .description('list what waits for you; 0 when anything is new, 1 when nothing is')
    .option('--before <page>', 'the next page, as the page before says')
  return addPeerOptions(command).action(async (options: PeerOptions & { before?: string }) => {
    const query = options.before ? { before: options.before } : {}
    const list = await (await openPeer(options)).call<NoticeList>('notification.list', { query })
    finish(list.unread > 0 ? 'hit' : 'noHit')
    if (options.json) return terminal.out(toSafeJson(list, 2))
    if (list.notices.length === 0) return terminal.out('Nothing waits for you.')
    terminal.out(toTable(columns, list.notices, terminal.width))
    if (list.next) terminal.err(`More: --before ${toPlainText(list.next)}`)
  })
}

function noticeReadCommand(terminal: Terminal): Command {
  const command = new Command('read')
    .description('mark a notice as seen')
    .argument('<notice>', 'as notice list shows it')
  return addPeerOptions(command).action(async (id: string, options: PeerOptions) => {
    const list = await (await openPeer(options)).call<NoticeList>('notification.read', { parameters: { id } })
    if (options.json) return terminal.out(toSafeJson(list, 2))
    terminal.out(list.unread === 0 ? 'Nothing new waits for you.' : `${list.unread} more are new.`)
  })
}
