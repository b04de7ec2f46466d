import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { PlatformError } from './error.ts'
import { parseTokenAnswer, type TokenCall, type TokenOptions } from './token-call.ts'

const driverFile = join(import.meta.dirname, 'pkcs11-driver.ts')

/** A process of its own that has loaded the PKCS #11 module and is logged in to the token. */
export class TokenProcess {
  readonly #child: ChildProcess
  readonly #limitMs: number
  readonly #waiting = new Map<number, PromiseWithResolvers<Buffer>>()
  readonly #ended: Promise<void>
  #lastId = 0
  #timer: NodeJS.Timeout | undefined
  #fault: PlatformError | undefined

  private constructor(limitMs: number) {
    this.#limitMs = limitMs
    this.#child = fork(driverFile, {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: toDriverEnvironment(process.env),
      // Modules write traces there, some with the PIN.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#child.on('message', (message) => this.#hear(message))
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#ended = promise
    const onEnd = (how: string): void => {
      this.#fail(lost(`its process ended (${how})`))
      resolve()
    }
    this.#child.once('error', (fault) => onEnd(fault.name))
    this.#child.once('exit', (code, signal) => onEnd(signal ?? `code ${code}`))
    this.#rest()
  }

  /**
   * @param limitMs how long the module may take for one call before its process is ended
   * @throws PlatformError TOKEN_MODULE_MISSING | TOKEN_NOT_FOUND | TOKEN_PIN_WRONG | TOKEN_LOST | TOKEN_FAILED
   */
  static async start(options: TokenOptions, limitMs: number): Promise<TokenProcess> {
    const started = new TokenProcess(limitMs)
    try {
      await started.call({ call: 'open', ...options })
      return started
    } catch (fault) {
      started.kill()
      throw fault
    }
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Calls are answered in their order. Throws PlatformError, TOKEN_LOST when the process ended or took too long. */
  call(asked: TokenCall): Promise<Buffer> {
    if (this.#fault) return Promise.reject(this.#fault)
    const answer = Promise.withResolvers<Buffer>()
    this.#lastId += 1
    this.#waiting.set(this.#lastId, answer)
    if (this.#waiting.size === 1) this.#watch()
    this.#child.send({ id: this.#lastId, asked }, (fault) => {
      if (fault) this.kill()
    })
    return answer.promise
  }

  /** After what was asked before. */
  async close(): Promise<void> {
    await this.call({ call: 'close' }).catch(() => undefined)
    this.kill()
    this.#child.ref()
    await this.#ended
  }

  kill(): void {
    this.#fail(lost('its process was ended'))
    this.#child.kill('SIGKILL')
  }

  #hear(message: unknown): void {
    try {
      const { id, outcome } = parseTokenAnswer(message)
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (outcome instanceof PlatformError) waiting?.reject(outcome)
      else waiting?.resolve(outcome)
    } catch (fault) {
      if (fault instanceof PlatformError) this.#fail(fault)
      this.#child.kill('SIGKILL')
    }
    if (this.#waiting.size === 0) this.#rest()
    else this.#watch()
  }

  #fail(fault: PlatformError): void {
    this.#fault ??= fault
    for (const { reject } of this.#waiting.values()) reject(this.#fault)
    this.#waiting.clear()
    this.#rest()
  }

  /** A module that hangs is noticed by the call that it holds up. */
  #watch(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#fail(lost(`its module gave no answer within ${this.#limitMs} ms`))
      this.#child.kill('SIGKILL')
    }, this.#limitMs)
    this.#child.ref()
    this.#child.channel?.ref()
  }

  /** Without work it keeps no process from ending. */
  #rest(): void {
    clearTimeout(this.#timer)
    this.#child.unref()
    this.#child.channel?.unref()
  }
}

/** Modules read variables of their own; what opens the keystore or the database is not for them. */
function toDriverEnvironment(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isOurs = (name: string): boolean =>
    /^(ISTHMUS_|PG|NODE_)/.test(name) || name === 'DATABASE_URL' || name === 'CREDENTIALS_DIRECTORY'
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !isOurs(name)))
}

function lost(why: string): PlatformError {
  return new PlatformError('TOKEN_LOST', `the PKCS #11 token does not answer: ${why}`, {
    remedy:
      'the next signature tries anew; when it happens often, ask the maker of the token for a newer module',
  })
}
