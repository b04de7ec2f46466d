import { createInterface } from 'node:readline/promises'
import { styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]

/** Where a command reads and writes. Results go to `out`; remarks, progress and questions go to `err`. */
export type Terminal = {
  out(line: string): void
  err(line: string): void
  /** With style where the output is a terminal that wants it (NO_COLOR is respected). */
  style(format: Style, text: string): string
  width: number
  /** Whether somebody can answer a question. */
  isInteractive: boolean
  ask(question: string): Promise<string>
  readInput(mostBytes: number): Promise<string | undefined>
}

export function createTerminal(): Terminal {
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    style: (format, text) => styleText(format, text, { stream: process.stdout }),
    width: Math.max(60, Math.min(process.stdout.columns ?? 120, 160)),
    isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    ask,
    readInput,
  }
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await lines.question(question)
  } finally {
    lines.close()
  }
}

/** Standard input as text; undefined when it is longer than allowed. */
async function readInput(mostBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of process.stdin) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > mostBytes) return undefined
  }
  return Buffer.concat(chunks).toString('utf8')
}
