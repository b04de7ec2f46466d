import { join } from 'node:path'
import { main, root } from './machine.mjs'
import { prepare } from './prepare.mjs'
import { runProgram } from './run.mjs'

// `npm run bench -- <name> [args]`: one benchmark; with --json its last line is one JSON object.

await main(async () => {
  const node = await prepare({ web: false })
  return runProgram(node, [join(root, 'bench/main.ts'), ...process.argv.slice(2)])
})
