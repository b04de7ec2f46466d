import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OperatorSet, PeerConfig, TrustOverview, TrustRequestEntry } from '@isthmus/contract'
import {
  listDifferences,
  parseTrustList,
  TrustListError,
  type VerifiedTrustList,
  verifyInForce,
  verifyPinned,
  verifySuccessor,
} from '@isthmus/protocol/trust'
import { Command } from 'commander'
import { inWords } from './ceremony-words.ts'
import { CliError, type Outcome } from './exit-code.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import type { Terminal } from './terminal.ts'
import {
  openOperator,
  trustInviteCommand,
  trustRevokeCommand,
  trustSignCommand,
} from './trust-desk-commands.ts'
import { trustDraftCommand } from './trust-draft-commands.ts'
import { trustFoundCommand } from './trust-found-commands.ts'
import { showOverview, showRequest } from './trust-view.ts'
import { toSentence } from './trust-words.ts'

const pollMs = 3_000

/** Everything about whom this federation believes. */
export function trustCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const trust = new Command('trust').description('the trust list: join, keys, drafts, and proofs offline')
  const commands = [
    trustListCommand(terminal),
    trustJoinCommand(terminal, finish),
    trustRotateCommand(terminal),
    trustRevokeCommand(terminal),
    trustVerifyCommand(terminal),
    trustInviteCommand(terminal),
    trustDraftCommand(terminal),
    trustSignCommand(terminal, finish),
    trustOperatorCommand(terminal),
    trustFoundCommand(terminal, finish),
  ]
  for (const command of commands) trust.addCommand(command)
  return trust
}

function trustListCommand(terminal: Terminal): Command {
  const command = new Command('list').description(
    'who is in the federation, with which keys; what to do next',
  )
  return addPeerOptions(command).action(async (options: PeerOptions) => {
    const overview = await (await openPeer(options)).call<TrustOverview>('trust.list')
    if (options.json) return terminal.out(toSafeJson(overview, 2))
    showOverview(overview, terminal)
  })
}

type JoinOptions = { config: string; organisation: string; name: string; address: string; wait?: boolean }

function trustJoinCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  return new Command('join')
    .description('make the keys of a new peer on this machine and ask the operators to list them')
    .argument('<invitation>', 'file with the invitation, or the invitation itself')
    .requiredOption('--config <file>', 'configuration of the new peer; the trust list is written into it')
    .requiredOption(
      '--organisation <file>',
      'the organisation that keeps the peer (contract/peer/organisation.json)',
    )
    .requiredOption('--name <name>', 'name of the peer')
    .requiredOption('--address <url>', 'where other peers will reach it')
    .option('--no-wait', 'do not wait until the operators have signed; call again later')
    .action(async (invitation: string, options: JoinOptions) => {
      const { joinFederation } = await import('@isthmus/node/ceremony')
      const joining = await inWords(() =>
        joinFederation({
          configFile: options.config,
          invitation: invitation.trimStart().startsWith('{') ? invitation : readText(invitation),
          organisationFile: options.organisation,
          name: options.name,
          address: options.address,
          now: new Date(),
        }),
      )
      terminal.out(`Fingerprint  ${joining.fingerprint}`)
      terminal.err('Call the operators, and compare it with the one on their screen, digit by digit.')
      do {
        if (await inWords(joining.isListed)) {
          terminal.out('The peer is in the trust list. Start it.')
          return
        }
        if (options.wait) await sleep(pollMs)
      } while (options.wait)
      terminal.err('The operators have not signed yet; call this command again later.')
      finish('incomplete')
    })
}

function trustRotateCommand(terminal: Terminal): Command {
  const command = new Command('rotate')
    .description('make new keys for your own peer and ask the operators to list them')
    .option('--use <uses>', 'for what, separated by commas', 'signing,sealing,tls,log,witness')
  return addPeerOptions(command).action(async (options: PeerOptions & { use: string }) => {
    const api = await openPeer(options)
    const body = { uses: options.use.split(',') }
    const request = await api.call<TrustRequestEntry>('trust.rotate', { body })
    if (options.json) return terminal.out(toSafeJson(request, 2))
    showRequest(request, terminal)
    terminal.err(
      'The present keys stay in use until the operators have listed the new ones, and a week beside them.',
    )
  })
}

