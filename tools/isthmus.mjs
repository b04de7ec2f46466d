#!/usr/bin/env node
import { join } from 'node:path'
import { main, root } from './machine.mjs'
import { prepare } from './prepare.mjs'
import { runProgram } from './run.mjs'

// `npx isthmus ...` or `npm run isthmus -- ...`: the command line of the project.

await main(async () => {
  const node = await prepare({ web: false })
  const script = join(root, 'packages/cli/main.ts')
  // npm run changes to the root; files named on the command line are meant from where it was typed.
  const cwd = process.env.INIT_CWD ?? process.cwd()
  return runProgram(node, [script, ...process.argv.slice(2)], { cwd })
})
