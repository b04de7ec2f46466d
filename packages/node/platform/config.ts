import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { dirname, isAbsolute, join } from 'node:path'
import { ContractError, type PeerConfig, parse } from '@isthmus/contract'
import type { Environment } from './environment.ts'
import { PlatformError } from './error.ts'
import { readSecretFile } from './secret-file.ts'

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
    ...(config.sourceFolders ? { sourceFolders: config.sourceFolders.map(absolute) } : {}),
    ...(config.keystore ? { keystore: withAbsoluteFiles(config.keystore, absolute) } : {}),
    ...(config.signIn.provider
      ? { signIn: { ...config.signIn, provider: withAbsoluteSecret(config.signIn.provider, absolute) } }
      : {}),
  }
}

/** Where the peer's database is; undefined when it is to run its own. */
export function findDatabaseUrl(config: PeerConfig, environment: Environment): string | undefined {
  if (environment.databaseUrl) return environment.databaseUrl
  if (!config.databaseUrlFile) return undefined
  const url = readSecretFile(config.databaseUrlFile).trim()
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

type KeystoreConfig = NonNullable<PeerConfig['keystore']>

function withAbsoluteFiles(
  { passphraseFile, pkcs11 }: KeystoreConfig,
  absolute: (path: string) => string,
): KeystoreConfig {
  return {
    ...(passphraseFile ? { passphraseFile: absolute(passphraseFile) } : {}),
    ...(pkcs11
      ? { pkcs11: { ...pkcs11, ...(pkcs11.pinFile ? { pinFile: absolute(pkcs11.pinFile) } : {}) } }
      : {}),
  }
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

const loopback = ['localhost', '127.0.0.1', '::1', '[::1]']

function assertFit(config: PeerConfig): void {
  assertProxies(config.trustedProxies ?? [])
  if (config.mode === 'demo') assertFitForDemo(config)
  else assertFitForProduction(config)
}

/** In the demo everybody may be any officer, so nobody else may reach it. */
function assertFitForDemo({ host, publicUrl, exchange }: PeerConfig): void {
  const faults = [
    ...(loopback.includes(host) ? [] : ['host is not this machine alone']),
    ...(loopback.includes(exchange.host) ? [] : ['exchange.host is not this machine alone']),
    ...(loopback.includes(URL.parse(publicUrl)?.hostname ?? '') ? [] : ['publicUrl is not this machine']),
  ]
  if (faults.length === 0) return
  throw new PlatformError(
    'CONFIG_INVALID',
    `this configuration may not run as a demo: ${faults.join('; ')}`,
    {
      remedy: `use ${loopback.slice(0, 3).join(', ')}, or production mode with an identity provider`,
    },
  )
}

function assertProxies(proxies: readonly string[]): void {
  const wrong = proxies.find((proxy) => !isRange(proxy))
  if (wrong === undefined) return
  throw new PlatformError('CONFIG_INVALID', `trustedProxies names ${wrong}, which is no address`, {
    remedy: 'write addresses such as 10.0.0.7 or ranges such as 10.0.0.0/24',
  })
}

function isRange(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  if (prefix === undefined) return true
  return /^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= (family === 4 ? 32 : 128)
}

/** What demonstrates must not reach production. */
function assertFitForProduction(config: PeerConfig): void {
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
