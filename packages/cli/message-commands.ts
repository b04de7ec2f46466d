import type { MessageEntry, MessageList } from '@isthmus/contract'
import { Command, Option } from 'commander'
import { attachCommand, attachmentsCommand, downloadCommand, withdrawCommand } from './attachment-commands.ts'
import type { Outcome } from './exit-code.ts'
import { toFaultSentence } from './fault-words.ts'
import { toStateSentence } from './message-words.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import { toTable } from './table.ts'
import type { Terminal } from './terminal.ts'

/** Messages between the operators of two peers, and dead letters. */
export function messageCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const message = new Command('message').description('notes to other peers, what waits, and dead letters')
  message.addCommand(messageSendCommand(terminal))
  message.addCommand(messageListCommand(terminal, finish))
  message.addCommand(messageShowCommand(terminal))
  message.addCommand(deadLetterCommand(terminal, 'resend', 'send a dead letter again; its effect stays one'))
  message.addCommand(deadLetterCommand(terminal, 'discard', 'give a dead letter up; its content goes'))
  message.addCommand(attachCommand(terminal))
  message.addCommand(attachmentsCommand(terminal, finish))
  message.addCommand(downloadCommand(terminal))
  message.addCommand(withdrawCommand(terminal))
  return message
}

type SendOptions = PeerOptions & { text: string; key?: string }

function messageSendCommand(terminal: Terminal): Command {
  const command = new Command('send')
    .description('send a note to the operators of another peer; it arrives once, with a signed receipt')
    .argument('<peer>', 'id of the peer, as peer status shows it')
    .requiredOption('--text <words>', 'the note; it names no person')
    .option('--key <key>', 'the same key a second time gives the first message again')
  return addPeerOptions(command).action(async (to: string, options: SendOptions) => {
    const body = { to, text: options.text, ...(options.key ? { idempotencyKey: options.key } : {}) }
    const entry = await (await openPeer(options)).call<MessageEntry>('message.send', { body })
    show(entry, options, terminal)
  })
}

type ListOptions = PeerOptions & { box: string; before?: string }

function messageListCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('list')
    .description('list messages to other peers, from them, or dead letters; the newest first')
    .addOption(new Option('--box <box>', 'which').choices(['sent', 'received', 'dead']).default('sent'))
    .option('--before <page>', 'the next page, as the page before says')
  return addPeerOptions(command).action(async (options: ListOptions) => {
    const { box, before } = options
    const query = { box, ...(before ? { before } : {}) }
    const list = await (await openPeer(options)).call<MessageList>('message.list', { query })
    finish(list.messages.length > 0 ? 'hit' : 'noHit')
    if (options.json) return terminal.out(toSafeJson(list, 2))
    if (list.messages.length === 0) terminal.out('No messages.')
    else terminal.out(toMessageTable(list.messages, terminal.width))
    terminal.err(`${list.waiting} waiting, ${list.dead} dead letters in all`)
    if (list.next) terminal.err(`More: --before ${toPlainText(list.next)}`)
  })
}

function messageShowCommand(terminal: Terminal): Command {
  const command = new Command('show')
    .description('show one message, with its receipt')
    .argument('<message>', 'as message list shows it')
  return addPeerOptions(command).action(async (id: string, options: PeerOptions) => {
    const api = await openPeer(options)
    show(await api.call<MessageEntry>('message.show', { parameters: { id } }), options, terminal)
  })
}

function deadLetterCommand(terminal: Terminal, act: 'resend' | 'discard', description: string): Command {
  const command = new Command(act)
    .description(description)
    .argument('<message>', 'as message list --box dead shows it')
  return addPeerOptions(command).action(async (id: string, options: PeerOptions) => {
    const api = await openPeer(options)
    show(await api.call<MessageEntry>(`message.${act}`, { parameters: { id } }), options, terminal)
  })
}

function show(entry: MessageEntry, options: PeerOptions, terminal: Terminal): void {
  if (options.json) {
    terminal.out(toSafeJson(entry, 2))
    return
  }
  const { messageId, kind, correlationId, at, deadline, nextAttemptAt, fault, note, receipt } = entry
  const lines = [
    `Message ${messageId} (${kind}), ${toStateSentence(entry)}.`,
    `Accepted ${at}; correlation ${correlationId}.`,
    ...(fault ? [toFaultSentence(fault)] : []),
    ...(nextAttemptAt ? [`Next attempt ${nextAttemptAt}, at the latest until ${deadline}.`] : []),
    ...(note === undefined ? [] : [`Note: ${note}`]),
    ...(receipt
      ? [`Receipt: entry ${receipt.log.index} of ${receipt.log.origin}, ${receipt.receivedAt}.`]
      : []),
    ...(entry.state === 'dead' ? [`isthmus message resend ${messageId}, or discard.`] : []),
  ]
  terminal.out(lines.map(toPlainText).join('\n'))
}

function toMessageTable(messages: readonly MessageEntry[], width: number): string {
  return toTable(
    [
      { title: 'MESSAGE', cell: ({ messageId }) => messageId },
      { title: 'PEER', cell: ({ counterpart }) => counterpart },
      { title: 'STATE', cell: ({ state }) => state },
      { title: 'AT', cell: ({ at }) => at.slice(0, 19) },
      { title: '', cell: ({ note, fault }) => note ?? toFaultSentence(fault) },
    ],
    messages,
    width,
  )
}
