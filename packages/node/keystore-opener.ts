import { existsSync } from 'node:fs'
import { readPeerFiles, toKeysConfig } from './ceremony-keys.ts'
import { createTokenSigners, findToken, type KeysConfig, openConfiguredKeystore } from './open-keys.ts'
import {
  type Environment,
  findKeystoreOpener,
  holdKeystoreAlone,
  type Keystore,
  openKeystore,
  type Pkcs11Token,
  PlatformError,
  readEnvironment,
  readPassphrase,
  resealKeystore,
} from './platform/index.ts'
import { makeTokenKeys } from './token-keys.ts'

/** What opens the keystore of a peer that does not run, and how it is given another opener. */

export type OpenerOptions = {
  /** The peer's configuration. */
  configFile: string
  /** File with the present passphrase (mode 0600), before what environment and configuration name. */
  passphraseFile?: string
}

/**
 * Seals the keystore of a stopped peer under a new passphrase; what opened it before, a passphrase or a token, does not any more.
 *
 * @returns what opened it before
 * @throws PlatformError STORE_HELD while the peer runs | PASSPHRASE_WRONG | PASSPHRASE_MISSING | KEYSTORE_DAMAGED |
 * CONFIG_INVALID | DISK_FULL | STORE_FAILED | TOKEN_*; the former keystore is then as it was
 */
export function changePassphrase(
  options: OpenerOptions,
  newPassphrase: string,
): Promise<'passphrase' | 'token'> {
  return alone(options, async ({ config, environment }) => {
    const former = getOpener(config)
    const token = former === 'token' ? await findToken(config, environment) : undefined
    try {
      const keystore = await openPresent(config, { former, token, environment })
      await resealKeystore(config.folder, keystore, { passphrase: newPassphrase })
      return former
    } finally {
      await token?.close()
    }
  })
}

export type MovedToToken = {
  /** Labels of the keys that were made on the token just now. */
  made: string[]
  signers: { use: string; keyLabel: string; keyId: string }[]
  /** Whether the keystore opened with a passphrase before, and opens with the token now. */
  isMoved: boolean
}

/**
 * For a stopped peer: makes on the token the keys that the configuration names, and gives the keystore to the token's key when it
 * names one for that. Keys of the keystore are never written to a token: new ones take their place with `isthmus trust rotate`.
 *
 * @throws PlatformError as `changePassphrase`
 */
export function moveToToken(options: OpenerOptions): Promise<MovedToToken> {
  return alone(options, async ({ config, environment }) => {
    const token = await findToken(config, environment)
    if (!token) {
      throw new PlatformError('CONFIG_INVALID', `${options.configFile} names no PKCS #11 token`, {
        remedy: 'write keystore.pkcs11 into it first (docs/operating/keys.md)',
      })
    }
    try {
      const made = await makeTokenKeys(config, token)
      const opened = await createTokenSigners(config, token)
      const labels = config.keystore?.pkcs11?.signers ?? []
      const signers = opened.map(({ use, signer }, index) => ({
        ...{ use, keyId: signer.keyId },
        keyLabel: labels[index]?.keyLabel ?? '',
      }))
      return { made, signers, isMoved: await giveToToken(config, { token, environment }) }
    } finally {
      await token.close()
    }
  })
}

async function giveToToken(
  config: KeysConfig,
  { token, environment }: { token: Pkcs11Token; environment: Environment },
): Promise<boolean> {
  const keyLabel = config.keystore?.pkcs11?.keystoreKeyLabel
  if (keyLabel === undefined || findKeystoreOpener(config.folder) !== 'passphrase') return false
  const keystore = await openPresent(config, { former: 'passphrase', token, environment })
  await resealKeystore(config.folder, keystore, {
    keyLabel,
    authenticate: (label, data) => token.authenticate(label, data),
  })
  return true
}

type Former = {
  former: 'passphrase' | 'token'
  token: Pkcs11Token | undefined
  environment: Environment
}

async function openPresent(config: KeysConfig, { former, token, environment }: Former): Promise<Keystore> {
  if (former === 'passphrase')
    return openKeystore({ folder: config.folder, passphrase: readPassphrase(config, environment) })
  return openConfiguredKeystore(config, { token, environment })
}

function getOpener(config: KeysConfig): 'passphrase' | 'token' {
  const opener = existsSync(config.folder) ? findKeystoreOpener(config.folder) : undefined
  if (opener) return opener
  throw new PlatformError('CONFIG_INVALID', `there is no keystore in ${config.folder}`, {
    remedy: 'name the configuration of a peer that has joined: its folder has secrets/keystore.json',
  })
}

type Standing = { config: KeysConfig; environment: Environment }

async function alone<Result>(
  { configFile, passphraseFile }: OpenerOptions,
  work: (standing: Standing) => Promise<Result>,
): Promise<Result> {
  const config = toKeysConfig(readPeerFiles(configFile))
  const hold = holdKeystoreAlone(config.folder)
  try {
    const environment = readEnvironment()
    return await work({
      config,
      environment: passphraseFile ? { ...environment, passphraseFile } : environment,
    })
  } finally {
    hold.release()
  }
}
