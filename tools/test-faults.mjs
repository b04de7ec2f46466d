import { join } from 'node:path'
import { main, root } from './machine.mjs'
import { prepare } from './prepare.mjs'
import { runProgram } from './run.mjs'

// `npm run test:faults [-- filter]`: the faults in their long form, one file after the other, as the machine allows.
// `npm run test:faults -- attachments` with ISTHMUS_ATTACHMENT_MB=2048: the largest file there may be.

await main(async () => {
  const node = await prepare({ web: false })
  const filter = process.argv.slice(2).map((word) => `packages/testbed/faults/${word}`)
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const args = ['run', '--no-file-parallelism', ...(filter.length > 0 ? filter : ['packages/testbed/faults'])]
  return runProgram(node, [vitest, ...args], { env: { ISTHMUS_FAULTS: 'long' } })
})
