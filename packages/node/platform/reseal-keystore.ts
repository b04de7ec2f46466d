import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { PlatformError } from './error.ts'
import { type Keystore, readKeystoreText } from './keystore.ts'
import {
  defaultCost,
  deriveKey,
  openDataKey,
  openEntry,
  parseKeystoreFile,
  type ScryptCost,
  sealDataKey,
  sealEntry,
  toSealedText,
  verifySeal,
} from './keystore-file.ts'
import {
  deriveInToken,
  findProtection,
  newInToken,
  newScrypt,
  type Protection,
  type TokenKey,
  toKeystoreFile,
} from './open-keystore.ts'
import { writeWhole } from './write-whole.ts'

/** What opens a keystore from now on: a passphrase, or a secret key that stays in a token. */
export type NewOpener = { passphrase: string; cost?: ScryptCost } | TokenKey

type Secrets = ReadonlyMap<string, Buffer>
type Sealing = { protection: Protection; keyEncryptionKey: Buffer }

/**
 * Seals all secrets of a keystore anew, under another opener and a fresh data key; the caller holds it alone (`holdKeystoreAlone`).
 * The former file is there until the new one has been read back from the disk and opens with the new opener to the same secrets.
 *
 * @throws PlatformError PASSPHRASE_MISSING (shorter than 16 characters) | KEYSTORE_DAMAGED | DISK_FULL | STORE_FAILED | TOKEN_*;
 * the former keystore is then as it was
 */
export async function resealKeystore(folder: string, keystore: Keystore, opener: NewOpener): Promise<void> {
  const file = toKeystoreFile(folder)
  const secrets = readSecrets(keystore)
  const sealing = await toSealing(opener)
  // Derived a second time: whatever opened it once must open it again.
  const again = await deriveFor(opener, sealing.protection)
  removeDrafts(file)
  writeWhole(file, toNewText(secrets, sealing), (written) => verifyOpens(written, again, secrets))
}

/** Whether the keystore of this folder opens with a passphrase or with a token; undefined when there is none. */
export function findKeystoreOpener(folder: string): 'passphrase' | 'token' | undefined {
  const protection = findProtection(toKeystoreFile(folder))
  if (!protection) return undefined
  return protection.name === 'scrypt' ? 'passphrase' : 'token'
}

function readSecrets(keystore: Keystore): Secrets {
  return new Map(
    keystore.list().map((name) => {
      const secret = keystore.find(name)
      if (secret) return [name, secret] as const
      throw differs()
    }),
  )
}

async function toSealing(opener: NewOpener): Promise<Sealing> {
  const protection =
    'passphrase' in opener
      ? newScrypt(opener.passphrase, opener.cost ?? defaultCost)
      : newInToken(opener.keyLabel)
  return { protection, keyEncryptionKey: await deriveFor(opener, protection) }
}

async function deriveFor(opener: NewOpener, protection: Protection): Promise<Buffer> {
  if ('passphrase' in opener && protection.name === 'scrypt') return deriveKey(opener.passphrase, protection)
  if ('authenticate' in opener && protection.name === 'pkcs11')
    return deriveInToken(protection, opener.authenticate)
  throw new TypeError('an opener has the protection that was made for it')
}

/** A fresh data key: who kept the former file and its passphrase must not open what is written later. */
function toNewText(secrets: Secrets, { protection, keyEncryptionKey }: Sealing): string {
  const dataKey = randomBytes(32)
  const key = sealDataKey(dataKey, keyEncryptionKey, protection)
  const entries = Object.fromEntries(
    [...secrets].map(([name, secret]) => [name, sealEntry(secret, dataKey, name)]),
  )
  return toSealedText({ keystore: 1, protection, key, entries }, dataKey)
}

function verifyOpens(file: string, keyEncryptionKey: Buffer, secrets: Secrets): void {
  const content = parseKeystoreFile(readKeystoreText(file))
  const dataKey = openDataKey(content, keyEncryptionKey)
  verifySeal(content, dataKey)
  const entries = Object.entries(content.entries)
  const isSame = entries.every(
    ([name, entry]) => entry && secrets.get(name)?.equals(openEntry(entry, dataKey, name)),
  )
  if (!isSame || entries.length !== secrets.size) throw differs()
}

/** What a command left that was killed before its file took the place of the former one. */
function removeDrafts(file: string): void {
  const draft = new RegExp(
    `^${basename(file).replace('.', '\\.')}\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`,
  )
  for (const name of readdirSync(dirname(file)).filter((candidate) => draft.test(candidate)))
    rmSync(join(dirname(file), name), { force: true })
}

function differs(): PlatformError {
  return new PlatformError('KEYSTORE_DAMAGED', 'the keystore did not read back as it was written', {
    remedy: 'the former one is as it was; check disk and memory of this machine before another attempt',
  })
}
