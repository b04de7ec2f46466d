import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The path of a Chromium that starts: the one named in ISTHMUS_CHROMIUM, of the system, or of Playwright. */
function findChromium(): string | undefined {
  const named = process.env.ISTHMUS_CHROMIUM
  if (named) return starts(named) ? named : undefined
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']
  const ofSystem = programs.flatMap((program) =>
    folders.filter(Boolean).map((folder) => join(folder, program)),
  )
  return [...ofSystem, ...macPrograms, chromium.executablePath()].find(starts)
}

/** A file alone is not enough: the package of some systems is a stub, and a download may lack system libraries. */
function starts(path: string): boolean {
  if (!existsSync(path)) return false
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

/** Finds Chromium, or installs it: from Debian when root, else Playwright's own download. Progress goes to stderr. */
export function getChromium(): string {
  const found = findChromium()
  if (found) return found
  for (const { title, run } of [fromDebian, fromPlaywright]) {
    if (!title) continue
    console.error(`${title} ...`)
    run()
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error(
    'No Chromium was found, and none could be installed. Install it ("apt-get install chromium" as root, or a browser from its maker) or name one in ISTHMUS_CHROMIUM; without it the browser tests fail.',
  )
}

type Installation = { title: string | undefined; run: () => void }

const fromDebian: Installation = {
  title: isRootOnDebian() ? 'Installing Chromium from Debian (once; half a minute)' : undefined,
  run: () => {
    if (runVisibly('apt-get', ['update', '-qq'])) {
      runVisibly('apt-get', [
        'install',
        '-y',
        '-qq',
        '--no-install-recommends',
        'chromium',
        'fonts-noto-core',
      ])
    }
  },
}

const fromPlaywright: Installation = {
  title: 'Downloading Chromium with Playwright (once; about 150 MB)',
  run: () => {
    const cli = join(createRequire(import.meta.url).resolve('playwright-core/package.json'), '../cli.js')
    runVisibly(process.execPath, [
      cli,
      'install',
      ...(process.getuid?.() === 0 ? ['--with-deps'] : []),
      'chromium',
    ])
  },
}

function isRootOnDebian(): boolean {
  // Ubuntu's package of this name is a stub for snap, which does not run in containers.
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false
  return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'))
}

function runVisibly(command: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // stdout is for the path alone.
  return (
    spawnSync(command, args, { env, stdio: ['ignore', process.stderr.fd, process.stderr.fd] }).status === 0
  )
}

if (import.meta.main) {
  try {
    console.log(getChromium())
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : fault)
    process.exitCode = 1
  }
}
