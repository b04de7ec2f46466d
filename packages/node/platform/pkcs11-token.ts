import { PlatformError } from './error.ts'
import { type Signer, toKeyId } from './signer.ts'
import type { TokenCall, TokenOptions } from './token-call.ts'
import { TokenProcess } from './token-process.ts'

const defaultLimitMs = 15_000

/**
 * A PKCS #11 token, in a process of its own. When token or process was away, the next signature opens it again; the PIN is then
 * given once, since tokens lock after a few wrong ones.
 */
export class Pkcs11Token {
  readonly #options: TokenOptions
  readonly #limitMs: number
  #process: Promise<TokenProcess> | undefined
  #pid: number | undefined
  #refused: PlatformError | undefined
  #isClosed = false

  private constructor(options: TokenOptions, limitMs: number) {
    this.#options = options
    this.#limitMs = limitMs
  }

  /**
   * @param limitMs how long the module may take for one call
   * @throws PlatformError TOKEN_MODULE_MISSING | TOKEN_NOT_FOUND | TOKEN_PIN_WRONG | TOKEN_LOST | TOKEN_FAILED
   */
  static async open(
    { module, tokenLabel, pin, lockFile }: TokenOptions,
    limitMs = defaultLimitMs,
  ): Promise<Pkcs11Token> {
    const token = new Pkcs11Token({ module, tokenLabel, pin, lockFile }, limitMs)
    await token.#open()
    return token
  }

  /** Of the process that has the module. */
  get pid(): number | undefined {
    return this.#pid
  }

  /** A signer with the Ed25519 key of this label. Throws PlatformError TOKEN_KEY_NOT_FOUND; `sign` throws TOKEN_LOST | TOKEN_FAILED. */
  async createSigner(label: string): Promise<Signer> {
    const publicKey = (await this.#call({ call: 'read-public-key', label })).toString('base64url')
    return {
      keyId: toKeyId(publicKey),
      publicKey,
      sign: (data) =>
        this.#callAgain({ call: 'sign', label, publicKey, data: Buffer.from(data).toString('base64url') }),
    }
  }

  /** HMAC-SHA256 under the secret key of this label. Throws PlatformError TOKEN_KEY_NOT_FOUND | TOKEN_LOST. */
  authenticate(label: string, data: Uint8Array): Promise<Buffer> {
    return this.#call({ call: 'authenticate', label, data: Buffer.from(data).toString('base64url') })
  }

  /** Makes an Ed25519 key that never leaves the token. Throws PlatformError TOKEN_FAILED when the label is taken. */
  async createSigningKey(label: string): Promise<void> {
    await this.#call({ call: 'create-signing-key', label })
  }

  /** Makes a 256-bit secret key for `authenticate` that never leaves the token. Throws PlatformError TOKEN_FAILED when the label is taken. */
  async createSecretKey(label: string): Promise<void> {
    await this.#call({ call: 'create-secret-key', label })
  }

  /** After what was asked before. */
  async close(): Promise<void> {
    this.#isClosed = true
    const current = await this.#process?.catch(() => undefined)
    await current?.close()
  }

  async #callAgain(asked: TokenCall): Promise<Buffer> {
    try {
      return await this.#call(asked)
    } catch (first) {
      if (!isLost(first)) throw toLost(first)
      return await this.#call(asked).catch((second: unknown) => {
        throw toLost(second)
      })
    }
  }

  async #call(asked: TokenCall): Promise<Buffer> {
    const current = this.#open()
    try {
      return await (await current).call(asked)
    } catch (fault) {
      if (isLost(fault) && this.#process === current) {
        this.#process = undefined
        void current.then((process) => process.kill()).catch(() => undefined)
      }
      throw fault
    }
  }

  #open(): Promise<TokenProcess> {
    if (this.#refused) return Promise.reject(this.#refused)
    if (this.#process) return this.#process
    if (this.#isClosed) return Promise.reject(new TypeError('the token was closed'))
    const opening = TokenProcess.start(this.#options, this.#limitMs)
    this.#process = opening
    opening.then(
      (process) => {
        this.#pid = process.pid
      },
      (fault: unknown) => {
        if (this.#process === opening) this.#process = undefined
        if (fault instanceof PlatformError && fault.code === 'TOKEN_PIN_WRONG') this.#refused = fault
      },
    )
    return opening
  }
}

function isLost(fault: unknown): boolean {
  return fault instanceof PlatformError && fault.code === 'TOKEN_LOST'
}

function toLost(fault: unknown): unknown {
  if (!(fault instanceof PlatformError) || fault.code === 'TOKEN_FAILED' || fault.code === 'TOKEN_LOST')
    return fault
  const remedy =
    fault.code === 'TOKEN_PIN_WRONG'
      ? 'write the right PIN, and start the peer again'
      : 'connect it again; the next signature tries anew'
  return new PlatformError(
    'TOKEN_LOST',
    `the PKCS #11 token was lost and does not come back: ${fault.message}`,
    { cause: fault, remedy },
  )
}
