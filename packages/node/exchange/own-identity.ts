import type { Clock, Logger } from '../platform/index.ts'
import { type OwnKeys, type Trust, TrustError } from '../trust/index.ts'
import { createTlsIdentity, renewedBeforeMs, type TlsIdentity, toValidity } from './tls-certificate.ts'

export type OwnIdentityParts = {
  trust: Trust
  ownKeys: Pick<OwnKeys, 'findPrivateKey'>
  clock: Clock
  logger: Pick<Logger, 'error' | 'info'>
}

const looksEveryMs = 60 * 60_000

/** Others must have had time to learn of a new key before it is shown to them. */
const settlesAfterMs = 90_000

/** What this peer shows in TLS: renewed before it expires, and when the trust list names a new key. */
export class OwnIdentity {
  readonly #parts: OwnIdentityParts
  readonly #listeners = new Set<(identity: TlsIdentity) => void>()
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #endWatch: () => void
  #current: TlsIdentity

  /** Throws TrustError KEY_MISSING when this peer holds no TLS key of the trust list that is good. */
  constructor(parts: OwnIdentityParts) {
    this.#parts = parts
    this.#current = createIdentity(parts)
    this.#timers.add(setInterval(() => this.refresh(), looksEveryMs).unref())
    this.#endWatch = parts.trust.onChange(() => this.#followList())
  }

  get current(): TlsIdentity {
    return this.#current
  }

  /** Calls the listener with each new identity. */
  onChange(listener: (identity: TlsIdentity) => void): void {
    this.#listeners.add(listener)
  }

  /** Makes a new certificate when the present one ends soon, or another key is to be shown. Never throws. */
  refresh(): void {
    const { clock, logger } = this.#parts
    try {
      const isOfNewest = findOwnKey(this.#parts)?.id === this.#current.keyId
      const isFresh = this.#current.expiresAt.getTime() - clock().getTime() > renewedBeforeMs
      if (isOfNewest && isFresh) return
      this.#current = createIdentity(this.#parts)
      logger.info({ key: this.#current.keyId }, 'this peer shows a new TLS certificate')
      for (const listener of this.#listeners) listener(this.#current)
    } catch (fault) {
      const code = fault instanceof TrustError ? fault.code : 'FAULT'
      logger.error({ code }, 'the TLS certificate of this peer could not be renewed')
    }
  }

  close(): void {
    this.#endWatch()
    for (const timer of this.#timers) clearTimeout(timer)
  }

  #followList(): void {
    const { trust, clock } = this.#parts
    const isStillGood = trust.findKey(trust.self.id, 'tls', this.#current.keyId, clock()) !== undefined
    if (!isStillGood) this.refresh()
    else this.#timers.add(setTimeout(() => this.refresh(), settlesAfterMs).unref())
  }
}

function createIdentity(parts: OwnIdentityParts): TlsIdentity {
  const key = findOwnKey(parts)
  const { id } = parts.trust.self
  if (key) return createTlsIdentity(key, { name: id, validity: toValidity(parts.clock()) })
  throw new TrustError(
    'KEY_MISSING',
    `${id} has no private key for TLS that the trust list has and is good`,
    {
      remedy:
        'restore the keystore from the backup, or have the operators list a new key (isthmus trust rotate)',
    },
  )
}

function findOwnKey({ trust, ownKeys, clock }: OwnIdentityParts) {
  for (const { id } of trust.listKeys(trust.self.id, 'tls', clock())) {
    const privateKey = ownKeys.findPrivateKey('tls', id)
    if (privateKey) return { id, privateKey }
  }
  return undefined
}
