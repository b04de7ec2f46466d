import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import type { PeerConfig, PeerKey } from '@isthmus/contract'
import { createTokenSigners, findToken, openConfiguredKeystore } from './open-keys.ts'
import {
  createPeerKey,
  createSoftwareSigner,
  holdKeystore,
  type Keystore,
  listPeerKeys,
  PlatformError,
  readEnvironment,
  type Signer,
} from './platform/index.ts'
import { makeTokenKeys } from './token-keys.ts'

/** What a ceremony needs of a configuration, which need not say anything about the trust list yet. */
export type RawConfig = Pick<PeerConfig, 'peerId' | 'folder' | 'keystore'>

/** A peer's configuration as it was read, and its folder as an absolute path. */
export type PeerFiles = { configFile: string; config: RawConfig; folder: string }

const peerKeyUses = [
  'signing',
  'sealing',
  'tls',
  'log',
  'witness',
] as const satisfies readonly PeerKey['use'][]

/** Throws PlatformError CONFIG_INVALID. */
export function readPeerFiles(configFile: string): PeerFiles {
  const config = readJson(configFile) as Partial<RawConfig> | null
  if (typeof config?.peerId !== 'string' || typeof config.folder !== 'string') {
    throw new PlatformError('CONFIG_INVALID', `${configFile} does not say peerId and folder`, {
      remedy: 'see contract/node/peer-config.json',
    })
  }
  const { peerId, folder } = config
  return { configFile, config: { ...config, peerId, folder }, folder: absolute(configFile, folder) }
}

/** One key for each use: what is public of it, and of a key that signs its signer. */
export type TakenKey = Pick<PeerKey, 'use' | 'id' | 'key'> & { signer?: Signer }

export type CeremonyKeys = {
  /** Of the token where the configuration names one there, else of the keystore; made where there is none yet. */
  take: () => TakenKey[]
  has: (use: PeerKey['use'], keyId: string) => boolean
}

/**
 * Opens what holds the private keys of a peer as long as `work` lasts; keys that the configuration names on the token, and that are
 * not there, are made. Throws PlatformError as `openKeystore`, `readPassphrase` and `Pkcs11Token.open`.
 */
export async function withPeerKeys<Result>(
  files: PeerFiles,
  work: (keys: CeremonyKeys) => Result | Promise<Result>,
): Promise<Result> {
  mkdirSync(join(files.folder, 'trust'), { recursive: true, mode: 0o700 })
  const hold = holdKeystore(files.folder)
  const config = toKeysConfig(files)
  const environment = readEnvironment()
  const token = await findToken(config, environment).catch((fault: unknown) => {
    hold.release()
    throw fault
  })
  try {
    if (token) await makeTokenKeys(config, token)
    const keystore = await openConfiguredKeystore(config, { token, environment })
    const inToken = token ? await createTokenSigners(config, token) : []
    return await work({
      take: () =>
        peerKeyUses.map((use) => {
          const own = inToken.find((candidate) => candidate.use === use)
          return own ? toTakenKey(own) : takeFromKeystore(keystore, use)
        }),
      has: (use, keyId) =>
        inToken.some((own) => own.use === use && own.signer.keyId === keyId) ||
        listPeerKeys(keystore, use).some(({ id }) => id === keyId),
    })
  } finally {
    await token?.close()
    hold.release()
  }
}

function toTakenKey({ use, signer }: { use: PeerKey['use']; signer: Signer }): TakenKey {
  return { use, id: signer.keyId, key: signer.publicKey, signer }
}

function takeFromKeystore(keystore: Keystore, use: PeerKey['use']): TakenKey {
  const { id, key, privateKey } = listPeerKeys(keystore, use)[0] ?? createPeerKey(keystore, use)
  const signs = privateKey.asymmetricKeyType === 'ed25519'
  return { use, id, key, ...(signs ? { signer: createSoftwareSigner(privateKey) } : {}) }
}

/** Throws PlatformError CONFIG_INVALID. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new PlatformError('CONFIG_INVALID', `${file} cannot be read as JSON`, {
      cause,
      remedy: 'check the path and its content',
    })
  }
}

/** With whole paths, as a peer that starts has them. */
export function toKeysConfig({
  configFile,
  config,
  folder,
}: PeerFiles): Pick<PeerConfig, 'folder' | 'keystore'> {
  const { passphraseFile, pkcs11 } = config.keystore ?? {}
  const pinFile = pkcs11?.pinFile
  return {
    folder,
    keystore: {
      ...(passphraseFile ? { passphraseFile: absolute(configFile, passphraseFile) } : {}),
      ...(pkcs11
        ? { pkcs11: { ...pkcs11, ...(pinFile ? { pinFile: absolute(configFile, pinFile) } : {}) } }
        : {}),
    },
  }
}

function absolute(configFile: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(configFile), path)
}
