import { randomUUID } from 'node:crypto'
import type { TrustDraft, TrustList, TrustOverview, TrustProposal } from '@isthmus/contract'
import { listHash, signInvitation, toSignature } from '@isthmus/protocol/trust'
import { Command, Option } from 'commander'
import { askPassphrase } from './ask-passphrase.ts'
import { CliError, type Outcome } from './exit-code.ts'
import type { PeerApi } from './peer-api.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import type { Terminal } from './terminal.ts'
import { showDraft } from './trust-view.ts'

type KeyOptions = PeerOptions & { operatorKey: string; passphraseFile?: string }

/** The private key never leaves this machine: only signatures do. */
export async function openOperator(terminal: Terminal, { operatorKey, passphraseFile }: KeyOptions) {
  const { openOperatorKey } = await import('@isthmus/node/ceremony')
  const passphrase = await askPassphrase(terminal, passphraseFile)
  try {
    return openOperatorKey(operatorKey, passphrase)
  } catch (cause) {
    const remedy = cause instanceof Error && 'remedy' in cause ? String(cause.remedy) : undefined
    throw new CliError('usage', cause instanceof Error ? cause.message : 'the key cannot be opened', {
      cause,
      ...(remedy ? { remedy } : {}),
    })
  }
}

function addKeyOptions(command: Command): Command {
  return addPeerOptions(command)
    .requiredOption('--operator-key <folder>', 'folder with your operator key, in its encrypted keystore')
    .option('--passphrase-file <file>', 'file with the passphrase of the key; without it you are asked')
}

export function trustInviteCommand(terminal: Terminal): Command {
  const command = new Command('invite')
    .description('invite an organisation: signs an invitation, good once, and registers it at the desk')
    .requiredOption('--for <organisation>', 'whom you invite')
    .requiredOption('--desk <url>', 'address of the desk, as new peers reach it')
    .option('--days <number>', 'for how long it is good', '7')
  type Options = KeyOptions & { for: string; desk: string; days: string }
  return addKeyOptions(command).action(async (options: Options) => {
    const api = await openPeer(options)
    const { federation, operators } = await api.call<TrustOverview>('trust.list')
    const now = new Date()
    const days = Number(options.days)
    if (!Number.isInteger(days) || days < 1 || days > 60)
      throw new CliError('usage', '--days is a number from 1 to 60')
    const invitation = {
      federation,
      id: randomUUID(),
      desk: options.desk,
      operators,
      issuedAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + days * 86_400_000).toISOString(),
      for: options.for,
    }
    const { signer } = await openOperator(terminal, options)
    const text = await signInvitation(invitation, signer)
    await api.call('trust.invite', { body: { invitation: text } })
    terminal.err(
      `The invitation is good once, until ${invitation.expiresAt}. Send it to ${toPlainText(options.for)}:`,
    )
    terminal.out(text)
  })
}

export function trustSignCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('sign')
    .description('read a draft of the next trust list, sign it with your key, and hand the signature in')
    .argument('<draft>', 'id of the draft, as trust list shows it')
    .option('--yes', 'sign without being asked')
  type Options = KeyOptions & { yes?: boolean }
  return addKeyOptions(command).action(async (id: string, options: Options) => {
    const api = await openPeer(options)
    const draft = await api.call<TrustDraft>('trust.draft', { parameters: { id } })
    showDraft(draft, terminal)
    if (!options.yes && !(await isAgreed(terminal))) return finish('refused')
    const signed = await signDraft(api, draft, await openOperator(terminal, options))
    terminal.out(toPublished(signed))
    if (options.json) terminal.out(toSafeJson(signed, 2))
  })
}

async function isAgreed(terminal: Terminal): Promise<boolean> {
  if (!terminal.isInteractive)
    throw new CliError('usage', 'nobody can be asked here', { remedy: 'use --yes' })
  return /^y(es)?$/i.test((await terminal.ask('Sign this draft? [y/N] ')).trim())
}

