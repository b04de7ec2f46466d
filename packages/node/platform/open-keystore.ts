import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PlatformError } from './error.ts'
import { exclusively, Keystore, readKeystoreText } from './keystore.ts'
import {
  defaultCost,
  deriveKey,
  openDataKey,
  parseKeystoreFile,
  type ScryptCost,
  sealDataKey,
  toSealedText,
  verifySeal,
} from './keystore-file.ts'
import { secretsFolder } from './secrets.ts'
import { writeWhole } from './write-whole.ts'

export type KeystoreOptions = {
  /** The peer's own folder; the keystore is `secrets/keystore.json` in it. */
  folder: string
  passphrase: string
  /** Of a keystore that has yet to be made; an existing one says its own. */
  cost?: ScryptCost
}

/** A secret key that stays in a token; `authenticate` is HMAC-SHA256 under the key of that label. */
export type TokenKey = {
  keyLabel: string
  authenticate: (keyLabel: string, data: Uint8Array) => Promise<Buffer>
}

export type Protection = ReturnType<typeof parseKeystoreFile>['protection']
export type Scrypt = Extract<Protection, { name: 'scrypt' }>
export type InToken = Extract<Protection, { name: 'pkcs11' }>

const shortestPassphrase = 16

/**
 * The peer's keystore; made when there is none.
 *
 * @throws PlatformError PASSPHRASE_WRONG | PASSPHRASE_MISSING (shorter than 16 characters) | KEYSTORE_DAMAGED |
 * CONFIG_INVALID (it opens with a token) | DISK_FULL | STORE_FAILED
 */
export function openKeystore({ folder, passphrase, cost = defaultCost }: KeystoreOptions): Keystore {
  const file = toKeystoreFile(folder)
  const protection = findProtection(file) ?? newScrypt(passphrase, cost)
  if (protection.name !== 'scrypt') {
    throw new PlatformError('CONFIG_INVALID', 'the key of this keystore lies in a PKCS #11 token', {
      remedy:
        'name it in the configuration: keystore.pkcs11.keystoreKeyLabel; isthmus keys passphrase moves it back to a passphrase',
    })
  }
  const keystore = open(file, protection, deriveKey(passphrase, protection))
  return keystore ?? openKeystore({ folder, passphrase, cost })
}

/**
 * As `openKeystore`, with a key in a token in place of the passphrase.
 *
 * @throws PlatformError as `openKeystore`, and TOKEN_KEY_NOT_FOUND | TOKEN_LOST
 */
export async function openTokenKeystore(
  folder: string,
  { keyLabel, authenticate }: TokenKey,
): Promise<Keystore> {
  const file = toKeystoreFile(folder)
  const protection = findProtection(file) ?? newInToken(keyLabel)
  if (protection.name !== 'pkcs11') {
    throw new PlatformError('CONFIG_INVALID', 'this keystore opens with a passphrase, not with a token', {
      remedy:
        'move it to the token (isthmus keys token), or leave keystore.pkcs11.keystoreKeyLabel out and give the passphrase',
    })
  }
  const keystore = open(file, protection, await deriveInToken(protection, authenticate))
  return keystore ?? openTokenKeystore(folder, { keyLabel, authenticate })
}

/** Undefined when another process has made the keystore in the meantime, with a salt of its own. */
function open(file: string, protection: Protection, keyEncryptionKey: Buffer): Keystore | undefined {
  if (!existsSync(file)) exclusively(file, () => createFile(file, protection, keyEncryptionKey))
  const text = readKeystoreText(file)
  const content = parseKeystoreFile(text)
  if (content.protection.salt !== protection.salt) return undefined
  const dataKey = openDataKey(content, keyEncryptionKey)
  verifySeal(content, dataKey)
  return new Keystore(file, { text, content, dataKey })
}

function createFile(file: string, protection: Protection, keyEncryptionKey: Buffer): void {
  if (existsSync(file)) return
  const dataKey = randomBytes(32)
  const key = sealDataKey(dataKey, keyEncryptionKey, protection)
  writeWhole(file, toSealedText({ keystore: 1, protection, key, entries: {} }, dataKey))
}

/** Of the keystore that is there. Throws PlatformError KEYSTORE_DAMAGED. */
export function findProtection(file: string): Protection | undefined {
  return existsSync(file) ? parseKeystoreFile(readKeystoreText(file)).protection : undefined
}

/** Throws PlatformError PASSPHRASE_MISSING for a short one. */
export function newScrypt(passphrase: string, { n, r, p }: ScryptCost): Scrypt {
  if (passphrase.length < shortestPassphrase) {
    throw new PlatformError('PASSPHRASE_MISSING', 'the passphrase for a new keystore is too short', {
      remedy: `write at least ${shortestPassphrase} characters, better 32 random bytes (openssl rand -base64 32)`,
    })
  }
  return { name: 'scrypt', n, r, p, salt: newSalt() }
}

export function newInToken(keyLabel: string): InToken {
  return { name: 'pkcs11', keyLabel, salt: newSalt() }
}

function newSalt(): string {
  return randomBytes(16).toString('base64url')
}

export function toKeystoreFile(folder: string): string {
  return join(secretsFolder(folder), 'keystore.json')
}

/** The key-encryption key that a token makes. Throws PlatformError as `authenticate`. */
export function deriveInToken(
  { keyLabel, salt }: InToken,
  authenticate: TokenKey['authenticate'],
): Promise<Buffer> {
  const salted = Buffer.concat([Buffer.from('isthmus keystore 1\n'), Buffer.from(salt, 'base64url')])
  return authenticate(keyLabel, salted)
}
