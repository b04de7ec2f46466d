import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const modules = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
]

/** The PKCS #11 module of SoftHSM 2: the one named in ISTHMUS_SOFTHSM, or of the system. */
function findSoftHsm(): string | undefined {
  const named = process.env.ISTHMUS_SOFTHSM
  if (named) return existsSync(named) ? named : undefined
  return modules.find((path) => existsSync(path))
}

/** Finds SoftHSM 2, or installs it from Debian when root. Throws with what to do. Progress goes to stderr. */
export function getSoftHsm(): string {
  const found = findSoftHsm()
  if (found) return found
  if (isRootOnDebian()) {
    console.error('Installing SoftHSM from Debian (once; a few seconds) ...')
    if (runVisibly(['update', '-qq']))
      runVisibly(['install', '-y', '-qq', '--no-install-recommends', 'softhsm2'])
    const installed = findSoftHsm()
    if (installed) return installed
  }
  throw new Error(
    'SoftHSM 2 was not found, and could not be installed. Install it ("apt-get install softhsm2" as root) or name its module in ISTHMUS_SOFTHSM; without it the tests of PKCS #11 do not run.',
  )
}

function isRootOnDebian(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false
  return /^ID(_LIKE)?="?(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
}

function runVisibly(args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const stdio: ['ignore', number, number] = ['ignore', process.stderr.fd, process.stderr.fd]
  return spawnSync('apt-get', args, { env, stdio }).status === 0
}

if (import.meta.main) {
  try {
    console.log(getSoftHsm())
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : fault)
    process.exitCode = 1
  }
}
