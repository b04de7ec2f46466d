import { join } from 'node:path'
import { main, root } from './machine.mjs'
import { prepare } from './prepare.mjs'
import { runProgram } from './run.mjs'

// `npm start`: makes the clone ready and runs the demo federation until Ctrl-C.

await main(async () => {
  const node = await prepare()
  const script = join(root, 'packages/testbed/start.ts')
  return runProgram(node, [script, ...process.argv.slice(2)], { apart: true, ipc: true })
})
