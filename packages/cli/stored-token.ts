import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { CliError } from './exit-code.ts'

export type StoredToken = { token: string; expiresAt: string }

type Tokens = Record<string, StoredToken>

/** The token that `isthmus sign-in` has kept for this peer, unless it has expired. */
export function findToken(peer: string, now: Date): string | undefined {
  const stored = readTokens()[peer]
  return stored && new Date(stored.expiresAt) > now ? stored.token : undefined
}

export function keepToken(peer: string, stored: StoredToken): string {
  return writeTokens({ ...readTokens(), [peer]: stored })
}

/** Whether there was one. */
export function forgetToken(peer: string): boolean {
  const { [peer]: stored, ...others } = readTokens()
  if (!stored) return false
  writeTokens(others)
  return true
}

function configFolder(): string {
  if (process.env.XDG_CONFIG_HOME) return join(process.env.XDG_CONFIG_HOME, 'isthmus')
  if (process.platform === 'win32') return join(process.env.APPDATA ?? homedir(), 'isthmus')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'isthmus')
  return join(homedir(), '.config', 'isthmus')
}

function tokenFile(): string {
  return join(configFolder(), 'tokens.json')
}

function readTokens(): Tokens {
  try {
    const tokens: unknown = JSON.parse(readFileSync(tokenFile(), 'utf8'))
    if (typeof tokens !== 'object' || tokens === null) return {}
    return Object.fromEntries(
      Object.entries(tokens).filter((entry): entry is [string, StoredToken] => isStored(entry[1])),
    )
  } catch {
    // A file that is missing or damaged holds no token; signing in writes it anew.
    return {}
  }
}

function isStored(value: unknown): value is StoredToken {
  const { token, expiresAt } = (value ?? {}) as Partial<StoredToken>
  return typeof token === 'string' && typeof expiresAt === 'string'
}

function writeTokens(tokens: Tokens): string {
  const file = tokenFile()
  try {
    mkdirSync(configFolder(), { recursive: true, mode: 0o700 })
    chmodSync(configFolder(), 0o700)
    const draft = `${file}.${randomBytes(6).toString('hex')}`
    writeFileSync(draft, `${JSON.stringify(tokens, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    renameSync(draft, file)
    return file
  } catch (cause) {
    throw new CliError('fault', `${file} cannot be written`, {
      cause,
      remedy: 'make the folder writable for you, or set XDG_CONFIG_HOME to one that is',
    })
  }
}
