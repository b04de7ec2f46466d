import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { KeystoreFile } from '@isthmus/contract'
import { PlatformError } from './error.ts'
import {
  type KeystoreContent,
  openEntry,
  parseKeystoreFile,
  sealEntry,
  toSealedText,
  verifySeal,
} from './keystore-file.ts'
import { toStoreError } from './store-error.ts'
import { writeWhole } from './write-whole.ts'

const longestSecret = 16_384
const waitForOthersMs = 30_000
const secretName = /^[a-z][a-z0-9-]{0,39}(:[A-Za-z0-9_-]{1,64})?$/

export type Opened = { text: string; content: KeystoreFile; dataKey: Buffer }

/** A peer's secrets, each sealed in one file. What is read from it is the caller's own copy. */
export class Keystore {
  readonly #file: string
  readonly #dataKey: Buffer
  #text: string
  #content: KeystoreFile

  /** Use `openKeystore` or `openTokenKeystore`. */
  constructor(file: string, { text, content, dataKey }: Opened) {
    this.#file = file
    this.#text = text
    this.#content = content
    this.#dataKey = dataKey
  }

  /** The secret of this name, and when there is none: so many random bytes, kept from now on. Throws KEYSTORE_DAMAGED for another length. */
  readOrCreate(name: string, bytes = 32): Buffer {
    const secret = this.find(name) ?? this.#create(name, bytes)
    if (secret.length === bytes) return secret
    throw new PlatformError(
      'KEYSTORE_DAMAGED',
      `the secret ${name} in the keystore is not ${bytes} bytes long`,
      {
        remedy: 'restore secrets/keystore.json from the backup',
      },
    )
  }

  find(name: string): Buffer | undefined {
    // Another process of this peer may have put it there.
    if (!Object.hasOwn(this.#content.entries, name)) this.#refresh()
    return this.#find(name)
  }

  /** Durable when it returns. @throws PlatformError DISK_FULL | STORE_FAILED, and the former keystore is as it was */
  put(name: string, secret: Uint8Array): void {
    this.putAll(new Map([[name, secret]]))
  }

  /** All of them or none. */
  putAll(secrets: ReadonlyMap<string, Uint8Array>): void {
    for (const [name, secret] of secrets) assertFit(name, secret)
    this.#change((entries) => {
      for (const [name, secret] of secrets) entries[name] = sealEntry(secret, this.#dataKey, name)
    })
  }

  /** The names, in order. */
  list(): string[] {
    this.#refresh()
    return Object.keys(this.#content.entries)
  }

  /** Whether there was one. */
  remove(name: string): boolean {
    let wasThere = false
    this.#change((entries) => {
      wasThere = Object.hasOwn(entries, name)
      delete entries[name]
    })
    return wasThere
  }

  #find(name: string): Buffer | undefined {
    const entry = Object.hasOwn(this.#content.entries, name) ? this.#content.entries[name] : undefined
    return entry && openEntry(entry, this.#dataKey, name)
  }

  /** Of two that create at once, the first one's secret stays. */
  #create(name: string, bytes: number): Buffer {
    const fresh = randomBytes(bytes)
    assertFit(name, fresh)
    this.#change((entries) => {
      if (!Object.hasOwn(entries, name)) entries[name] = sealEntry(fresh, this.#dataKey, name)
    })
    return this.#find(name) ?? fresh
  }

  #change(work: (entries: KeystoreContent['entries']) => void): void {
    exclusively(this.#file, () => {
      this.#refresh()
      const entries = { ...this.#content.entries }
      work(entries)
      const { keystore, protection, key } = this.#content
      const text = toSealedText({ keystore, protection, key, entries }, this.#dataKey)
      writeWhole(this.#file, text)
      this.#text = text
      this.#content = parseKeystoreFile(text)
    })
  }

  #refresh(): void {
    const text = readKeystoreText(this.#file)
    if (text === this.#text) return
    const content = parseKeystoreFile(text)
    verifySeal(content, this.#dataKey)
    this.#content = content
    this.#text = text
  }
}

/** One process of the peer at a time; the lock is the operating system's, so a killed holder leaves none behind. */
export function exclusively<Result>(file: string, work: () => Result): Result {
  let lock: DatabaseSync
  try {
    lock = new DatabaseSync(`${file}.lock`)
    lock.exec(`pragma busy_timeout = ${waitForOthersMs}; begin exclusive`)
  } catch (cause) {
    throw toStoreError(cause, file)
  }
  try {
    return work()
  } finally {
    lock.close()
  }
}

function assertFit(name: string, secret: Uint8Array): void {
  if (!secretName.test(name)) throw new RangeError('a secret is named like index, or signing:<id of the key>')
  if (secret.length === 0 || secret.length > longestSecret)
    throw new RangeError(`the secret ${name} is not between 1 and ${longestSecret} bytes long`)
}

export function readKeystoreText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new PlatformError('CONFIG_INVALID', `${file} cannot be read`, {
      cause,
      remedy: 'check that it is there, and that the account of the peer owns it',
    })
  }
}
