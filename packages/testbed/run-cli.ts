import { execFile } from 'node:child_process'
import { join } from 'node:path'

const mainFile = join(import.meta.dirname, '../cli/main.ts')

/** Runs the command line as it is started in earnest. */
export function runCli(words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', mainFile, ...words],
      { maxBuffer: 20_000_000 },
      (fault, out, err) => resolve({ code: fault ? Number(fault.code ?? 1) : 0, out, err }),
    )
    child.stdin?.end()
  })
}
