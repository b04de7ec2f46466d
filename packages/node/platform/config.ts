import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { ContractError, type PeerConfig, parse } from '@isthmus/contract'
import type { Environment } from './environment.ts'
import { PlatformError } from './error.ts'

/** The typed configuration of one peer; relative paths are relative to the file. Throws CONFIG_INVALID with all it knows. */
export function readConfig(file: string): PeerConfig {
  const config = parseConfig(file, readText(file))
  const folder = dirname(file)
  const absolute = (path: string): string => (isAbsolute(path) ? path : join(folder, path))
  return {
    ...config,
    folder: absolute(config.folder),
    trustList: { ...config.trustList, file: absolute(config.trustList.file) },
    ...(config.databaseUrlFile ? { databaseUrlFile: absolute(config.databaseUrlFile) } : {}),
    ...(config.signIn.provider
      ? { signIn: { ...config.signIn, provider: withAbsoluteSecret(config.signIn.provider, absolute) } }
      : {}),
  }
}

/** Where the peer's database is; undefined when it is to run its own. */
export function findDatabaseUrl(config: PeerConfig, environment: Environment): string | undefined {
  if (environment.databaseUrl) return environment.databaseUrl
  if (!config.databaseUrlFile) return undefined
  const url = readText(config.databaseUrlFile).trim()
  // An empty URL would silently mean whatever PostgreSQL runs on this machine.
  if (url) return url
  throw new PlatformError('CONFIG_INVALID', `${config.databaseUrlFile} is empty`, {
    remedy: 'write the URL of the database into it',
  })
}

type Provider = NonNullable<PeerConfig['signIn']['provider']>

function withAbsoluteSecret(provider: Provider, absolute: (path: string) => string): Provider {
  return provider.clientSecretFile
    ? { ...provider, clientSecretFile: absolute(provider.clientSecretFile) }
    : provider
}

function parseConfig(file: string, text: string): PeerConfig {
  try {
    const config = parse('PeerConfig', JSON.parse(text))
    assertFit(config)
    return config
  } catch (cause) {
    if (cause instanceof PlatformError) throw cause
    const reason = cause instanceof ContractError ? cause.message : 'it is not JSON'
    throw new PlatformError('CONFIG_INVALID', `${file}: ${reason}`, {
      cause,
      remedy: 'see contract/node/peer-config.json',
    })
  }
}

/** What demonstrates must not reach production. */
function assertFit(config: PeerConfig): void {
  if (config.mode === 'demo') return
  const faults = [
    ...(config.signIn.officers?.length ? ['signIn.officers are demo officers'] : []),
    ...(config.signIn.elsewhere?.length ? ['signIn.elsewhere belongs to the demo'] : []),
    ...(config.signIn.provider
      ? []
      : ["signIn.provider (the organisation's OpenID Connect provider) is missing"]),
  ]
  if (faults.length === 0) return
  throw new PlatformError(
    'CONFIG_INVALID',
    `this configuration may not run in production: ${faults.join('; ')}`,
    {
      remedy: 'remove what belongs to the demo and name the identity provider of the organisation',
    },
  )
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new PlatformError('CONFIG_INVALID', `${file} cannot be read`, {
      cause,
      remedy: 'check the path and its permissions',
    })
  }
}
