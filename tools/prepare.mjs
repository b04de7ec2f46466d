import { createHash } from 'node:crypto'
import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildWeb } from './build-web.mjs'
import { installPackages } from './install.mjs'
import { assertMachine, getNode, root } from './machine.mjs'

/** Longer than any step takes; a note that is older names a process of another time. */
const staleMs = 15 * 60_000

/**
 * Makes a fresh clone ready to run: checks the machine, installs the packages, builds the pages.
 *
 * @returns {Promise<string>} the Node to run the project with
 */
export async function prepare(options = { web: true }) {
  assertMachine()
  const turn = await takeTurn()
  try {
    await installPackages(turn.addHolder)
    const node = getNode()
    if (options.web) await buildWeb(node, turn.addHolder)
    return node
  } finally {
    turn.end()
  }
}

/**
 * Two starts in one clone take turns: each would empty node_modules under the other. The steps hold the turn too, for
 * a step may outlive a start that was killed.
 */
async function takeTurn() {
  const note = join(
    tmpdir(),
    `isthmus-prepare-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`,
  )
  for (let isFirst = true; ; isFirst = false) {
    try {
      writeFileSync(note, `${process.pid}\n`, { flag: 'wx' })
      return {
        addHolder: (pid) => appendFileSync(note, `${pid}\n`),
        end: () => rmSync(note, { force: true }),
      }
    } catch (fault) {
      // Without a place for the note there are no turns, which matters only to two starts at once.
      if (fault.code !== 'EEXIST') return { addHolder: () => {}, end: () => {} }
    }
    const holder = findHolder(note)
    if (!holder) rmSync(note, { force: true })
    else if (isFirst) console.log(`Waiting for process ${holder}, which prepares this same folder ...`)
    if (holder) await pause(500)
  }
}

function findHolder(note) {
  try {
    if (Date.now() - statSync(note).mtimeMs > staleMs) return undefined
    return readFileSync(note, 'utf8').split('\n').map(Number).find(isAlive)
  } catch {
    return undefined
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
