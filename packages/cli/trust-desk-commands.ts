import { randomUUID } from 'node:crypto'
import type {
  TrustDraft,
  TrustList,
  TrustOverview,
  TrustProposal,
  TrustRequestEntry,
  TrustRevocation,
} from '@isthmus/contract'
import { listHash, signInvitation, toSignature } from '@isthmus/protocol/trust'
import { Command, Option } from 'commander'
import { askPassphrase } from './ask-passphrase.ts'
import { CliError, type Outcome } from './exit-code.ts'
import type { PeerApi } from './peer-api.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import type { Terminal } from './terminal.ts'
import { showDraft, showRequest } from './trust-view.ts'

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

export async function isAgreed(terminal: Terminal): Promise<boolean> {
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

export function trustRevokeCommand(terminal: Terminal): Command {
  const command = new Command('revoke')
    .description(
      'without a peer: ask the operators at once to revoke keys of your own peer; with one, at the desk: draft it',
    )
    .argument('[peer]', 'at the desk: id of the peer whose keys are to be without effect')
    .option('--key <id>', 'only this key')
    .option('--use <uses>', 'of your own peer: only keys for this, separated by commas')
    .option('--emergency', 'at the desk: let fewer operators sign, where the list allows it')
    .addOption(
      new Option('--operator-key <folder>', 'at the desk: folder with your operator key, to sign at once'),
    )
    .option('--passphrase-file <file>', 'file with the passphrase of the key')
  return addPeerOptions(command).action((peer: string | undefined, options: RevokeOptions) =>
    peer === undefined ? askToRevokeOwn(options, terminal) : draftRevocation(peer, options, terminal),
  )
}

type RevokeOptions = Partial<KeyOptions> & PeerOptions & { key?: string; use?: string; emergency?: boolean }

async function askToRevokeOwn({ key, use, ...options }: RevokeOptions, terminal: Terminal): Promise<void> {
  const api = await openPeer(options)
  const body: TrustRevocation = {
    ...(key === undefined ? {} : { keys: [key] }),
    ...(use === undefined ? {} : { uses: use.split(',') as NonNullable<TrustRevocation['uses']> }),
  }
  const request = await api.call<TrustRequestEntry>('trust.revoke', { body })
  if (options.json) return terminal.out(toSafeJson(request, 2))
  showRequest(request, terminal)
  for (const id of request.revoke ?? []) terminal.out(`  to be revoked: ${toPlainText(id)}`)
  terminal.err(
    'The operators see it as urgent; nothing is revoked before they sign. Call one of them now as well.',
  )
  terminal.err(
    'A peer that has no good key left must be invited anew; where you can, make new keys first (trust rotate).',
  )
}

async function draftRevocation(peer: string, options: RevokeOptions, terminal: Terminal): Promise<void> {
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
}
