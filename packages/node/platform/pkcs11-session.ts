import { PlatformError } from './error.ts'
import { Pkcs11Module } from './pkcs11-module.ts'
import type { TokenOptions } from './token-call.ts'

type Attribute = { type: number; pValue: Buffer | null; ulValueLen: number }

const attributes = {
  class: 0x00,
  token: 0x01,
  private: 0x02,
  label: 0x03,
  keyType: 0x100,
  sensitive: 0x103,
  sign: 0x108,
  verify: 0x10a,
  valueLength: 0x161,
  extractable: 0x162,
  ecParameters: 0x180,
  ecPoint: 0x181,
} as const

const objectClasses = { publicKey: 2, privateKey: 3, secretKey: 4 } as const
const keyTypes = { genericSecret: 0x10, edwards: 0x40 } as const
const mechanisms = { eddsa: 0x1057, edwardsKeyPair: 0x1055, hmacSha256: 0x251, genericSecret: 0x350 } as const

/** id-Ed25519 (RFC 8410), as DER. */
const ed25519 = Buffer.from('06032b6570', 'hex')
const serialSession = 4
const writableSession = 2
const ownerLogin = 1
const longestPoint = 256
const mostSlots = 256

type SigningKey = { handle: number; publicKey: Buffer }

/** One session with one PKCS #11 token, logged in, in the process that has loaded the module. */
export class Pkcs11Session {
  readonly #module: Pkcs11Module
  readonly #session: number
  readonly #signingKeys = new Map<string, SigningKey>()
  readonly #secretKeys = new Map<string, number>()

  private constructor(module: Pkcs11Module, session: number) {
    this.#module = module
    this.#session = session
  }

  /** Throws PlatformError TOKEN_MODULE_MISSING | TOKEN_NOT_FOUND | TOKEN_PIN_WRONG | TOKEN_LOST | TOKEN_FAILED. */
  static async open({ module: file, tokenLabel, pin }: TokenOptions): Promise<Pkcs11Session> {
    const module = await Pkcs11Module.load(file)
    const slot = findSlot(module, tokenLabel)
    if (slot === undefined) {
      throw new PlatformError('TOKEN_NOT_FOUND', `no PKCS #11 token is called ${tokenLabel}`, {
        remedy: 'connect it, or correct keystore.pkcs11.tokenLabel in the configuration',
      })
    }
    const handle = module.ulong()
    module.call('C_OpenSession', slot, serialSession | writableSession, null, null, handle)
    const session = module.readUlong(handle)
    const secret = Buffer.from(pin, 'utf8')
    module.call('C_Login', session, ownerLogin, secret, secret.length)
    return new Pkcs11Session(module, session)
  }

  /** The raw Ed25519 key of this label, 32 bytes. Throws PlatformError TOKEN_KEY_NOT_FOUND. */
  readPublicKey(label: string): Buffer {
    return this.#getSigningKey(label).publicKey
  }

  /** Ed25519 (CKM_EDDSA). Throws PlatformError TOKEN_KEY_NOT_FOUND, TOKEN_LOST when another key lies there now. */
  sign(label: string, { publicKey, data }: { publicKey: Buffer; data: Buffer }): Buffer {
    const key = this.#getSigningKey(label)
    if (key.publicKey.equals(publicKey))
      return this.#sign({ mechanism: mechanisms.eddsa, key: key.handle, length: 64 }, data)
    throw new PlatformError('TOKEN_LOST', `another key lies in the PKCS #11 token under the label ${label}`, {
      remedy: 'connect the token with the former key; a new key comes with isthmus trust rotate',
    })
  }

  /** HMAC-SHA256 under the secret key of this label. Throws PlatformError TOKEN_KEY_NOT_FOUND. */
  authenticate(label: string, data: Buffer): Buffer {
    const key = this.#secretKeys.get(label) ?? this.#getKey(label, 'secretKey')
    this.#secretKeys.set(label, key)
    return this.#sign({ mechanism: mechanisms.hmacSha256, key, length: 32 }, data)
  }

