import { CliError } from './exit-code.ts'
import type { Terminal } from './terminal.ts'

/** Whether whoever sits at the keyboard says yes. Throws CliError `usage` with `remedy` when nobody does. */
export async function hasAgreed(
  terminal: Terminal,
  { question, remedy }: { question: string; remedy: string },
): Promise<boolean> {
  if (!terminal.isInteractive)
    throw new CliError('usage', 'nobody is there to answer, so nothing was done', { remedy })
  return /^y(es)?$/i.test((await terminal.ask(`${question} [yes/no] `)).trim())
}
