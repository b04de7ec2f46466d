import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname } from 'node:path'
import { root } from './machine.mjs'

/** npm repeats a Ctrl-C that the terminal has sent already; only a later one is a second Ctrl-C. */
const sameKeyMs = 700

const tickMs = 10_000

function toEnvironment(command) {
  const path = `${dirname(command)}${delimiter}${process.env.PATH ?? ''}`
  return { ...process.env, PATH: path, ISTHMUS_LAUNCHER: String(process.pid) }
}

/**
 * Runs a program with this terminal until it ends, and passes on signals: the first asks it to stop, a second one ends
 * it and everything below it.
 *
 * @returns {Promise<number>} its exit code, 128 + n after signal n
 */
export function runProgram(command, args, options = {}) {
  const isApart = options.apart === true && process.platform !== 'win32'
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    // Apart from the terminal's group, so that Ctrl-C comes through here and is counted.
    detached: isApart,
    env: { ...toEnvironment(command), ...options.env },
    stdio: [isApart ? 'ignore' : 'inherit', 'inherit', 'inherit', ...(options.ipc ? ['ipc'] : [])],
  })
  let askedAt = 0
  const pass = (signal) => {
    // The terminal has sent it to the child as well.
    if (!isApart && signal === 'SIGINT' && process.stdin.isTTY) return
    const now = Date.now()
    if (askedAt === 0) child.kill(signal)
    else if (now - askedAt > sameKeyMs) killAll(child, isApart)
    askedAt ||= now
  }
  process.on('SIGINT', pass)
  process.on('SIGTERM', pass)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      process.off('SIGINT', pass)
      process.off('SIGTERM', pass)
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

function killAll(child, isApart) {
  try {
    process.kill(isApart ? -child.pid : child.pid, 'SIGKILL')
  } catch {
    // It ended in the meantime.
  }
}

/**
 * Runs one step of the preparation: its title, a sign of life every ten seconds, and its time.
 *
 * @returns {Promise<{ code: number, output: string }>} `output` is the end of what it wrote, shown only on a fault
 */
export async function runStep(title, command, args, options = {}) {
  const begun = Date.now()
  const seconds = () => Math.round((Date.now() - begun) / 1000)
  console.log(`${title} ...`)
  const ticking = setInterval(() => console.log(`  ... ${seconds()} s`), tickMs)
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: toEnvironment(command),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (child.pid) options.onStart?.(child.pid)
  const stop = (signal) => {
    child.kill(signal)
    process.exit(128 + constants.signals[signal])
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    const result = await collect(child)
    if (result.code === 0) console.log(`  done in ${seconds()} s`)
    return result
  } finally {
    clearInterval(ticking)
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}

function collect(child) {
  let output = ''
  const keep = (chunk) => {
    output = (output + chunk).slice(-8_000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return new Promise((resolve) => {
    child.once('error', (fault) => resolve({ code: 1, output: fault.message }))
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
