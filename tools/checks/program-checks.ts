import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Check } from './source-tree.ts'

const require = createRequire(import.meta.url)

export const checkTypes = toProgramCheck(
  'types',
  'mend the types; the editor shows the same faults',
  (root) => [binOf('typescript', 'bin/tsc'), '-p', root, '--pretty', 'false'],
)

export const checkStyle = toProgramCheck(
  'style',
  'run "npx biome check --write ." and mend what is left',
  (root) => [binOf('@biomejs/biome', 'bin/biome'), 'ci', '--colors=off', '--max-diagnostics=60', root],
)

const longestOutput = 12_000

/** A check that another program does: its output is the fault. */
function toProgramCheck(name: string, remedy: string, command: (root: string) => string[]): Check {
  return {
    name,
    run: async ({ root }) => {
      const child = spawn(process.execPath, command(root), { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
      const code = new Promise<number | null>((resolve) => child.once('close', resolve))
      const [output, faults, status] = await Promise.all([text(child.stdout), text(child.stderr), code])
      if (status === 0) return []
      return [{ place: name, fault: `${output}${faults}`.trim().slice(0, longestOutput), remedy }]
    },
  }
}

function binOf(library: string, bin: string): string {
  return join(require.resolve(`${library}/package.json`), '..', bin)
}
