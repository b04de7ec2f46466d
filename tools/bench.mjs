import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { MachineError, main, root } from './machine.mjs'
import { prepare } from './prepare.mjs'
import { runProgram } from './run.mjs'

// `npm run bench -- <name> [args]`: runs bench/<name>/main.ts; with --json its last line is one JSON object.

const folder = join(root, 'bench')

await main(async () => {
  const [name, ...args] = process.argv.slice(2)
  const names = readdirSync(folder).filter((entry) => existsSync(join(folder, entry, 'main.ts')))
  if (!name || !names.includes(name)) {
    throw new MachineError(`Which benchmark? npm run bench -- <${names.join('|')}> [--json]`)
  }
  const node = await prepare({ web: false })
  return runProgram(node, [join(folder, name, 'main.ts'), ...args])
})
