import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkFloorPlan } from './checks/check-floor-plan.ts'
import { checkGeneratedFiles } from './checks/check-generated-files.ts'
import { checkPinnedDependencies } from './checks/check-pinned-dependencies.ts'
import { checkSizes } from './checks/check-sizes.ts'
import { checkSqlSchemas } from './checks/check-sql-schemas.ts'
import { checkValueCycles } from './checks/check-value-cycles.ts'
import { checkWords } from './checks/check-words.ts'
import { checkStyle, checkTypes } from './checks/program-checks.ts'
import { type Check, type Fault, readSourceTree, type SourceTree } from './checks/source-tree.ts'

// `npm run check`: what a machine can say about the code, in a few seconds and all at once.

const checks = [
  checkTypes,
  checkStyle,
  checkFloorPlan,
  checkValueCycles,
  checkSqlSchemas,
  checkGeneratedFiles,
  checkPinnedDependencies,
  checkSizes,
  checkWords,
]

type Result = { name: string; faults: Fault[]; seconds: number }

async function runCheck(check: Check, tree: SourceTree): Promise<Result> {
  const begun = performance.now()
  const faults = await check.run(tree)
  return { name: check.name, faults, seconds: (performance.now() - begun) / 1000 }
}

function print({ name, faults, seconds }: Result): void {
  const verdict = faults.length === 0 ? 'ok' : `${faults.length} to mend`
  console.log(`${faults.length === 0 ? '✓' : '✗'} ${name.padEnd(20)} ${verdict} (${seconds.toFixed(1)} s)`)
  for (const { place, fault, remedy } of faults) console.log(`    ${place}: ${fault}\n      -> ${remedy}`)
}

async function main(): Promise<void> {
  const tree = readSourceTree(join(import.meta.dirname, '..'))
  const results = await Promise.all(checks.map((check) => runCheck(check, tree)))
  results.forEach(print)
  const failed = results.filter(({ faults }) => faults.length > 0).length
  const report = process.argv.find((argument) => argument.startsWith('--report='))?.slice('--report='.length)
  if (report) writeFileSync(report, JSON.stringify({ passed: results.length - failed, failed }))
  console.log(failed === 0 ? 'All checks hold.' : `${failed} of ${results.length} checks do not hold.`)
  process.exitCode = failed === 0 ? 0 : 1
}

await main()
