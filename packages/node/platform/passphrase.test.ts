import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { faultOf } from '@isthmus/testbed/fault-of'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEnvironment } from './environment.ts'
import { PlatformError } from './error.ts'
import { readPassphrase } from './passphrase.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-passphrase-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string, mode = 0o600): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  chmodSync(file, mode)
  return file
}

/** As systemd makes it for a unit with `User=`: the mask of its access list shows as rights of the group. */
function writeCredential(text: string, mode = 0o440): string {
  const credentials = join(folder, 'credentials')
  mkdirSync(credentials)
  write(join('credentials', 'isthmus-passphrase'), text, mode)
  chmodSync(credentials, 0o500)
  return credentials
}

const refusalOf = (act: () => unknown): PlatformError => faultOf(PlatformError, act)

describe('the passphrase', () => {
  it('comes from the file of the environment, else from systemd, else from the configuration', () => {
    const config = { keystore: { passphraseFile: write('configured', 'of the configuration\n') } }
    const CREDENTIALS_DIRECTORY = writeCredential('of systemd\r\nsecond line')
    const ISTHMUS_PASSPHRASE_FILE = write('environment', 'of the environment')
    const read = (variables: NodeJS.ProcessEnv) => readPassphrase(config, readEnvironment(variables))
    expect(read({ ISTHMUS_PASSPHRASE_FILE, CREDENTIALS_DIRECTORY })).toBe('of the environment')
    expect(read({ CREDENTIALS_DIRECTORY })).toBe('of systemd')
    expect(read({})).toBe('of the configuration')
  })

  it('comes from the configuration when systemd has given other credentials only', () => {
    mkdirSync(join(folder, 'credentials'))
    const config = { keystore: { passphraseFile: write('configured', 'of the configuration') } }
    expect(readPassphrase(config, { credentialsFolder: join(folder, 'credentials') })).toBe(
      'of the configuration',
    )
  })

  it('is asked for in words when nothing gives it', () => {
    expect(refusalOf(() => readPassphrase({}, {}))).toMatchObject({
      code: 'PASSPHRASE_MISSING',
      remedy: expect.stringContaining('ISTHMUS_PASSPHRASE_FILE'),
    })
    const empty = write('empty', '\nsecond line')
    expect(refusalOf(() => readPassphrase({}, { passphraseFile: empty })).message).toBe(`${empty} is empty`)
  })

  it('in a file that others may read is refused, and never repeated', () => {
    const open = write('open', 'VERYSECRET', 0o640)
    const fault = refusalOf(() => readPassphrase({}, { passphraseFile: open }))
    expect(fault.code).toBe('CONFIG_INVALID')
    expect(fault.message + fault.remedy).not.toContain('VERYSECRET')
    const credentialsFolder = writeCredential('VERYSECRET', 0o444)
    expect(refusalOf(() => readPassphrase({}, { credentialsFolder })).code).toBe('CONFIG_INVALID')
  })

  it('in a file that is not there is missed by name', () => {
    const passphraseFile = join(folder, 'none')
    expect(refusalOf(() => readPassphrase({}, { passphraseFile })).message).toContain(passphraseFile)
  })
})