  /** Makes an Ed25519 key that never leaves the token. Throws PlatformError TOKEN_FAILED when the label is taken. */
  createSigningKey(label: string): void {
    this.#assertFree(label, 'privateKey')
    const shared = [this.#flag('token', true), this.#text('label', label)]
    const forPublic = [...shared, this.#flag('verify', true), toAttribute('ecParameters', ed25519)]
    const forPrivate = [
      ...shared,
      this.#flag('sign', true),
      this.#flag('private', true),
      this.#flag('sensitive', true),
      this.#flag('extractable', false),
    ]
    const [publicKey, privateKey] = [this.#module.ulong(), this.#module.ulong()]
    const mechanism = toMechanism(mechanisms.edwardsKeyPair)
    const templates = [forPublic, forPublic.length, forPrivate, forPrivate.length]
    this.#module.call('C_GenerateKeyPair', this.#session, mechanism, ...templates, publicKey, privateKey)
  }

  /** Makes a 256-bit secret key for `authenticate` that never leaves the token. Throws PlatformError TOKEN_FAILED when the label is taken. */
  createSecretKey(label: string): void {
    this.#assertFree(label, 'secretKey')
    const template = [
      this.#flag('token', true),
      this.#text('label', label),
      this.#number('keyType', keyTypes.genericSecret),
      this.#number('valueLength', 32),
      this.#flag('sign', true),
      this.#flag('private', true),
      this.#flag('sensitive', true),
      this.#flag('extractable', false),
    ]
    const mechanism = toMechanism(mechanisms.genericSecret)
    this.#module.call(
      'C_GenerateKey',
      this.#session,
      mechanism,
      template,
      template.length,
      this.#module.ulong(),
    )
  }

  close(): void {
    this.#module.code('C_CloseSession', this.#session)
    this.#module.code('C_Finalize', null)
  }

  #sign(
    { mechanism, key, length }: { mechanism: number; key: number; length: number },
    data: Buffer,
  ): Buffer {
    const signature = Buffer.alloc(length)
    this.#module.call('C_SignInit', this.#session, toMechanism(mechanism), key)
    // No module takes a null pointer, which an empty buffer would be.
    const input = data.length === 0 ? Buffer.alloc(1) : data
    this.#module.call('C_Sign', this.#session, input, data.length, signature, this.#module.ulong(length))
    return signature
  }

  #getSigningKey(label: string): SigningKey {
    const known = this.#signingKeys.get(label)
    if (known) return known
    const handle = this.#getKey(label, 'privateKey')
    const key = { handle, publicKey: this.#readPoint(this.#getKey(label, 'publicKey')) }
    this.#signingKeys.set(label, key)
    return key
  }

  #getKey(label: string, kind: keyof typeof objectClasses): number {
    const [key, ...others] = this.#findKeys(label, kind)
    if (key !== undefined && others.length === 0) return key
    const what = key === undefined ? 'has no' : 'has more than one'
    throw new PlatformError(
      'TOKEN_KEY_NOT_FOUND',
      `the PKCS #11 token ${what} ${spoken[kind]} called ${label}`,
      {
        remedy: 'make it there, or correct its label in the configuration',
      },
    )
  }

  #assertFree(label: string, kind: 'privateKey' | 'secretKey'): void {
    if (this.#findKeys(label, kind).length === 0) return
    throw new PlatformError(
      'TOKEN_FAILED',
      `the PKCS #11 token has a ${spoken[kind]} called ${label} already`,
      {
        remedy: 'use that one, or choose another label',
      },
    )
  }

  #findKeys(label: string, kind: keyof typeof objectClasses): number[] {
    const module = this.#module
    const template = [
      this.#number('class', objectClasses[kind]),
      this.#text('label', label),
      ...(kind === 'secretKey' ? [] : [this.#number('keyType', keyTypes.edwards)]),
    ]
    const [found, count] = [Buffer.alloc(2 * module.ulongBytes), module.ulong()]
    module.call('C_FindObjectsInit', this.#session, template, template.length)
    try {
      module.call('C_FindObjects', this.#session, found, 2, count)
    } finally {
      module.code('C_FindObjectsFinal', this.#session)
    }
    return Array.from({ length: module.readUlong(count) }, (_, index) => module.readUlong(found, index))
  }

  /** CKA_EC_POINT: the raw key, in most tokens within a DER octet string. */
  #readPoint(key: number): Buffer {
    const value = Buffer.alloc(longestPoint)
    const template = [toAttribute('ecPoint', value)]
    this.#module.call('C_GetAttributeValue', this.#session, key, template, 1)
    const isWrapped = value[0] === 0x04 && value[1] === 0x20
    return isWrapped ? value.subarray(2, 34) : value.subarray(0, 32)
  }

  #flag(name: keyof typeof attributes, value: boolean): Attribute {
    return toAttribute(name, Buffer.from([value ? 1 : 0]))
  }

  #text(name: keyof typeof attributes, value: string): Attribute {
    return toAttribute(name, Buffer.from(value, 'utf8'))
  }

  #number(name: keyof typeof attributes, value: number): Attribute {
    return toAttribute(name, this.#module.ulong(value))
  }
}

const spoken = { publicKey: 'public Ed25519 key', privateKey: 'private Ed25519 key', secretKey: 'secret key' }

function toAttribute(name: keyof typeof attributes, value: Buffer): Attribute {
  return { type: attributes[name], pValue: value, ulValueLen: value.length }
}

function toMechanism(mechanism: number): { mechanism: number; pParameter: null; ulParameterLen: number } {
  return { mechanism, pParameter: null, ulParameterLen: 0 }
}

function findSlot(module: Pkcs11Module, tokenLabel: string): number | undefined {
  const slots = Buffer.alloc(mostSlots * module.ulongBytes)
  const count = module.ulong(mostSlots)
  if (module.code('C_GetSlotList', 1, slots, count) !== 0) return undefined
  return Array.from({ length: module.readUlong(count) }, (_, index) => module.readUlong(slots, index)).find(
    (slot) => readLabel(module, slot) === tokenLabel,
  )
}

/** CK_TOKEN_INFO begins with the label: 32 bytes, padded with blanks. */
function readLabel(module: Pkcs11Module, slot: number): string | undefined {
  const info = Buffer.alloc(512)
  if (module.code('C_GetTokenInfo', slot, info) !== 0) return undefined
  return info.subarray(0, 32).toString('utf8').trimEnd()
}
