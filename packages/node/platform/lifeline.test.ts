import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'

const lifeline = join(import.meta.dirname, 'lifeline.ts')
let folder: string
let started: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-lifeline-'))
})

afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
  started = []
  rmSync(folder, { recursive: true, force: true })
})

/** A top process that only waits, below a launcher with an IPC channel. */
function writeScripts(): void {
  writeFileSync(
    join(folder, 'top.mts'),
    `import { writeFileSync } from 'node:fs'
     import { onParentGone } from ${JSON.stringify(lifeline)}
     onParentGone(() => { writeFileSync('gone', ''); process.exit(0) })
     writeFileSync('top', String(process.pid))
     setInterval(() => {}, 1000)`,
  )
  writeFileSync(
    join(folder, 'launcher.mjs'),
    `import { spawn } from 'node:child_process'
     import { writeFileSync } from 'node:fs'
     const env = { ...process.env, ISTHMUS_LAUNCHER: String(process.pid) }
     spawn(process.execPath, ['top.mts'], { env, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
     writeFileSync('shell', String(process.ppid))
     writeFileSync('launcher', String(process.pid))
     setInterval(() => {}, 1000)`,
  )
  const scripts = { start: `"${process.execPath}" launcher.mjs` }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }))
}

async function startWithNpm(): Promise<ChildProcess> {
  writeScripts()
  const npm = spawn('npm', ['start'], { cwd: folder, stdio: 'ignore' })
  started.push(npm)
  await until(() => ['top', 'shell', 'launcher'].every((name) => existsSync(join(folder, name))))
  // The chain is read right after the file is written.
  await pause(300)
  return npm
}

const readPid = (name: string) => Number(readFileSync(join(folder, name), 'utf8'))

async function until(isTrue: () => boolean, timeoutMs = 10_000): Promise<number> {
  const begun = performance.now()
  while (!isTrue()) {
    if (performance.now() - begun > timeoutMs) throw new Error('it did not come to pass in time')
    await pause(20)
  }
  return performance.now() - begun
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

test('SIGKILL of npm ends the process below its launcher within two seconds', async () => {
  const npm = await startWithNpm()
  npm.kill('SIGKILL')
  expect(await until(() => !isAlive(readPid('top')))).toBeLessThan(2_500)
  expect(existsSync(join(folder, 'gone'))).toBe(true)
  process.kill(readPid('launcher'), 'SIGKILL')
})

test('SIGKILL of the shell between npm and the launcher ends it too', async () => {
  await startWithNpm()
  process.kill(readPid('shell'), 'SIGKILL')
  expect(await until(() => !isAlive(readPid('top')))).toBeLessThan(2_500)
  expect(existsSync(join(folder, 'gone'))).toBe(true)
  process.kill(readPid('launcher'), 'SIGKILL')
})

test('SIGKILL of the launcher closes the channel and ends it at once', async () => {
  await startWithNpm()
  process.kill(readPid('launcher'), 'SIGKILL')
  expect(await until(() => !isAlive(readPid('top')))).toBeLessThan(1_000)
})

test('a process started apart from npm outlives the shell that started it', async () => {
  writeScripts()
  const { npm_lifecycle_event: _, ...env } = process.env
  const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" top.mts & wait`], {
    cwd: folder,
    env,
    stdio: 'ignore',
  })
  await until(() => existsSync(join(folder, 'top')))
  shell.kill('SIGKILL')
  await pause(1_200)
  const top = readPid('top')
  expect(isAlive(top)).toBe(true)
  process.kill(top, 'SIGKILL')
})
