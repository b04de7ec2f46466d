import { Command } from 'commander'
import { askPassphrase } from './ask-passphrase.ts'
import { inWords } from './ceremony-words.ts'
import { CliError } from './exit-code.ts'
import { toPlainText } from './plain-text.ts'
import type { Terminal } from './terminal.ts'

type KeysOptions = { config: string; passphraseFile?: string }

/** What opens the keystore of a peer that is stopped, on the machine where it lies. */
export function keysCommand(terminal: Terminal): Command {
  const keys = new Command('keys').description(
    'what opens the keystore of your own peer, which must be stopped: passphrase, token',
  )
  keys.addCommand(keysPassphraseCommand(terminal))
  keys.addCommand(keysTokenCommand(terminal))
  return keys
}

function addKeysOptions(command: Command): Command {
  return command
    .requiredOption('--config <file>', 'configuration of the peer')
    .option(
      '--passphrase-file <file>',
      'file with the present passphrase (mode 0600); without it, where the peer itself reads it',
    )
}

function keysPassphraseCommand(terminal: Terminal): Command {
  const command = new Command('passphrase').description(
    'seal the keystore under a new passphrase; also one that a token opens now',
  )
  return addKeysOptions(command)
    .option('--new-passphrase-file <file>', 'file with the new passphrase; without it you are asked, twice')
    .action(async (options: KeysOptions & { newPassphraseFile?: string }) => {
      const { changePassphrase } = await import('@isthmus/node/ceremony')
      const passphrase = await askNewPassphrase(terminal, options.newPassphraseFile)
      const former = await inWords(() => changePassphrase(toOpenerOptions(options), passphrase))
      terminal.out('The keystore opens with the new passphrase, and with nothing else.')
      terminal.err(
        former === 'token'
          ? 'Before you start the peer: take keystore.pkcs11.keystoreKeyLabel out of the configuration, and put the new passphrase where the peer reads it.'
          : 'Before you start the peer: put the new passphrase where the peer reads it (credential or file).',
      )
      terminal.err(
        'Backups made before open with what opened them then: make a new one, and destroy the old.',
      )
    })
}

async function askNewPassphrase(terminal: Terminal, file: string | undefined): Promise<string> {
  const passphrase = await askPassphrase(terminal, file, 'New passphrase:')
  if (file !== undefined || passphrase === (await askPassphrase(terminal, undefined, 'Once more:')))
    return passphrase
  throw new CliError('usage', 'these are two different passphrases; nothing was changed')
}

function keysTokenCommand(terminal: Terminal): Command {
  const command = new Command('token').description(
    'make the keys that the configuration names on its PKCS #11 token, and let the token open the keystore',
  )
  return addKeysOptions(command).action(async (options: KeysOptions) => {
    const { moveToToken } = await import('@isthmus/node/ceremony')
    const { made, signers, isMoved } = await inWords(() => moveToToken(toOpenerOptions(options)))
    for (const { use, keyLabel, keyId } of signers) {
      const state = made.includes(keyLabel) ? 'made now' : 'was there'
      terminal.out(toPlainText(`${use.padEnd(8)} ${keyId}  ${keyLabel} (${state})`))
    }
    if (isMoved) terminal.out('The keystore opens with the token now, and no longer with the passphrase.')
    if (signers.length > 0) {
      const uses = [...new Set(signers.map(({ use }) => use))].join(',')
      terminal.err(
        `Start the peer, then have the operators list these keys: isthmus trust rotate --use ${uses}. Until then the keys of the keystore sign.`,
      )
    }
  })
}

function toOpenerOptions({ config, passphraseFile }: KeysOptions): {
  configFile: string
  passphraseFile?: string
} {
  return { configFile: config, ...(passphraseFile === undefined ? {} : { passphraseFile }) }
}