function trustVerifyCommand(terminal: Terminal): Command {
  return new Command('verify')
    .description('verify trust lists offline: a chain of signed lists, from files alone')
    .argument('<files...>', 'files with one signed list, or one a line, oldest first')
    .option('--config <file>', 'configuration of a peer whose pinned operators the first list is measured by')
    .option('--at <instant>', 'as of this instant instead of now')
    .action((files: string[], options: { config?: string; at?: string }) => {
      const texts = files.flatMap((file) =>
        readText(file)
          .split('\n')
          .filter((line) => line.trim() !== ''),
      )
      const pinned = options.config === undefined ? undefined : readPinned(options.config)
      const now = options.at === undefined ? new Date() : new Date(options.at)
      try {
        verifyTexts(texts, { pinned, now }, terminal)
      } catch (fault) {
        if (!(fault instanceof TrustListError)) throw fault
        throw new CliError('refused', `NOT PROVEN: ${fault.message} (${fault.code})`, { cause: fault })
      }
    })
}

function verifyTexts(
  texts: readonly string[],
  { pinned, now }: { pinned: OperatorSet | undefined; now: Date },
  terminal: Terminal,
): void {
  let previous: VerifiedTrustList | undefined
  for (const text of texts) {
    const verified: VerifiedTrustList = previous
      ? verifySuccessor(text, previous)
      : verifyPinned(text, pinned ?? parseTrustList(text).list.operators)
    showVerified(verified, previous, terminal)
    previous = verified
  }
  if (!previous)
    throw new CliError('usage', 'there is no list in these files', {
      remedy: 'name the files of the chain of lists, the oldest first',
    })
  verifyInForce(previous.list, { now })
  terminal.out(
    `Proven: ${texts.length} list(s), each signed by a quorum and following the one before; the last is in force.`,
  )
  if (pinned) return
  const operators = parseTrustList(texts[0] ?? '').list.operators.keys.map(({ id, name }) => `${name} ${id}`)
  terminal.out(
    toPlainText(
      `Not proven: that these operators are the right ones (compare, or use --config): ${operators.join(', ')}`,
    ),
  )
}

function showVerified(
  { list, hash, signedBy }: VerifiedTrustList,
  previous: VerifiedTrustList | undefined,
  terminal: Terminal,
): void {
  const known = [...list.operators.keys, ...(previous?.list.operators.keys ?? [])]
  const names = signedBy.map((id) => known.find((key) => key.id === id)?.name ?? id)
  const { federation, version, issuedAt, expiresAt } = list
  terminal.out(
    toPlainText(
      `${federation} version ${version}, ${issuedAt.slice(0, 10)} to ${expiresAt.slice(0, 10)}, SHA-256 ${hash}`,
    ),
  )
  terminal.out(toPlainText(`  signed by ${names.join(', ')}`))
  if (!previous) return
  for (const difference of listDifferences(previous.list, list))
    terminal.out(`  - ${toPlainText(toSentence(difference))}`)
}

function trustOperatorCommand(terminal: Terminal): Command {
  return new Command('operator-key')
    .description('make (or show) the key of a federation operator, in an encrypted keystore on this machine')
    .argument('<folder>', 'where it lies; best on a medium that you lock away')
    .option(
      '--passphrase-file <file>',
      'file with its passphrase, 16 characters at least; without it you are asked',
    )
    .option('--name <name>', 'who holds it, as the trust list will say', 'Operator')
    .action(async (folder: string, options: { passphraseFile?: string; name: string }) => {
      const { entry } = await openOperator(terminal, { peer: '', operatorKey: folder, ...options })
      terminal.out(toSafeJson({ ...entry, name: options.name }, 2))
    })
}

function readPinned(file: string): OperatorSet {
  const config = JSON.parse(readText(file)) as Partial<PeerConfig>
  if (config.trustList) return config.trustList.operators
  throw new CliError('usage', 'the configuration pins no operators')
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new CliError('usage', `${toPlainText(file)} cannot be read`, {
      cause,
      remedy: 'check the path and your rights',
    })
  }
}
