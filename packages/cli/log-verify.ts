import { stat } from 'node:fs/promises'
import {
  Findings,
  type LogReport,
  limitsOf,
  limitsOfLogs,
  say,
  verifyLogFiles,
  verifyLogProof,
  verifyReceiptFile,
  verifyReceiptLogged,
  verifyTrust,
} from '@isthmus/protocol/evidence'
import { Command } from 'commander'
import { CliError, type Outcome } from './exit-code.ts'
import { printReport, type Report } from './findings-view.ts'
import { openLogFolder, readJsonFile, readOperators, readTrustFiles } from './log-files.ts'
import { toSafeJson } from './plain-text.ts'
import type { Terminal } from './terminal.ts'

type Options = { proof?: string; trustList?: string; operators?: string; json?: boolean }

const help = `
PATH is a folder with a whole log (checkpoint, tile/, tile/entries/, readable/, trust-list.json), as isthmus log export
writes it, or one receipt, or one proof. No peer is asked, nothing leaves the machine.

Examples:
  $ isthmus log verify ./log-of-police
  $ isthmus log verify receipt.json --proof proof.json --trust-list trust-list.json --operators operators.json`

export function logVerifyCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  return new Command('verify')
    .description('verify a whole log, a receipt or a proof, offline and from files alone')
    .argument('<path>', 'folder of a log, or file of a receipt or proof')
    .option('--proof <file>', 'proof from the log for the receipt (isthmus log export --proof)')
    .option(
      '--trust-list <file>',
      'signed trust list, with trust/<version>.json beside it where it needs those before; in a folder, its own',
    )
    .option('--operators <file>', 'the operators that you believe, as in the configuration of a peer')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', help)
    .action(async (path: string, options: Options) => {
      const isFolder = await hasFolder(path)
      const { report, more } = isFolder
        ? await verifyFolder(path, options, terminal)
        : await verifyFile(path, options)
      if (options.json) terminal.out(toSafeJson({ proven: report.failed === 0, ...report, ...more }, 2))
      else printReport(report, terminal)
      if (report.failed > 0) finish('doctored')
    })
}

type Verified = { report: Report; more: object }

async function hasFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  if (!found)
    throw new CliError('usage', `there is no ${path}`, {
      remedy: 'name the folder that isthmus log export wrote, or a file',
    })
  return found.isDirectory()
}

async function verifyFolder(path: string, options: Options, terminal: Terminal): Promise<Verified> {
  const begun = performance.now()
  const operators = await readOperators(options.operators)
  let shown = 0
  const log: LogReport = await verifyLogFiles(openLogFolder(path), {
    operators,
    onProgress: (entries, of) => {
      if (!terminal.isInteractive || entries - shown < 500_000) return
      shown = entries
      terminal.err(`${entries.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')} entries`)
    },
  })
  const seconds = (performance.now() - begun) / 1000
  const subject = log.origin
    ? `the log ${log.origin}, ${log.entries.toLocaleString('en-GB')} entries, ${log.readable.toLocaleString('en-GB')} of them readable (${seconds.toFixed(1)} s)`
    : `the log in ${path}`
  const { findings, failed, origin, entries, readable } = log
  return { report: { subject, findings, failed, limits: limitsOf(log) }, more: { origin, entries, readable } }
}

/** One file: a receipt, a proof, or a receipt with its proof. */
async function verifyFile(path: string, options: Options): Promise<Verified> {
  if (!options.trustList)
    throw new CliError('usage', 'the keys of a receipt or proof are in the trust list', {
      remedy: 'name it with --trust-list (isthmus log export writes trust-list.json)',
    })
  const findings = new Findings()
  const operators = await readOperators(options.operators)
  const list = verifyTrust(await readTrustFiles(options.trustList, operators), operators, findings)
  const value = await readJsonFile(path)
  const isProof = typeof value === 'object' && value !== null && 'path' in value
  const proofPath = isProof ? path : options.proof
  if (list) {
    const receipt = isProof ? undefined : verifyReceiptFile(value, { place: path, list }, findings)
    const proof = proofPath
      ? verifyLogProof(await readJsonFile(proofPath), { place: proofPath, list }, findings)
      : undefined
    if (receipt && proof) verifyReceiptLogged(receipt, proof, { place: path, findings })
  }
  const open = isProof || proofPath ? [] : [say('open-receipt-in-log')]
  const subject = `the ${isProof ? 'proof' : 'receipt'} ${path}`
  return {
    report: { subject, findings: findings.list, failed: findings.failed, limits: [...open, ...limitsOfLogs] },
    more: {},
  }
}
