import type { PeerConfig } from '@isthmus/contract'
import {
  createPkcs11Signer,
  type Environment,
  type Keystore,
  type Logger,
  openKeystore,
  openTokenKeystore,
  type Pkcs11Signer,
  Pkcs11Token,
  readPassphrase,
  readPin,
  takeOverSecrets,
} from './platform/index.ts'
import { type OwnKeys, toOwnKeys } from './trust/index.ts'

export type OpenedKeys = {
  keystore: Keystore
  /** Of the keystore and of the token. */
  ownKeys: OwnKeys
  close: () => Promise<void>
}

type TokenConfig = NonNullable<NonNullable<PeerConfig['keystore']>['pkcs11']>
type TokenSigner = { use: 'signing' | 'log' | 'witness'; signer: Pkcs11Signer }

/** Opens the keystore and the token of this peer. Throws PlatformError, with what to do. */
export async function openKeys(
  config: PeerConfig,
  { environment, logger }: { environment: Environment; logger: Logger },
): Promise<OpenedKeys> {
  const token = config.keystore?.pkcs11
  const keystore = token?.keystoreKeyLabel
    ? await openWithToken(config.folder, { token, keyLabel: token.keystoreKeyLabel, environment })
    : openKeystore({ folder: config.folder, passphrase: readPassphrase(config, environment) })
  const files = takeOverSecrets(config.folder, keystore)
  if (files.length > 0) logger.info({ files }, 'plain secrets were taken into the keystore')
  const signers = token ? await openSigners(token, environment) : []
  const inKeystore = toOwnKeys(keystore)
  return {
    keystore,
    ownKeys: {
      ...inKeystore,
      findSigner: (use, keyId) =>
        signers.find((own) => own.use === use && own.signer.keyId === keyId)?.signer ??
        inKeystore.findSigner(use, keyId),
      listTokenSigners: (use) => signers.filter((own) => own.use === use).map(({ signer }) => signer),
    },
    close: async () => {
      await Promise.all(signers.map(({ signer }) => signer.close()))
    },
  }
}

async function openWithToken(
  folder: string,
  { token, keyLabel, environment }: { token: TokenConfig; keyLabel: string; environment: Environment },
): Promise<Keystore> {
  const session = await Pkcs11Token.open({ ...token, pin: readPin(token.pinFile, environment) })
  try {
    return await openTokenKeystore(folder, {
      keyLabel,
      authenticate: (label, data) => session.authenticate(label, data),
    })
  } finally {
    await session.close()
  }
}

async function openSigners(token: TokenConfig, environment: Environment): Promise<TokenSigner[]> {
  const opened: TokenSigner[] = []
  try {
    for (const { use, keyLabel } of token.signers ?? []) {
      const pin = readPin(token.pinFile, environment)
      opened.push({ use, signer: await createPkcs11Signer({ ...token, pin, keyLabel }) })
    }
    return opened
  } catch (fault) {
    await Promise.all(opened.map(({ signer }) => signer.close()))
    throw fault
  }
}
