import { basename } from 'node:path'
import type { AttachmentEntry, AttachmentList } from '@isthmus/contract'
import { Command } from 'commander'
import { toAttachmentLines, toAttachmentSentence, toSize } from './attachment-words.ts'
import { downloadFile } from './download-file.ts'
import { CliError, type Outcome } from './exit-code.ts'
import { toFaultSentence } from './fault-words.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import { toTable } from './table.ts'
import type { Terminal } from './terminal.ts'
import { openFileToSend, uploadFile } from './upload-file.ts'

type AttachOptions = PeerOptions & { text?: string; resume?: string }

export function attachCommand(terminal: Terminal): Command {
  const command = new Command('attach')
    .description('send a file to the operators of another peer, sealed, with a signed receipt')
    .argument('<peer>', 'id of the peer, as peer status shows it')
    .argument('<file>', 'at most as large as both peers allow, never more than 2 GiB')
    .option('--text <words>', 'a note that goes with it; it names no person')
    .option('--resume <attachment>', 'go on with an upload that broke off')
  return addPeerOptions(command).action(async (to: string, path: string, options: AttachOptions) => {
    const api = await openPeer(options)
    const file = await openFileToSend(path)
    try {
      const begun = options.resume
        ? await api.call<AttachmentEntry>('attachment.show', { parameters: { id: options.resume } })
        : await api.call<AttachmentEntry>('attachment.prepare', {
            body: {
              to,
              name: basename(path),
              size: file.size,
              ...(options.text ? { text: options.text } : {}),
            },
          })
      assertFits(begun, { to, size: file.size })
      terminal.err(`Attachment ${begun.attachmentId}, ${toSize(file.size)}`)
      const note = (done: number) => terminal.err(`${done} of ${begun.chunks} parts are at your peer`)
      show(await uploadFile(api, { file, begun, note }), options, terminal)
    } finally {
      await file.close()
    }
  })
}

function assertFits(
  { state, counterpart, size, attachmentId }: AttachmentEntry,
  file: { to: string; size: number },
): void {
  if (state !== 'uploading') {
    throw new CliError('usage', `attachment ${attachmentId} is no upload that can go on: it is ${state}`, {
      remedy: 'see isthmus message attachments',
    })
  }
  if (counterpart === file.to && size === file.size) return
  throw new CliError('usage', `attachment ${attachmentId} was begun for another peer or another file`, {
    remedy: 'name the same peer and file, or withdraw it: isthmus message withdraw',
  })
}

export function attachmentsCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('attachments')
    .description('list files to other peers and from them, with how far they are; the newest first')
    .option('--before <page>', 'the next page, as the page before says')
  return addPeerOptions(command).action(async (options: PeerOptions & { before?: string }) => {
    const query = options.before ? { before: options.before } : {}
    const list = await (await openPeer(options)).call<AttachmentList>('attachment.list', { query })
    finish(list.attachments.length > 0 ? 'hit' : 'noHit')
    if (options.json) return terminal.out(toSafeJson(list, 2))
    terminal.out(list.attachments.length === 0 ? 'No files.' : toFileTable(list.attachments, terminal.width))
    if (list.next) terminal.err(`More: --before ${toPlainText(list.next)}`)
  })
}

function toFileTable(attachments: readonly AttachmentEntry[], width: number): string {
  return toTable(
    [
      { title: 'ATTACHMENT', cell: ({ attachmentId }) => attachmentId },
      {
        title: 'PEER',
        cell: ({ counterpart, direction }) => `${direction === 'sent' ? 'to' : 'from'} ${counterpart}`,
      },
      { title: 'STATE', cell: toAttachmentSentence },
      { title: 'SIZE', cell: ({ size }) => toSize(size) },
      { title: 'NAME', cell: ({ name, fault }) => name ?? toFaultSentence(fault) },
    ],
    attachments,
    width,
  )
}

export function downloadCommand(terminal: Terminal): Command {
  const command = new Command('download')
    .description('fetch a file that came; logged, and from then on its sender cannot withdraw it')
    .argument('<attachment>', 'as message attachments shows it')
    .requiredOption('--to <file>', 'where to write it; what is there already is not overwritten')
  return addPeerOptions(command).action(async (id: string, options: PeerOptions & { to: string }) => {
    const api = await openPeer(options)
    const entry = await api.call<AttachmentEntry>('attachment.show', { parameters: { id } })
    const { digest } = await downloadFile(api, {
      entry,
      target: options.to,
      note: (said) => terminal.err(said),
    })
    if (options.json) return terminal.out(toSafeJson({ ...entry, file: options.to }, 2))
    terminal.out(`written to ${toPlainText(options.to)}: ${toSize(entry.size)}, SHA-256 ${digest}`)
  })
}

export function withdrawCommand(terminal: Terminal): Command {
  const command = new Command('withdraw')
    .description('have a file that was sent deleted, unless it has been opened; or end an upload')
    .argument('<attachment>', 'as message attachments shows it')
  return addPeerOptions(command).action(async (id: string, options: PeerOptions) => {
    const api = await openPeer(options)
    show(await api.call<AttachmentEntry>('attachment.withdraw', { parameters: { id } }), options, terminal)
  })
}

function show(entry: AttachmentEntry, options: PeerOptions, terminal: Terminal): void {
  const text = options.json ? toSafeJson(entry, 2) : toAttachmentLines(entry).map(toPlainText).join('\n')
  terminal.out(text)
}
