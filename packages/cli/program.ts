import { Command, CommanderError } from 'commander'
import { catalogueCommand } from './catalogue.ts'
import { erasureCommands } from './erasure-commands.ts'
import { evidenceExportCommand, evidenceVerifyCommand } from './evidence.ts'
import { CliError, exitCodes, exitCodeTable, type Outcome } from './exit-code.ts'
import { incidentCommand } from './incident-commands.ts'
import { keysCommand } from './keys-commands.ts'
import {
  linkageCancelCommand,
  linkageDecideCommand,
  linkageListCommand,
  linkagePairsCommand,
} from './linkage-review.ts'
import { linkageRunCommand } from './linkage-run.ts'
import { logExportCommand } from './log-export.ts'
import { logVerifyCommand } from './log-verify.ts'
import { messageCommand } from './message-commands.ts'
import { noticeCommand } from './notice-commands.ts'
import { oversightCommand } from './oversight-commands.ts'
import about from './package.json' with { type: 'json' }
import { passkeyCommand } from './passkey-commands.ts'
import { peerStatusCommand } from './peer-status.ts'
import { toPlainText } from './plain-text.ts'
import { reconcileCommand } from './reconcile.ts'
import { searchCommand } from './search.ts'
import { signInCommand } from './sign-in.ts'
import { signOutCommand } from './sign-out.ts'
import { sourceAddCommand } from './source-add.ts'
import { sourceIndexCommand } from './source-index.ts'
import { sourceListCommand } from './source-list.ts'
import { sourceRemoveCommand } from './source-remove.ts'
import { sourceReportCommand } from './source-report.ts'
import type { Terminal } from './terminal.ts'
import { trustCommand } from './trust-commands.ts'

const closing = `
Exit codes:
${exitCodeTable()}

Examples:
  $ isthmus sign-in --peer https://isthmus.example.eu
  $ isthmus search --family Papadopoulou --given Eleni --birth 1962~ \\
      --purpose border-control --legal-basis "SBC art. 8(3)" --case GR-2026-114
  $ isthmus source add --kind csv --file people.csv --mapping people.mapping.yaml
  $ isthmus catalogue

Environment: ISTHMUS_PEER (instead of --peer), ISTHMUS_AS (instead of --as), NO_COLOR.`

/** Runs one command line (without node and file name) and answers the exit code. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  let outcome: Outcome = 'hit'
  const program = createProgram(terminal, (ended) => {
    outcome = ended
  })
  try {
    await program.parseAsync([...words], { from: 'user' })
    return exitCodes[outcome].code
  } catch (fault) {
    return exitCodes[report(fault, terminal)].code
  }
}

function createProgram(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const source = new Command('source').description('connect and index the sources of your own peer')
  source.addCommand(sourceAddCommand(terminal))
  source.addCommand(sourceListCommand(terminal))
  source.addCommand(sourceIndexCommand(terminal, finish))
  source.addCommand(sourceReportCommand(terminal, finish))
  source.addCommand(sourceRemoveCommand(terminal))
  const linkage = new Command('linkage').description(
    'find records of one person in your own sources, and review them',
  )
  linkage.addCommand(linkageRunCommand(terminal, finish))
  linkage.addCommand(linkageListCommand(terminal))
  linkage.addCommand(linkagePairsCommand(terminal, finish))
  linkage.addCommand(linkageDecideCommand(terminal))
  linkage.addCommand(linkageCancelCommand(terminal))
  const evidence = new Command('evidence').description('export and verify what proves one exchange')
  evidence.addCommand(evidenceVerifyCommand(terminal, finish))
  evidence.addCommand(evidenceExportCommand(terminal))
  const log = new Command('log').description(
    'export and verify the audit log, offline and by anybody; erase by order, hold',
  )
  log.addCommand(logVerifyCommand(terminal, finish))
  log.addCommand(logExportCommand(terminal))
  for (const command of erasureCommands(terminal)) log.addCommand(command)
  const peer = new Command('peer').description('look after your own peer')
  peer.addCommand(peerStatusCommand(terminal, finish))
  const program = new Command('isthmus')
    .description('Isthmus: ask one question once; every authority\u2019s database answers, lawfully.')
    .version(about.version)
    .addHelpText('after', closing)
  const commands = [
    searchCommand(terminal, finish),
    catalogueCommand(terminal),
    source,
    linkage,
    evidence,
    log,
    peer,
    messageCommand(terminal, finish),
    incidentCommand(terminal, finish),
    noticeCommand(terminal, finish),
    passkeyCommand(terminal, finish),
    oversightCommand(terminal, finish),
    reconcileCommand(terminal, finish),
    trustCommand(terminal, finish),
    keysCommand(terminal),
    signInCommand(terminal),
    signOutCommand(terminal),
  ]
  for (const command of commands) program.addCommand(command)
  configure(program, terminal, program.name())
  return program
}

/** Commands that are added do not inherit these settings. */
function configure(command: Command, terminal: Terminal, words: string): void {
  command
    .exitOverride()
    .showHelpAfterError(`How it is written: ${words} --help`)
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
  for (const child of command.commands) configure(child, terminal, `${words} ${child.name()}`)
}

function report(fault: unknown, terminal: Terminal): Outcome {
  if (fault instanceof CommanderError) return fault.exitCode === 0 ? 'hit' : 'usage'
  if (fault instanceof CliError) {
    terminal.err(`isthmus: ${toPlainText(fault.message)}`)
    if (fault.remedy) terminal.err(toPlainText(fault.remedy))
    return fault.outcome
  }
  // What went wrong may hold what was asked; only its kind is shown.
  terminal.err(`isthmus: a fault of this command (${fault instanceof Error ? fault.name : typeof fault})`)
  if (process.env.ISTHMUS_DEBUG && fault instanceof Error) terminal.err(toPlainText(fault.stack ?? ''))
  return 'fault'
}
