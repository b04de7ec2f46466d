import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main, root } from './machine.mjs'
import { prepare } from './prepare.mjs'
import { runProgram } from './run.mjs'

// `npm test [-- filter]`: the machine checks (without a filter), then every test, browser tests included.

await main(async () => {
  const filter = process.argv.slice(2)
  const node = await prepare()
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-report-'))
  try {
    const checks = filter.length > 0 ? noChecks() : await runChecks(node, join(folder, 'checks.json'))
    const tests = await runTests(node, filter, join(folder, 'tests.json'))
    const [passed, failed] = [checks.passed + tests.passed, checks.failed + tests.failed]
    console.log(`\n${passed} passed, ${failed} failed, ${tests.skipped} skipped`)
    return failed > 0 ? 1 : 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

function noChecks() {
  console.log('The machine checks are left out, because only some tests were asked for.')
  return { passed: 0, failed: 0 }
}

async function runChecks(node, report) {
  const code = await runProgram(node, [join(root, 'tools/check.ts'), `--report=${report}`])
  const counts = readReport(report)
  return counts ?? { passed: 0, failed: code === 0 ? 0 : 1 }
}

async function runTests(node, filter, report) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await runProgram(node, [vitest, 'run', ...reporters, ...filter], {
    env: {
      ...pathVariable(node, { name: 'ISTHMUS_CHROMIUM', tool: 'tools/chromium.ts' }),
      ...pathVariable(node, { name: 'ISTHMUS_SOFTHSM', tool: 'tools/softhsm.ts' }),
    },
  })
  const found = readReport(report)
  if (!found) return { passed: 0, failed: 1, skipped: 0 }
  const skipped = found.numPendingTests + (found.numTodoTests ?? 0)
  const failed = found.numFailedTests + countBrokenFiles(found)
  // A fault outside every test (an unhandled rejection, a broken set-up) must not look like success.
  return { passed: found.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped }
}

/** Files that could not be loaded, and so have no test that could fail. */
function countBrokenFiles({ testResults }) {
  const isBroken = (file) =>
    file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')
  return testResults.filter(isBroken).length
}

/** What a test needs of the machine, found or installed before many tests look for it at once. */
function pathVariable(node, { name, tool }) {
  const found = spawnSync(node, [join(root, tool)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const path = (found.stdout ?? '').trim()
  return path ? { [name]: path } : {}
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
