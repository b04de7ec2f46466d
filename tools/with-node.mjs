import { join } from 'node:path'
import { main, root } from './machine.mjs'
import { prepare } from './prepare.mjs'
import { runProgram } from './run.mjs'

// `node tools/with-node.mjs tools/check.ts ...`: runs a TypeScript tool of this project on the Node it needs.

await main(async () => {
  const [script, ...args] = process.argv.slice(2)
  const node = await prepare({ web: false })
  return runProgram(node, [join(root, script), ...args])
})
