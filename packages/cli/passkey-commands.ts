import type { PasskeyEntry, PasskeyList, PasskeyRecovery, PasskeyRecoveryList } from '@isthmus/contract'
import { Command } from 'commander'
import type { Outcome } from './exit-code.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import { type Column, toTable } from './table.ts'
import type { Terminal } from './terminal.ts'

const day = (instant: string | undefined): string => instant?.slice(0, 10) ?? ''

const keyColumns: Column<PasskeyEntry>[] = [
  { title: 'id', cell: ({ id }) => id },
  { title: 'name', cell: ({ name }) => name, most: 40 },
  { title: 'added', cell: ({ enrolledAt }) => day(enrolledAt) },
  { title: 'last used', cell: ({ lastUsedAt }) => day(lastUsedAt) },
  { title: 'where', cell: ({ isSynced }) => (isSynced ? 'may be copied' : 'one device') },
  {
    title: 'revoked',
    cell: ({ revokedAt, revokedBy }) => (revokedAt ? `${day(revokedAt)} (${revokedBy})` : ''),
  },
]

const recoveryColumns: Column<PasskeyRecovery>[] = [
  { title: 'id', cell: ({ id }) => id },
  { title: 'pseudonym', cell: ({ pseudonym }) => pseudonym },
  { title: 'asked', cell: ({ askedAt }) => askedAt.slice(0, 16).replace('T', ' ') },
  {
    title: 'state',
    cell: ({ state, approvals }) => (state === 'open' ? `${approvals} of 2 approved` : state),
  },
  { title: '', cell: ({ mayApprove }) => (mayApprove ? 'waits for you' : '') },
]

const inBrowser = {
  'step-up': 'Another one is enrolled on the page "Passkeys" in a browser: it asks for one that you have.',
  session: 'A first one is enrolled on the page "Passkeys" in a browser.',
  code: 'A first one is enrolled on the page "Passkeys" in a browser, with a code of an operator.',
  recovered: 'Two operators have approved: enrol a new one on the page "Passkeys" within the hour.',
  recovery: 'None can be used. isthmus passkey recover asks two operators of your peer to let you in.',
} as const satisfies Record<PasskeyList['enrolment'], string>

/** The passkeys of whoever is signed in. What an authenticator has to sign happens in a browser. */
export function passkeyCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const passkey = new Command('passkey').description(
    'the keys with which you sign decisions; adding and using them takes a browser',
  )
  passkey.addCommand(listCommand(terminal, finish))
  passkey.addCommand(renameCommand(terminal))
  passkey.addCommand(revokeCommand(terminal))
  passkey.addCommand(recoverCommand(terminal))
  passkey.addCommand(recoveriesCommand(terminal, finish))
  return passkey
}

function listCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('list').description(
    'list your passkeys; 0 when one of them can be used, 1 when none can',
  )
  return addPeerOptions(command).action(async (options: PeerOptions) => {
    const list = await (await openPeer(options)).call<PasskeyList>('passkeys.list')
    const isUsable = list.passkeys.some(({ revokedAt }) => revokedAt === undefined)
    finish(isUsable ? 'hit' : 'noHit')
    tell(terminal, options, list)
  })
}

function renameCommand(terminal: Terminal): Command {
  const command = new Command('rename')
    .description('give a passkey another name')
    .argument('<passkey>', 'as passkey list shows it')
    .argument('<name>', 'that names no person')
  return addPeerOptions(command).action(async (id: string, name: string, options: PeerOptions) => {
    const peer = await openPeer(options)
    tell(
      terminal,
      options,
      await peer.call<PasskeyList>('passkeys.rename', { parameters: { id }, body: { name } }),
    )
  })
}

function revokeCommand(terminal: Terminal): Command {
  const command = new Command('revoke')
    .description('revoke a passkey at once and for good; what it signed stays valid')
    .argument('<passkey>', 'as passkey list shows it')
  return addPeerOptions(command).action(async (id: string, options: PeerOptions) => {
    const peer = await openPeer(options)
    tell(terminal, options, await peer.call<PasskeyList>('passkeys.revoke', { parameters: { id } }))
  })
}

function recoverCommand(terminal: Terminal): Command {
  const command = new Command('recover').description(
    'when you have lost every passkey: ask two operators of your peer to let you in',
  )
  return addPeerOptions(command).action(async (options: PeerOptions) => {
    const asked = await (await openPeer(options)).call<PasskeyRecovery>('passkeys.recover')
    if (options.json) return terminal.out(toSafeJson(asked, 2))
    terminal.out(`Recovery ${asked.id} is asked for until ${toPlainText(asked.expiresAt)}.`)
    terminal.out('Tell two operators of your peer in person that it was you.')
  })
}

function recoveriesCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('recoveries').description(
    'for operators: who has lost every passkey; 0 when one waits for you, 1 when none does',
  )
  return addPeerOptions(command).action(async (options: PeerOptions) => {
    const { recoveries } = await (await openPeer(options)).call<PasskeyRecoveryList>('passkeys.recoveries')
    finish(recoveries.some(({ mayApprove }) => mayApprove) ? 'hit' : 'noHit')
    if (options.json) return terminal.out(toSafeJson({ recoveries }, 2))
    if (recoveries.length === 0) return terminal.out('Nobody has asked for recovery.')
    terminal.out(toTable(recoveryColumns, recoveries, terminal.width))
    terminal.err('You approve or refuse on the page "Passkeys" in a browser, with your own passkey.')
  })
}

function tell(terminal: Terminal, { json }: PeerOptions, list: PasskeyList): void {
  if (json) {
    terminal.out(toSafeJson(list, 2))
    return
  }
  if (list.passkeys.length > 0) terminal.out(toTable(keyColumns, list.passkeys, terminal.width))
  else terminal.out('You have no passkey.')
  terminal.err(inBrowser[list.enrolment])
  if (list.enrolment === 'code') terminal.err(`Your pseudonym: ${list.pseudonym}`)
}
