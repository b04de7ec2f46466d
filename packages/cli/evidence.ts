import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import {
  type EvidenceFiles,
  type EvidenceReport,
  Findings,
  type MeasuredFile,
  openEvidenceZip,
  toSentence,
  verifyEvidence,
  verifyFileInHand,
} from '@isthmus/protocol/evidence'
import { Command, Option } from 'commander'
import { CliError, type Outcome } from './exit-code.ts'
import { printReport } from './findings-view.ts'
import { readOperators } from './log-files.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toSafeJson } from './plain-text.ts'
import type { Terminal } from './terminal.ts'

type VerifyOptions = { operators?: string; attachment?: string; json?: boolean }

export function evidenceVerifyCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  return new Command('verify')
    .description('verify an evidence file, offline; verify.html inside it does the same in a browser')
    .argument('<file>', 'ZIP file of isthmus evidence export')
    .option('--operators <file>', 'the operators that you believe, as in the configuration of a peer')
    .option('--attachment <file>', 'a file that was sent: is it the one that was announced?')
    .option('--json', 'print JSON for machines')
    .action(async (file: string, options: VerifyOptions) => {
      const zip = await readFile(file).catch((cause: unknown) => {
        throw new CliError('usage', `${file} cannot be read`, {
          cause,
          remedy: 'check the path and your rights',
        })
      })
      const files = openEvidenceZip(zip)
      if (!files) throw new CliError('doctored', `${file} is no ZIP file that can be read`)
      const operators = await readOperators(options.operators)
      const evidence = verifyEvidence(files, operators ? { operators } : {})
      const report = options.attachment ? await withFile(evidence, files, options.attachment) : evidence
      if (options.json) terminal.out(toSafeJson({ proven: report.failed === 0, ...report }, 2))
      else
        printReport(
          { ...report, subject: report.subject ? toSentence(report.subject, 'en') : file },
          terminal,
        )
      if (report.failed > 0) finish('doctored')
    })
}

/** The report, and whether the file is one that the evidence announces. */
async function withFile(
  evidence: EvidenceReport,
  files: EvidenceFiles,
  path: string,
): Promise<EvidenceReport> {
  const findings = new Findings()
  verifyFileInHand(files, await measureFile(path), findings)
  return {
    ...evidence,
    findings: [...evidence.findings, ...findings.list],
    failed: evidence.failed + findings.failed,
  }
}

async function measureFile(path: string): Promise<MeasuredFile> {
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const part of createReadStream(path)) {
      // A stream without an encoding gives bytes.
      hash.update(part as Buffer)
      size += (part as Buffer).length
    }
  } catch (cause) {
    throw new CliError('usage', `${path} cannot be read`, { cause, remedy: 'check the path and your rights' })
  }
  return { size, sha256: hash.digest() }
}

type ExportOptions = PeerOptions & { language: string }

export function evidenceExportCommand(terminal: Terminal): Command {
  const command = new Command('export')
    .description('fetch everything that proves one exchange, as one ZIP')
    .argument('<correlation-id>', 'of the exchange, as in the history of searches')
    .argument('[file]', 'ZIP file to write')
    .addOption(
      new Option('--language <language>', 'of the summary on paper')
        .choices(['en', 'el', 'it', 'fr'])
        .default('en'),
    )
  return addPeerOptions(command).action(
    async (correlationId: string, file: string | undefined, options: ExportOptions) => {
      const api = await openPeer(options)
      const response = await api.fetch('/api/evidence', { correlationId, language: options.language })
      const target = file ?? `evidence-${correlationId}.zip`
      await writeFile(target, new Uint8Array(await response.arrayBuffer()), { mode: 0o600 })
      terminal.out(`written to ${target}. Verify it with: isthmus evidence verify ${target}`)
    },
  )
}
