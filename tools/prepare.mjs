import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildWeb } from './build-web.mjs'
import { installPackages } from './install.mjs'
import { assertMachine, getNode, root } from './machine.mjs'

/**
 * Makes a fresh clone ready to run: checks the machine, installs the packages, builds the pages.
 *
 * @returns {Promise<string>} the Node to run the project with
 */
export async function prepare(options = { web: true }) {
  assertMachine()
  const release = await takeTurn()
  try {
    await installPackages()
    const node = getNode()
    if (options.web) await buildWeb(node)
    return node
  } finally {
    release()
  }
}

/** Two starts in one clone take turns: each would empty node_modules under the other. */
async function takeTurn() {
  const file = join(
    tmpdir(),
    `isthmus-prepare-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`,
  )
  for (let isFirst = true; ; isFirst = false) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (fault) {
      if (fault.code !== 'EEXIST') return () => {}
    }
    const holder = readHolder(file)
    if (!isAlive(holder)) {
      rmSync(file, { force: true })
      continue
    }
    if (isFirst) console.log(`Waiting for process ${holder}, which prepares this same folder ...`)
    await pause(500)
  }
}

function readHolder(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return 0
  }
}

function isAlive(pid) {
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return fault.code === 'EPERM'
  }
}
