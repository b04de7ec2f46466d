import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MachineError, root } from './machine.mjs'
import { runStep } from './run.mjs'

const lockfile = join(root, 'package-lock.json')
const stamp = join(root, 'node_modules/.isthmus-install')
/** npm writes it as the last thing of an install, so it also tells a whole one from a half one. */
const installedList = join(root, 'node_modules/.package-lock.json')

/**
 * Brings node_modules to what package-lock.json says; does nothing when it is there already.
 *
 * @param {(pid: number) => void} onStart is told the process that does it
 */
export async function installPackages(onStart) {
  if (readText(stamp) === currentStamp()) return
  if (!isInstalled()) await downloadPackages(onStart)
  writeFileSync(stamp, currentStamp())
}

function currentStamp() {
  const hash = createHash('sha256').update(readFileSync(lockfile)).digest('hex')
  return `${hash} ${process.platform}-${process.arch}\n`
}

/** A developer's own `npm install` is not repeated: the same versions are all there. */
function isInstalled() {
  const listed = parsePackages(readText(installedList))
  const wanted = parsePackages(readFileSync(lockfile, 'utf8'))
  if (!listed || !wanted) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/')) return true
    const found = listed[path]
    if (!found) return entry.optional === true
    return (
      found.version === entry.version && found.integrity === entry.integrity && existsSync(join(root, path))
    )
  })
}

function parsePackages(text) {
  try {
    return JSON.parse(text).packages
  } catch {
    return undefined
  }
}

async function downloadPackages(onStart) {
  const [command, ...args] = npmCommand()
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const title = 'Installing the packages (once; one or two minutes, about 400 MB)'
  const { code, output } = await runStep(title, command, [...args, ...options], { onStart })
  if (code !== 0) throw new MachineError(toSentence(output))
}

/** The very npm that was called, on the very Node it runs on: PATH may name another one. */
function npmCommand() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env
  if (npm && /npm-cli\.c?js$/.test(npm)) return [node ?? process.execPath, npm]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm']
}

function toSentence(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output)) {
    return 'The packages could not be downloaded: the npm registry does not answer. Check the network or the proxy ("npm config get registry proxy https-proxy"), then try again.'
  }
  if (/ENOSPC|No space left/i.test(output))
    return 'The disk is full: free 1 GB for the packages, then try again.'
  if (/EACCES|EPERM|EROFS/.test(output))
    return `This account may not write to ${root}. Clone the project to a folder of your own, then try again.`
  if (/EUSAGE/.test(output)) {
    return 'package-lock.json does not fit package.json. Run "npm install" on Node 24, then "npm run check", and commit package-lock.json.'
  }
  return `The packages could not be installed. npm says:\n${output.trim()}`
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
