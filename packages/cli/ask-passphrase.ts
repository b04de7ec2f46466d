import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { CliError } from './exit-code.ts'
import type { Terminal } from './terminal.ts'

/** The first line of the file, or what somebody types, which is not shown. */
export async function askPassphrase(
  terminal: Terminal,
  file: string | undefined,
  prompt = 'Passphrase of the key:',
): Promise<string> {
  if (file !== undefined) return readFirstLine(file)
  if (!terminal.isInteractive) {
    throw new CliError('usage', 'nobody can type a passphrase here', { remedy: 'use --passphrase-file' })
  }
  terminal.err(prompt)
  // Without an output that echoes, what is typed stays unseen.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await new Promise<string>((resolve) => lines.question('', resolve))
  } finally {
    lines.close()
  }
}

function readFirstLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/, 1)[0] ?? ''
  } catch (cause) {
    throw new CliError('usage', 'the file with the passphrase cannot be read', {
      cause,
      remedy: 'check the path and your rights',
    })
  }
}
