import { readFileSync, writeFileSync } from 'node:fs'
import type { TrustList } from '@isthmus/contract'
import {
  joinFirstList,
  listDifferences,
  parseFirstList,
  parseTrustList,
  signTrustList,
  toFingerprint,
  toPayload,
} from '@isthmus/protocol/trust'
import { Command } from 'commander'
import { inWords } from './ceremony-words.ts'
import { CliError, type Outcome } from './exit-code.ts'
import { toPlainText } from './plain-text.ts'
import type { Terminal } from './terminal.ts'
import { isAgreed, openOperator } from './trust-desk-commands.ts'
import { toSentence } from './trust-words.ts'

const steps = `
Once, before there is any list. Private keys stay where they are made; only files with public parts travel.
  1. each operator     isthmus trust operator-key FOLDER --name NAME > ann.json
  2. each peer         isthmus trust found keys --config peer.json --federation ID --out north.json
  3. one of them       isthmus trust found draft federation.yaml --out first-list.json
  4. each operator     isthmus trust found sign first-list.json --operator-key FOLDER --out signed-ann.json
  5. one of them       isthmus trust found complete signed-ann.json signed-ben.json --out trust-list.jsonl
  6. each peer         isthmus trust found accept trust-list.jsonl --config peer.json --desk URL
docs/operating/founding.md has the founding file and what is compared aloud.`

/** From nothing to the first list of a federation. */
export function trustFoundCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const found = new Command('found')
    .description('found a federation: its first list, from keys that are made where they stay')
    .addHelpText('after', steps)
  for (const command of [
    foundKeysCommand(terminal),
    foundDraftCommand(terminal),
    foundSignCommand(terminal, finish),
    foundCompleteCommand(terminal),
    foundAcceptCommand(terminal),
  ])
    found.addCommand(command)
  return found
}

function foundKeysCommand(terminal: Terminal): Command {
  return new Command('keys')
    .description('on the machine of a peer: make its keys and write what is public of them')
    .requiredOption('--config <file>', 'configuration of the peer')
    .requiredOption('--federation <id>', 'id of the federation that is founded')
    .requiredOption('--out <file>', 'file to write; send it to whoever drafts the list')
    .action(async (options: { config: string; federation: string; out: string }) => {
      const { makeFoundingKeys } = await import('@isthmus/node/ceremony')
      const keys = await inWords(() => makeFoundingKeys(options.config, options.federation, new Date()))
      write(options.out, keys.text)
      terminal.out(`Fingerprint  ${keys.fingerprint}`)
      terminal.err(
        `Send ${options.out} to whoever drafts the first list, and compare the fingerprint on the telephone.`,
      )
    })
}

function foundDraftCommand(terminal: Terminal): Command {
  return new Command('draft')
    .description('make the first list from a founding file, for the operators to sign')
    .argument('<file>', 'founding file, YAML or JSON (docs/operating/founding.md)')
    .requiredOption('--out <file>', 'file to write; send it to every operator')
    .action(async (file: string, { out }: { out: string }) => {
      const { draftFirstList } = await import('@isthmus/node/ceremony')
      const { list, fingerprints } = await inWords(async () => draftFirstList(file, new Date()))
      const payload = toPayload(list)
      write(out, Buffer.from(payload).toString('utf8'))
      showFirstList(list, terminal)
      terminal.out('')
      terminal.out('Compare aloud with whoever made the keys:')
      for (const { peer, fingerprint } of fingerprints) terminal.out(`  peer ${peer}  ${fingerprint}`)
      for (const { id, name } of list.operators.keys)
        terminal.out(toPlainText(`  operator ${name}  key ${id}`))
      terminal.out(`The list     ${toFingerprint(payload)}`)
      terminal.err(`Every operator signs ${out}: isthmus trust found sign. ${list.operators.quorum} must.`)
    })
}

type SignOptions = { operatorKey: string; passphraseFile?: string; out: string; yes?: boolean }

function foundSignCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  return new Command('sign')
    .description('on the machine of an operator: read the first list and sign it')
    .argument('<file>', 'what isthmus trust found draft wrote')
    .requiredOption('--operator-key <folder>', 'folder with your operator key, in its encrypted keystore')
    .option('--passphrase-file <file>', 'file with the passphrase of the key; without it you are asked')
    .requiredOption('--out <file>', 'file to write; send it to whoever completes the list')
    .option('--yes', 'sign without being asked')
    .action(async (file: string, options: SignOptions) => {
      const payload = readBytes(file)
      const list = await inWords(async () => parseFirstList(payload), toPlainText(file))
      showFirstList(list, terminal)
      terminal.out(`The list     ${toFingerprint(payload)}`)
      terminal.err('Compare it with the other operators: all of you must see the same six groups.')
      if (!options.yes && !(await isAgreed(terminal))) return finish('refused')
      const { signer } = await openOperator(terminal, { ...options, peer: '' })
      if (list.operators.keys.every(({ id }) => id !== signer.keyId)) {
        throw new CliError('refused', `your key ${signer.keyId} is not among the operators of this list`, {
          remedy: 'name the folder of the key whose public part is in the founding file',
        })
      }
      write(options.out, await signTrustList(list, [signer]))
      terminal.out(`Signed by ${signer.keyId}: ${options.out}`)
    })
}

function foundCompleteCommand(terminal: Terminal): Command {
  return new Command('complete')
    .description('put the signatures of a quorum together: the first list of the federation')
    .argument('<files...>', 'what the operators have signed')
    .requiredOption('--out <file>', 'file to write; send it to every peer')
    .action(async (files: string[], { out }: { out: string }) => {
      const texts = files.map((file) => readBytes(file).toString('utf8'))
      const text = await inWords(async () => joinFirstList(texts), files.map(toPlainText).join(', '))
      write(out, `${text}\n`)
      const { list, document } = parseTrustList(text)
      terminal.out(
        `${list.federation}, version 1, is signed by ${document.signatures.length} of ${list.operators.keys.length} operators.`,
      )
      terminal.out(`The list     ${toFingerprint(document.payload)}`)
      terminal.err('Every peer accepts it: isthmus trust found accept.')
    })
}

type AcceptOptions = { config: string; desk?: string }

function foundAcceptCommand(terminal: Terminal): Command {
  return new Command('accept')
    .description('on the machine of a peer: write the first list and its operators into the configuration')
    .argument('<file>', 'what isthmus trust found complete wrote')
    .requiredOption('--config <file>', 'configuration of the peer')
    .option('--desk <url>', 'public address of the desk; leave it out at the desk itself')
    .action(async (file: string, { config, desk }: AcceptOptions) => {
      if (desk !== undefined && !URL.canParse(desk))
        throw new CliError('usage', '--desk is no address', { remedy: 'write it like https://desk.example' })
      const { acceptFirstList } = await import('@isthmus/node/ceremony')
      const options = { configFile: config, listFile: file, ...(desk === undefined ? {} : { desk }) }
      const { list, operators } = await inWords(async () => acceptFirstList(options), toPlainText(file))
      terminal.out(`The list     ${toFingerprint(toPayload(list))}`)
      terminal.out(
        toPlainText(
          `Pinned: ${operators.keys.map(({ name, id }) => `${name} (${id})`).join(', ')}; ${operators.quorum} must sign.`,
        ),
      )
      terminal.err('Compare the six groups with an operator, then start the peer.')
    })
}

/** Everything that the first list says, as what it changes from nothing. */
function showFirstList(list: TrustList, terminal: Terminal): void {
  const { federation, expiresAt, operators } = list
  terminal.out(
    `${federation}, version 1, good to ${expiresAt.slice(0, 10)}; ${operators.quorum} operators must sign.`,
  )
  const { witnesses: _none, policyPacks: _neither, ...rest } = list
  const nothing = { ...rest, organisations: [], peers: [], operators: { quorum: operators.quorum, keys: [] } }
  for (const difference of listDifferences(nothing, list))
    terminal.out(`  - ${toPlainText(toSentence(difference))}`)
  for (const { name, contact, regime, kind, country } of list.organisations)
    terminal.out(toPlainText(`  ${name}: ${kind}, ${country}, ${regime}, ${contact}`))
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new CliError('usage', `${toPlainText(file)} cannot be read`, { cause, remedy: 'check the path' })
  }
}

/** Never in place of another file: two operators who name the same one would lose a signature. */
function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o644 })
  } catch (cause) {
    throw new CliError('usage', `${toPlainText(file)} cannot be written`, {
      cause,
      remedy: 'name a file that is not there yet, in a folder where you may write',
    })
  }
}
