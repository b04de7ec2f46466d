import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { PlatformError } from './error.ts'
import type { Keystore } from './keystore.ts'
import { parsePeerKey } from './peer-key.ts'
import { secretsFolder } from './secrets.ts'

const peerKeysFile = 'peer-keys.json'
const providerKeyFile = 'sign-in-provider-keys.json'

type Plain = { file: string; secrets: ReadonlyMap<string, Buffer> }

/**
 * Takes what an earlier version kept in the clear into the keystore, and removes the files. Gives their names.
 *
 * @throws PlatformError CONFIG_INVALID for a file that holds no secret, or another one than the keystore has
 */
export function takeOverSecrets(folder: string, keystore: Keystore): string[] {
  const place = secretsFolder(folder)
  const found = readdirSync(place)
    .sort()
    .flatMap((name) => readPlain(join(place, name), name) ?? [])
  const missing = new Map<string, Buffer>()
  for (const { file, secrets } of found) {
    for (const [name, secret] of secrets) {
      const kept = keystore.find(name)
      if (!kept) missing.set(name, secret)
      else if (!kept.equals(secret)) throw unfit(file, `holds another ${name} than the keystore`)
    }
  }
  if (missing.size > 0) keystore.putAll(missing)
  for (const { file } of found) shred(file)
  return found.map(({ file }) => file)
}

function readPlain(file: string, name: string): Plain | undefined {
  const [, secretName] = /^([a-z][a-z-]{0,39})\.key$/.exec(name) ?? []
  if (secretName) return { file, secrets: new Map([[secretName, readRandom(file)]]) }
  if (name === peerKeysFile) return { file, secrets: readPeerKeys(file) }
  if (name === providerKeyFile) return { file, secrets: new Map([['provider', readFileSync(file)]]) }
  return undefined
}

function readRandom(file: string): Buffer {
  const secret = readFileSync(file)
  if (secret.length === 32) return secret
  throw unfit(file, 'is not 32 bytes long')
}

function readPeerKeys(file: string): Map<string, Buffer> {
  const { signing, sealing } = secretsIn(readFileSync(file, 'utf8'))
  if (!isRawKey(signing) || !isRawKey(sealing)) throw unfit(file, 'holds no keys of a peer')
  const uses = { signing: Buffer.from(signing, 'base64url'), sealing: Buffer.from(sealing, 'base64url') }
  return new Map([
    [`signing:${parsePeerKey('signing', uses.signing).id}`, uses.signing],
    [`sealing:${parsePeerKey('sealing', uses.sealing).id}`, uses.sealing],
  ])
}

function isRawKey(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9_-]{43}$/.test(text)
}

function secretsIn(text: string): { signing?: unknown; sealing?: unknown } {
  try {
    const content: { secrets?: { signing?: unknown; sealing?: unknown } } | null = JSON.parse(text)
    return content?.secrets ?? {}
  } catch {
    // The message of a SyntaxError quotes the text.
    return {}
  }
}

/** Overwritten before it is unlinked: on a plain disk nothing of it stays (a copying file system may keep old blocks). */
function shred(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    writeSync(handle, Buffer.alloc(statSync(file).size), 0, undefined, 0)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  rmSync(file)
}

function unfit(file: string, what: string): PlatformError {
  return new PlatformError('CONFIG_INVALID', `${file} ${what}`, {
    remedy: 'restore it from the backup; a new one would make the index and the commitments unreadable',
  })
}
