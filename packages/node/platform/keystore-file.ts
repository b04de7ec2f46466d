import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto'
import { type KeystoreFile, parse, type SealedSecret } from '@isthmus/contract'
import { PlatformError } from './error.ts'

/** What scrypt may cost (RFC 7914): about 128 n r bytes of memory. */
export type ScryptCost = { n: number; r: number; p: number }

/** What stands in the file before it is sealed. */
export type KeystoreContent = Pick<KeystoreFile, 'keystore' | 'protection' | 'key' | 'entries'>

type Protection = KeystoreFile['protection']

/** As OWASP advises for passwords that people choose. */
export const defaultCost: ScryptCost = { n: 2 ** 17, r: 8, p: 1 }

const tagLength = 16

/** The file, to the byte as this peer writes it, and whole. Throws PlatformError KEYSTORE_DAMAGED. */
export function parseKeystoreFile(text: string): KeystoreFile {
  const file = parseShape(text)
  const { checksum, ...summed } = file
  // One content has one spelling: what was written differently was written by something else.
  if (toText(file) === text && checksum === checksumOf(summed)) return file
  throw damaged()
}

/** The text of a keystore that nobody can change without `dataKey`. */
export function toSealedText(content: KeystoreContent, dataKey: Buffer): string {
  const ordered = inOrder(content)
  const summed = { ...ordered, seal: sealOf(ordered, dataKey) }
  return toText({ ...summed, checksum: checksumOf(summed) })
}

/** That whoever wrote the file knew `dataKey`. Throws PlatformError KEYSTORE_DAMAGED. */
export function verifySeal({ checksum: _, seal, ...content }: KeystoreFile, dataKey: Buffer): void {
  if (isSame(seal, sealOf(content, dataKey))) return
  throw damaged()
}

/** A key-encryption key from a passphrase. */
export function deriveKey(passphrase: string, { n, r, p, salt }: ScryptCost & { salt: string }): Buffer {
  const options = { N: n, r, p, maxmem: 256 * n * r }
  return scryptSync(passphrase.normalize('NFC'), Buffer.from(salt, 'base64url'), 32, options)
}

/** The key under which entries and seal lie, opened with the key-encryption key. Throws PASSPHRASE_WRONG. */
export function openDataKey({ key, protection }: KeystoreContent, keyEncryptionKey: Buffer): Buffer {
  const opened = open(key, keyEncryptionKey, boundTo(protection))
  if (opened?.length === 32) return opened
  throw new PlatformError(
    'PASSPHRASE_WRONG',
    'the passphrase, or the key of the token, does not open the keystore of this peer',
    {
      remedy: 'give that with which the keystore was made; without it only a backup helps',
    },
  )
}

export function sealDataKey(dataKey: Buffer, keyEncryptionKey: Buffer, protection: Protection): SealedSecret {
  return seal(dataKey, keyEncryptionKey, boundTo(protection))
}

export function sealEntry(secret: Uint8Array, dataKey: Buffer, name: string): SealedSecret {
  return seal(secret, subKey(dataKey, 'entries'), name)
}

/** Throws PlatformError KEYSTORE_DAMAGED. */
export function openEntry(entry: SealedSecret, dataKey: Buffer, name: string): Buffer {
  const opened = open(entry, subKey(dataKey, 'entries'), name)
  if (opened) return opened
  throw damaged()
}

function seal(secret: Uint8Array, key: Buffer, name: string): SealedSecret {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name, 'utf8'))
  const sealed = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()])
  return { iv: iv.toString('base64url'), sealed: sealed.toString('base64url') }
}

function open({ iv, sealed }: SealedSecret, key: Buffer, name: string): Buffer | undefined {
  const bytes = Buffer.from(sealed, 'base64url')
  const options = { authTagLength: tagLength }
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), options)
  decipher.setAAD(Buffer.from(name, 'utf8')).setAuthTag(bytes.subarray(-tagLength))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagLength)), decipher.final()])
  } catch {
    return undefined
  }
}

function subKey(dataKey: Buffer, use: 'entries' | 'seal'): Buffer {
  return Buffer.from(hkdfSync('sha256', dataKey, '', `isthmus keystore 1 ${use}`, 32))
}

function sealOf(content: KeystoreContent, dataKey: Buffer): string {
  const hmac = createHmac('sha256', subKey(dataKey, 'seal'))
  return hmac.update(JSON.stringify(inOrder(content))).digest('base64url')
}

function checksumOf(summed: KeystoreContent & { seal: string }): string {
  const { seal: written, ...content } = summed
  return createHash('sha256')
    .update(JSON.stringify({ ...inOrder(content), seal: written }))
    .digest('base64url')
}

function boundTo(protection: Protection): string {
  return `isthmus keystore 1 key ${JSON.stringify(protection)}`
}

function toText({ seal: written, checksum, ...content }: KeystoreFile): string {
  return `${JSON.stringify({ ...inOrder(content), seal: written, checksum }, null, 2)}\n`
}

function inOrder({ keystore, protection, key, entries }: KeystoreContent): KeystoreContent {
  const byName = Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    keystore,
    protection: inOrderOf(protection),
    key: { iv: key.iv, sealed: key.sealed },
    entries: Object.fromEntries(
      byName.flatMap(([name, entry]) => (entry ? [[name, { iv: entry.iv, sealed: entry.sealed }]] : [])),
    ),
  }
}

function inOrderOf(protection: Protection): Protection {
  if (protection.name === 'pkcs11') {
    const { name, keyLabel, salt } = protection
    return { name, keyLabel, salt }
  }
  const { name, n, r, p, salt } = protection
  return { name, n, r, p, salt }
}

function isSame(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right))
}

function parseShape(text: string): KeystoreFile {
  try {
    return parse('KeystoreFile', JSON.parse(text))
  } catch {
    // The cause would quote the text.
    throw damaged()
  }
}

function damaged(): PlatformError {
  return new PlatformError(
    'KEYSTORE_DAMAGED',
    'the keystore of this peer is damaged: keystore.json is not as it was written',
    {
      remedy:
        'restore secrets/keystore.json from the backup; a new one would make the index and the log unreadable',
    },
  )
}
