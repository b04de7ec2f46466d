import { PlatformError } from './error.ts'
import { Pkcs11Token, type TokenOptions } from './pkcs11-token.ts'
import type { Signer } from './signer.ts'

export type Pkcs11SignerOptions = TokenOptions & {
  /** CKA_LABEL of the key pair. */
  keyLabel: string
}

export type Pkcs11Signer = Signer & { close(): Promise<void> }

/**
 * Signs with an Ed25519 key in a PKCS #11 token (CKM_EDDSA). When the token was away, the next signature opens it again.
 *
 * @throws PlatformError TOKEN_MODULE_MISSING | TOKEN_NOT_FOUND | TOKEN_PIN_WRONG | TOKEN_KEY_NOT_FOUND | TOKEN_FAILED;
 * `sign` throws TOKEN_LOST
 */
export async function createPkcs11Signer(options: Pkcs11SignerOptions): Promise<Pkcs11Signer> {
  const connection = new Connection(options)
  const { keyId, publicKey } = await connection.open()
  return {
    keyId,
    publicKey,
    sign: async (data) => {
      const signer = await connection.open().catch((fault: unknown) => {
        throw toLost(fault)
      })
      try {
        return await signer.sign(data)
      } catch (fault) {
        if (!isLost(fault)) throw fault
        return (await connection.openAnew(signer, fault)).sign(data)
      }
    },
    close: () => connection.close(),
  }
}

/** The session in use; of many signatures that miss it at once, the first opens the next one for all. */
class Connection {
  readonly #options: Pkcs11SignerOptions
  #current: Promise<{ token: Pkcs11Token; signer: Signer }> | undefined

  constructor(options: Pkcs11SignerOptions) {
    this.#options = options
  }

  async open(): Promise<Signer> {
    this.#current ??= this.#connect()
    try {
      return (await this.#current).signer
    } catch (fault) {
      this.#current = undefined
      throw fault
    }
  }

  async openAnew(lost: Signer, cause: PlatformError): Promise<Signer> {
    const current = await this.#current
    if (current?.signer === lost) {
      this.#current = undefined
      await current.token.close()
    }
    const fresh = await this.open().catch((fault: unknown) => {
      throw toLost(fault, cause)
    })
    if (fresh.publicKey === lost.publicKey) return fresh
    throw toLost(undefined, cause)
  }

  async close(): Promise<void> {
    const current = await this.#current?.catch(() => undefined)
    this.#current = undefined
    await current?.token.close()
  }

  async #connect(): Promise<{ token: Pkcs11Token; signer: Signer }> {
    const token = await Pkcs11Token.open(this.#options)
    try {
      return { token, signer: token.createSigner(this.#options.keyLabel) }
    } catch (fault) {
      await token.close()
      throw fault
    }
  }
}

function isLost(fault: unknown): fault is PlatformError {
  return fault instanceof PlatformError && fault.code === 'TOKEN_LOST'
}

function toLost(fault: unknown, cause = fault): PlatformError {
  const why = fault instanceof PlatformError ? fault.message : 'another key lies there under this label'
  return new PlatformError('TOKEN_LOST', `the PKCS #11 token was lost and does not come back: ${why}`, {
    cause,
    remedy: 'connect it again; the next signature tries anew',
  })
}