async function signDraft(
  api: PeerApi,
  draft: TrustDraft,
  { signer }: Awaited<ReturnType<typeof openOperator>>,
): Promise<TrustDraft> {
  const payload = Buffer.from(draft.payload, 'utf8')
  // What was read in words must be what is signed.
  const { version } = JSON.parse(draft.payload) as TrustList
  if (listHash(payload) !== draft.hash || version !== draft.version)
    throw new CliError('fault', 'the draft is not what the desk says it is')
  const signature = await toSignature(payload, 'isthmus-trust-list+jws', signer)
  return api.call<TrustDraft>('trust.sign', { parameters: { id: draft.id }, body: signature })
}

function toPublished({ state, version, signatures, required }: TrustDraft): string {
  if (state === 'published') return `Version ${version} is published.`
  return `Signed; ${signatures.length} of ${required} have signed version ${version}.`
}

export function trustDraftCommand(terminal: Terminal): Command {
  const command = new Command('draft')
    .description('make a draft of the next trust list, or show one')
    .addHelpText(
      'after',
      '\nExamples:\n  $ isthmus trust draft admit REQUEST\n  $ isthmus trust draft rotate REQUEST\n  $ isthmus trust draft renew --days 180\n  $ isthmus trust draft remove PEER\n  $ isthmus trust draft show DRAFT\n  $ isthmus trust draft withdraw DRAFT',
    )
    .argument('<what>', 'admit, rotate, renew, remove, show or withdraw')
    .argument('[subject]', 'id of the request, the peer or the draft')
    .option('--days <number>', 'for renew: for how long the list is good')
  return addPeerOptions(command).action(
    async (what: string, subject: string | undefined, options: PeerOptions & { days?: string }) => {
      const api = await openPeer(options)
      const draft = await callDraft(api, { what, subject, days: options.days })
      if (options.json) terminal.out(toSafeJson(draft, 2))
      else showDraft(draft, terminal)
    },
  )
}

function callDraft(
  api: PeerApi,
  { what, subject, days }: { what: string; subject: string | undefined; days: string | undefined },
): Promise<TrustDraft> {
  const parameters = { id: subject ?? '' }
  if (what === 'show') return api.call<TrustDraft>('trust.draft', { parameters })
  if (what === 'withdraw') return api.call<TrustDraft>('trust.withdraw', { parameters })
  const proposals: Readonly<Record<string, TrustProposal>> = {
    admit: { kind: 'admit', request: subject ?? '' },
    rotate: { kind: 'rotate', request: subject ?? '' },
    remove: { kind: 'remove', peer: subject ?? '' },
    renew: { kind: 'renew', ...(days === undefined ? {} : { days: Number(days) }) },
  }
  const body = Object.hasOwn(proposals, what) ? proposals[what] : undefined
  if (body) return api.call<TrustDraft>('trust.propose', { body })
  throw new CliError('usage', `${toPlainText(what)} is nothing that a draft can do`, {
    remedy: 'admit, rotate, renew, remove, show or withdraw',
  })
}

export function trustRevokeCommand(terminal: Terminal): Command {
  const command = new Command('revoke')
    .description('make a draft that revokes the keys of a peer, and sign it when you name your key')
    .argument('<peer>', 'id of the peer')
    .option('--key <id>', 'only this key')
    .option('--emergency', 'let fewer operators sign, where the list allows it')
    .addOption(new Option('--operator-key <folder>', 'folder with your operator key: sign at once'))
    .option('--passphrase-file <file>', 'file with the passphrase of the key')
  type Options = Partial<KeyOptions> & PeerOptions & { key?: string; emergency?: boolean }
  return addPeerOptions(command).action(async (peer: string, options: Options) => {
    const api = await openPeer(options)
    const body: TrustProposal = {
      kind: 'revoke',
      peer,
      ...(options.key ? { key: options.key } : {}),
      ...(options.emergency ? { emergency: true } : {}),
    }
    const draft = await api.call<TrustDraft>('trust.propose', { body })
    showDraft(draft, terminal)
    const { operatorKey } = options
    if (operatorKey === undefined)
      return terminal.out(`To be signed: isthmus trust sign ${toPlainText(draft.id)}`)
    terminal.out(
      toPublished(await signDraft(api, draft, await openOperator(terminal, { ...options, operatorKey }))),
    )
  })
}
