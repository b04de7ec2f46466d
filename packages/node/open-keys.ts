import type { PeerConfig } from '@isthmus/contract'
import {
  type Environment,
  holdKeystore,
  type Keystore,
  type Logger,
  openKeystore,
  openTokenKeystore,
  Pkcs11Token,
  readPassphrase,
  readPin,
  type Signer,
  takeOverSecrets,
  toTokenLock,
} from './platform/index.ts'
import { type OwnKeys, toOwnKeys } from './trust/index.ts'

export type KeysConfig = Pick<PeerConfig, 'folder' | 'keystore'>

export type OpenedKeys = {
  keystore: Keystore
  /** Of the keystore and of the token. */
  ownKeys: OwnKeys
  close: () => Promise<void>
}

export type TokenSigner = { use: 'signing' | 'log' | 'witness'; signer: Signer }

/** Opens the keystore and the token of this peer, and holds both until `close`. Throws PlatformError, with what to do. */
export async function openKeys(
  config: KeysConfig,
  { environment, logger }: { environment: Environment; logger: Logger },
): Promise<OpenedKeys> {
  const hold = holdKeystore(config.folder)
  let token: Pkcs11Token | undefined
  try {
    token = await findToken(config, environment)
    const keystore = await openConfiguredKeystore(config, { token, environment })
    const files = takeOverSecrets(config.folder, keystore)
    if (files.length > 0) logger.info({ files }, 'plain secrets were taken into the keystore')
    const ownKeys = toAllKeys(keystore, token ? await createTokenSigners(config, token) : [])
    const close = async (): Promise<void> => {
      await token?.close()
      hold.release()
    }
    return { keystore, ownKeys, close }
  } catch (fault) {
    await token?.close()
    hold.release()
    throw fault
  }
}

/** The token that the configuration names, logged in. Throws PlatformError TOKEN_*, PASSPHRASE_MISSING without a PIN. */
export async function findToken(
  { folder, keystore }: KeysConfig,
  environment: Environment,
): Promise<Pkcs11Token | undefined> {
  const named = keystore?.pkcs11
  if (!named) return undefined
  const pin = readPin(named.pinFile, environment)
  return Pkcs11Token.open({ ...named, pin, lockFile: toTokenLock(folder) })
}

/** Throws PlatformError as `openKeystore`, `openTokenKeystore` and `readPassphrase`. */
export async function openConfiguredKeystore(
  config: KeysConfig,
  { token, environment }: { token: Pkcs11Token | undefined; environment: Environment },
): Promise<Keystore> {
  const keyLabel = config.keystore?.pkcs11?.keystoreKeyLabel
  if (!token || !keyLabel)
    return openKeystore({ folder: config.folder, passphrase: readPassphrase(config, environment) })
  return openTokenKeystore(config.folder, {
    keyLabel,
    authenticate: (label, data) => token.authenticate(label, data),
  })
}

/** One for each key in the token that the configuration names. Throws PlatformError TOKEN_KEY_NOT_FOUND. */
export async function createTokenSigners(
  { keystore }: KeysConfig,
  token: Pkcs11Token,
): Promise<TokenSigner[]> {
  const signers: TokenSigner[] = []
  for (const { use, keyLabel } of keystore?.pkcs11?.signers ?? [])
    signers.push({ use, signer: await token.createSigner(keyLabel) })
  return signers
}

function toAllKeys(keystore: Keystore, signers: readonly TokenSigner[]): OwnKeys {
  const inKeystore = toOwnKeys(keystore)
  return {
    ...inKeystore,
    findSigner: (use, keyId) =>
      signers.find((own) => own.use === use && own.signer.keyId === keyId)?.signer ??
      inKeystore.findSigner(use, keyId),
    listTokenSigners: (use) => signers.filter((own) => own.use === use).map(({ signer }) => signer),
  }
}
