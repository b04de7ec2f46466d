import { existsSync, readFileSync, statSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { PeerConfig } from '@isthmus/contract'
import type { Environment } from './environment.ts'
import { PlatformError } from './error.ts'
import { readSecretFile } from './secret-file.ts'

/** Names of the systemd credentials (`LoadCredentialEncrypted=isthmus-passphrase`). */
const credentials = { passphrase: 'isthmus-passphrase', pin: 'isthmus-pin' } as const

type Sources = Pick<Environment, 'passphraseFile' | 'credentialsFolder'>

/**
 * What opens the peer's keystore: the file of ISTHMUS_PASSPHRASE_FILE, else the systemd credential `isthmus-passphrase`,
 * else the file of the configuration. The first line, without its end.
 *
 * @throws PlatformError PASSPHRASE_MISSING | CONFIG_INVALID for a file that others may read
 */
export function readPassphrase(config: Pick<PeerConfig, 'keystore'>, sources: Sources): string {
  const found = findPassphrase(config, sources)
  if (!found) {
    throw new PlatformError('PASSPHRASE_MISSING', 'nothing says how to open the keystore of this peer', {
      remedy:
        'set ISTHMUS_PASSPHRASE_FILE, give the systemd credential isthmus-passphrase, or name keystore.passphraseFile in the configuration',
    })
  }
  return firstLine(found)
}

/**
 * The PIN of the PKCS #11 token: the systemd credential `isthmus-pin`, else the file of the configuration.
 *
 * @throws PlatformError PASSPHRASE_MISSING | CONFIG_INVALID for a file that others may read
 */
export function readPin(pinFile: string | undefined, { credentialsFolder }: Sources): string {
  const found = findCredential('pin', credentialsFolder) ?? (pinFile ? readFound(pinFile) : undefined)
  if (found) return firstLine(found)
  throw new PlatformError('PASSPHRASE_MISSING', 'nothing gives the PIN of the PKCS #11 token', {
    remedy: 'give the systemd credential isthmus-pin, or name keystore.pkcs11.pinFile in the configuration',
  })
}

function firstLine({ text, place }: Found): string {
  const [line = ''] = text.split(/\r?\n/, 1)
  if (line !== '') return line
  throw new PlatformError('PASSPHRASE_MISSING', `${place} is empty`, {
    remedy: 'write the secret into its first line',
  })
}

type Found = { text: string; place: string }

function findPassphrase(
  { keystore }: Pick<PeerConfig, 'keystore'>,
  { passphraseFile, credentialsFolder }: Sources,
): Found | undefined {
  if (passphraseFile) return readFound(passphraseFile)
  const configured = keystore?.passphraseFile
  return findCredential('passphrase', credentialsFolder) ?? (configured ? readFound(configured) : undefined)
}

function readFound(file: string): Found {
  return { text: readSecretFile(file), place: file }
}

function findCredential(name: keyof typeof credentials, folder: string | undefined): Found | undefined {
  const file = folder && join(folder, credentials[name])
  return file && existsSync(file) ? { text: readCredential(file), place: file } : undefined
}

/**
 * systemd opens a credential to the account of the unit by an access list, whose mask shows in the bits of the group;
 * the folder is closed to everybody else.
 */
function readCredential(file: string): string {
  if (!isAbsolute(file) || isOpenToOthers(file)) {
    throw new PlatformError('CONFIG_INVALID', `${file} is no credential that systemd has made`, {
      remedy: 'leave CREDENTIALS_DIRECTORY to systemd; elsewhere set ISTHMUS_PASSPHRASE_FILE',
    })
  }
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new PlatformError('CONFIG_INVALID', `${file} cannot be read`, {
      cause,
      remedy: 'let the account of the unit (User=) start the peer itself',
    })
  }
}

function isOpenToOthers(file: string): boolean {
  return process.platform !== 'win32' && (statSync(file).mode & 0o007) !== 0
}
