import { readFile, writeFile } from 'node:fs/promises'
import { openEvidenceZip, verifyEvidence } from '@isthmus/protocol/evidence'
import { Command } from 'commander'
import { CliError, type Outcome } from './exit-code.ts'
import { printReport } from './findings-view.ts'
import { readOperators } from './log-files.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toSafeJson } from './plain-text.ts'
import type { Terminal } from './terminal.ts'

type VerifyOptions = { operators?: string; json?: boolean }

export function evidenceVerifyCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  return new Command('verify')
    .description('verify an evidence file, offline; verify.html inside it does the same in a browser')
    .argument('<file>', 'ZIP file of isthmus evidence export')
    .option('--operators <file>', 'the operators that you believe, as in the configuration of a peer')
    .option('--json', 'print JSON for machines')
    .action(async (file: string, options: VerifyOptions) => {
      const zip = await readFile(file).catch((cause: unknown) => {
        throw new CliError('usage', `${file} cannot be read`, { cause })
      })
      const files = openEvidenceZip(zip)
      if (!files) throw new CliError('doctored', `${file} is no ZIP file that can be read`)
      const operators = await readOperators(options.operators)
      const report = verifyEvidence(files, operators ? { operators } : {})
      if (options.json) terminal.out(toSafeJson({ proven: report.failed === 0, ...report }, 2))
      else printReport({ ...report, subject: report.subject ?? file }, terminal)
      if (report.failed > 0) finish('doctored')
    })
}

export function evidenceExportCommand(terminal: Terminal): Command {
  const command = new Command('export')
    .description('fetch everything that proves one exchange, as one ZIP')
    .argument('<correlation-id>', 'of the exchange, as in the history of searches')
    .argument('[file]', 'ZIP file to write')
  return addPeerOptions(command).action(
    async (correlationId: string, file: string | undefined, options: PeerOptions) => {
      const api = await openPeer(options)
      const response = await api.fetch('/api/evidence', { correlationId })
      const target = file ?? `evidence-${correlationId}.zip`
      await writeFile(target, new Uint8Array(await response.arrayBuffer()), { mode: 0o600 })
      terminal.out(`written to ${target}. Verify it with: isthmus evidence verify ${target}`)
    },
  )
}
