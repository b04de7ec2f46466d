import { type ChildProcess, spawn } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'

let folder: string
let toKill: number[] = []

/** A clone of the tools with nothing to install, and a federation that only says what it is told. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-clone-'))
  mkdirSync(join(folder, 'tools'))
  for (const name of readdirSync(import.meta.dirname).filter((file) => file.endsWith('.mjs'))) {
    copyFileSync(join(import.meta.dirname, name), join(folder, 'tools', name))
  }
  mkdirSync(join(folder, 'packages/testbed'), { recursive: true })
  writeManifests({})
  write(
    'packages/testbed/start.ts',
    `const [code]: string[] = process.argv.slice(2)
     if (code) process.exit(Number(code))
     process.on('SIGINT', () => console.log('asked to stop'))
     process.on('SIGTERM', () => process.exit(0))
     process.once('disconnect', () => process.exit(0))
     console.log('up ' + process.pid)
     setInterval(() => {}, 1000)`,
  )
})

afterEach(() => {
  for (const pid of toKill) killQuietly(pid)
  toKill = []
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text)
}

const project = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
  scripts: object
}

/** A project whose one workspace needs nothing, or `far`, a package of a registry. */
function writeManifests(far: Record<string, object>): void {
  const dependencies = Object.keys(far).length > 0 ? { far: '1.0.0' } : {}
  const clone = { name: 'clone', version: '1.0.0', workspaces: ['packages/*'], dependencies }
  const testbed = { name: 'testbed', version: '1.0.0', type: 'module' }
  const links = {
    'node_modules/testbed': { resolved: 'packages/testbed', link: true },
    'packages/testbed': testbed,
  }
  write('package.json', JSON.stringify({ ...clone, type: 'module', scripts: project.scripts }))
  write('packages/testbed/package.json', JSON.stringify(testbed))
  write(
    'package-lock.json',
    JSON.stringify({ ...clone, lockfileVersion: 3, packages: { '': clone, ...links, ...far } }),
  )
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}

type Started = { child: ChildProcess; output: () => string; ended: Promise<number | null> }

function npmStart(args: string[] = [], env: Record<string, string> = {}): Started {
  const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`
  const child = spawn('npm', ['start', '--', ...args], {
    cwd: folder,
    env: { ...process.env, ...env, PATH: path },
  })
  if (child.pid) toKill.push(child.pid)
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return { child, output: () => output, ended: new Promise((resolve) => child.once('close', resolve)) }
}

async function pidOfFederation(started: Started): Promise<number> {
  for (;;) {
    const found = /^up (\d+)$/m.exec(started.output())?.[1]
    if (found) {
      toKill.push(Number(found))
      return Number(found)
    }
    if (started.child.exitCode !== null) throw new Error(started.output())
    await pause(20)
  }
}

test('the first start installs, the next one does not, and the exit code is passed on', async () => {
  const first = npmStart(['7'])
  expect(await first.ended).toBe(7)
  expect(first.output()).toContain('Installing the packages')
  const second = npmStart(['0'])
  expect(await second.ended).toBe(0)
  expect(second.output()).not.toContain('Installing')
})

test('an install that was cut off, or a new lockfile, is installed again', async () => {
  await npmStart(['0']).ended
  rmSync(join(folder, 'node_modules'), { recursive: true })
  mkdirSync(join(folder, 'node_modules/half'), { recursive: true })
  const again = npmStart(['0'])
  await again.ended
  expect(again.output()).toContain('Installing')
  expect(existsSync(join(folder, 'node_modules/half'))).toBe(false)
})

test('without a network it says so in one sentence', async () => {
  writeManifests({ 'node_modules/far': { version: '1.0.0', resolved: 'http://127.0.0.1:9/far-1.0.0.tgz' } })
  const cut = { npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' }
  const started = npmStart([], cut)
  expect(await started.ended).toBe(1)
  expect(started.output()).toContain('the npm registry does not answer')
})

test('one Ctrl-C asks, a second one ends', async () => {
  const started = npmStart()
  const pid = await pidOfFederation(started)
  started.child.kill('SIGINT')
  await pause(1_000)
  expect(started.output()).toContain('asked to stop')
  expect(() => process.kill(pid, 0)).not.toThrow()
  started.child.kill('SIGINT')
  await started.ended
  expect(() => process.kill(pid, 0)).toThrow()
})

test('SIGTERM is passed on, and the start ends with the federation', async () => {
  const started = npmStart()
  const pid = await pidOfFederation(started)
  started.child.kill('SIGTERM')
  await started.ended
  expect(() => process.kill(pid, 0)).toThrow()
})

test('on a Node that is too old for the project, with none in the packages, it names the version', async () => {
  const machine = readFileSync(join(import.meta.dirname, 'machine.mjs'), 'utf8')
  write('tools/machine.mjs', machine.replace('neededNode = 24', 'neededNode = 99'))
  const started = npmStart()
  expect(await started.ended).toBe(1)
  expect(started.output()).toMatch(/Node 99 is needed, and this is 2\d\./)
})
