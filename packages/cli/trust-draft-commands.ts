import { readFileSync } from 'node:fs'
import type { OperatorSet, TrustDraft, TrustOverview, TrustProposal } from '@isthmus/contract'
import { ContractError, parse } from '@isthmus/contract'
import { Command } from 'commander'
import { CliError } from './exit-code.ts'
import type { PeerApi } from './peer-api.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import type { Terminal } from './terminal.ts'
import { showDraft } from './trust-view.ts'

const examples = `
Examples:
  $ isthmus trust draft admit REQUEST
  $ isthmus trust draft rotate REQUEST
  $ isthmus trust draft revoke REQUEST --emergency
  $ isthmus trust draft renew --days 180
  $ isthmus trust draft remove PEER
  $ isthmus trust draft operators --add dora.json --remove KEY-ID --quorum 2
  $ isthmus trust draft organisation police-north.json
  $ isthmus trust draft witnesses --peers north,south,east --required 2
  $ isthmus trust draft show DRAFT
  $ isthmus trust draft withdraw DRAFT`

type DraftOptions = PeerOptions & {
  days?: string
  add?: string[]
  remove?: string[]
  quorum?: string
  emergencyQuorum?: string
  host?: string
  peers?: string
  required?: string
  emergency?: boolean
}

type Subject = string | undefined

export function trustDraftCommand(terminal: Terminal): Command {
  const command = new Command('draft')
    .description(
      'at the desk: make a draft of the next trust list, or show one; it is read in words before it is signed',
    )
    .addHelpText('after', examples)
    .argument(
      '<what>',
      'admit, rotate, revoke, renew, remove, operators, organisation, witnesses, show or withdraw',
    )
    .argument('[subject]', 'id of the request, the peer or the draft; for organisation its file')
    .option('--days <number>', 'for renew: for how long the list is good')
    .option('--add <files...>', 'for operators: what operator-key wrote of those who come')
    .option('--remove <ids...>', 'for operators: ids of the keys of those who leave')
    .option('--quorum <number>', 'for operators: how many must sign')
    .option('--emergency-quorum <number>', 'for operators: how many must sign what only revokes')
    .option('--host <peer>', 'for organisation: which peer hosts it, when the list does not have it yet')
    .option('--peers <ids>', 'for witnesses: who cosigns, separated by commas')
    .option('--required <number>', 'for witnesses: how many cosignatures are wanted')
    .option('--emergency', 'for revoke: let fewer operators sign, where the list allows it')
  return addPeerOptions(command).action(async (what: string, subject: Subject, options: DraftOptions) => {
    const api = await openPeer(options)
    const draft = await callDraft(api, { what, subject, options })
    if (options.json) return terminal.out(toSafeJson(draft, 2))
    showDraft(draft, terminal)
    if (draft.state === 'open' && what !== 'show')
      terminal.err(`To be signed: isthmus trust sign ${toPlainText(draft.id)} --operator-key FOLDER`)
  })
}

async function callDraft(
  api: PeerApi,
  { what, subject = '', options }: { what: string; subject: Subject; options: DraftOptions },
): Promise<TrustDraft> {
  const parameters = { id: subject }
  if (what === 'show') return api.call<TrustDraft>('trust.draft', { parameters })
  if (what === 'withdraw') return api.call<TrustDraft>('trust.withdraw', { parameters })
  const body = await toProposal(api, { what, subject, options })
  return api.call<TrustDraft>('trust.propose', { body })
}

async function toProposal(
  api: PeerApi,
  { what, subject, options }: { what: string; subject: string; options: DraftOptions },
): Promise<TrustProposal> {
  switch (what) {
    case 'admit':
    case 'rotate':
      return { kind: what, request: subject }
    case 'revoke':
      return { kind: what, request: subject, ...(options.emergency ? { emergency: true } : {}) }
    case 'remove':
      return { kind: what, peer: subject }
    case 'renew':
      return { kind: what, ...(options.days === undefined ? {} : { days: toNumber('--days', options.days) }) }
    case 'operators':
      return { kind: 'change-operators', operators: await toOperators(api, options) }
    case 'organisation': {
      const { host } = options
      const organisation = readShape('Organisation', subject)
      return { kind: 'change-organisation', organisation, ...(host === undefined ? {} : { host }) }
    }
    case 'witnesses':
      return { kind: 'change-witnesses', witnesses: await toWitnesses(api, options) }
    default:
      throw new CliError('usage', `${toPlainText(what)} is nothing that a draft can do`, {
        remedy: 'admit, rotate, revoke, renew, remove, operators, organisation, witnesses, show or withdraw',
      })
  }
}

/** The present operators with those who come and without those who leave. */
async function toOperators(api: PeerApi, options: DraftOptions): Promise<OperatorSet> {
  const { add = [], remove = [] } = options
  const { operators } = await api.call<TrustOverview>('trust.list')
  const unknown = remove.find((id) => operators.keys.every((key) => key.id !== id))
  if (unknown !== undefined) {
    throw new CliError('usage', `no operator has the key ${toPlainText(unknown)}`, {
      remedy: `their keys: ${operators.keys.map(({ id, name }) => `${id} (${toPlainText(name)})`).join(', ')}`,
    })
  }
  const emergency =
    options.emergencyQuorum === undefined
      ? operators.emergencyQuorum
      : toNumber('--emergency-quorum', options.emergencyQuorum)
  return {
    quorum: options.quorum === undefined ? operators.quorum : toNumber('--quorum', options.quorum),
    ...(emergency === undefined ? {} : { emergencyQuorum: emergency }),
    keys: [
      ...operators.keys.filter(({ id }) => !remove.includes(id)),
      ...add.map((file) => readShape('OperatorKey', file)),
    ],
  }
}

async function toWitnesses(
  api: PeerApi,
  options: DraftOptions,
): Promise<NonNullable<TrustProposal['witnesses']>> {
  if (options.required === undefined) {
    throw new CliError('usage', '--required is missing', {
      remedy: 'say how many cosignatures a checkpoint needs, for example --required 2',
    })
  }
  const { peers, witnesses } = await api.call<TrustOverview>('trust.list')
  const named = options.peers?.split(',').map((id) => id.trim())
  return {
    required: toNumber('--required', options.required),
    peers: named ?? witnesses?.peers ?? peers.map(({ id }) => id),
  }
}

function readShape<Name extends 'Organisation' | 'OperatorKey'>(
  name: Name,
  file: string,
): ReturnType<typeof parse<Name>> {
  try {
    return parse(name, JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    const why = cause instanceof ContractError ? cause.message : 'it cannot be read as JSON'
    throw new CliError('usage', `${toPlainText(file || 'the file')}: ${why}`, {
      cause,
      remedy:
        name === 'OperatorKey'
          ? 'write it with isthmus trust operator-key FOLDER --name NAME'
          : 'see contract/peer/organisation.json; isthmus trust list --json has what stands there now',
    })
  }
}

function toNumber(option: string, text: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text)
  throw new CliError('usage', `${option} is no number`, { remedy: `for example ${option} 2` })
}
