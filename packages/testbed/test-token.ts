import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getSoftHsm } from '../../tools/softhsm.ts'

export type TestToken = {
  module: string
  tokenLabel: string
  pin: string
  /** For whoever logs in. */
  lockFile: string
  /** Where SoftHSM keeps the token. */
  folder: string
  /** What a process needs in its environment to see the token. */
  environment: { SOFTHSM2_CONF: string }
  remove: () => void
}

export const testPin = '246813'

/** SoftHSM's module, installed when this machine allows it, or in words why not. */
export function findTestModule(): { module: string } | { reason: string } {
  try {
    return { module: getSoftHsm() }
  } catch (fault) {
    return { reason: fault instanceof Error ? fault.message : 'SoftHSM was not found' }
  }
}

/** A fresh token of SoftHSM in a folder of its own. This process sees it when it has not loaded SoftHSM before. */
export function createTestToken(module: string, tokenLabel = 'isthmus-test'): TestToken {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-token-'))
  mkdirSync(join(folder, 'tokens'))
  const configuration = join(folder, 'softhsm2.conf')
  writeFileSync(
    configuration,
    `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  )
  const environment = { SOFTHSM2_CONF: configuration }
  const args = ['--init-token', '--free', '--label', tokenLabel, '--pin', testPin, '--so-pin', testPin]
  const made = spawnSync('softhsm2-util', args, { env: { ...process.env, ...environment }, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`softhsm2-util could not make a token: ${made.stderr}`)
  process.env.SOFTHSM2_CONF = configuration
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  return {
    module,
    tokenLabel,
    pin: testPin,
    lockFile: join(folder, 'login.lock'),
    folder,
    environment,
    remove,
  }
}
