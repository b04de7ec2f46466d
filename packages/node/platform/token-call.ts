import { PlatformError, type PlatformErrorCode } from './error.ts'

export type TokenOptions = {
  /** Absolute path of the PKCS #11 module. */
  module: string
  /** CKA_LABEL of the token. */
  tokenLabel: string
  pin: string
  /** Processes that log in to this token do so one after another; of two at once SoftHSM 2.6 may lose the token with all its keys. */
  lockFile: string
}

/** What is asked of the process that has the module; bytes are base64url. */
export type TokenCall =
  | ({ call: 'open' } & TokenOptions)
  | { call: 'read-public-key'; label: string }
  | { call: 'sign'; label: string; publicKey: string; data: string }
  | { call: 'authenticate'; label: string; data: string }
  | { call: 'create-signing-key' | 'create-secret-key'; label: string }
  | { call: 'close' }

export type TokenRequest = { id: number; asked: TokenCall }

type TokenFault = { code: PlatformErrorCode; message: string; remedy?: string }

export type TokenAnswer = { id: number; bytes: string } | { id: number; fault: TokenFault }

const codes: ReadonlySet<PlatformErrorCode> = new Set([
  'TOKEN_FAILED',
  'TOKEN_KEY_NOT_FOUND',
  'TOKEN_LOST',
  'TOKEN_MODULE_MISSING',
  'TOKEN_NOT_FOUND',
  'TOKEN_PIN_WRONG',
])
const longestAnswer = 1024

/** What came from a process in which code of the token's maker runs. Throws PlatformError TOKEN_FAILED. */
export function parseTokenAnswer(message: unknown): { id: number; outcome: Buffer | PlatformError } {
  if (!isRecord(message) || typeof message.id !== 'number') throw unreadable()
  const { id, bytes, fault } = message
  if (typeof bytes === 'string' && bytes.length <= longestAnswer)
    return { id, outcome: Buffer.from(bytes, 'base64url') }
  if (isRecord(fault) && isCode(fault.code) && isShort(fault.message)) {
    const remedy = isShort(fault.remedy) ? { remedy: fault.remedy } : {}
    return { id, outcome: new PlatformError(fault.code, fault.message, remedy) }
  }
  throw unreadable()
}

/** A fault as it crosses to the peer; of an unforeseen one only its name, since its message may quote the PIN. */
export function toTokenFault(fault: unknown): TokenFault {
  if (fault instanceof PlatformError) {
    const { code, message, remedy } = fault
    return { code, message, ...(remedy ? { remedy } : {}) }
  }
  const name = fault instanceof Error ? fault.name : typeof fault
  return {
    code: 'TOKEN_FAILED',
    message: `the PKCS #11 module could not be called (${name})`,
    remedy: 'compare the module and its version with the manual of the token',
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isCode(value: unknown): value is PlatformErrorCode {
  return [...codes].some((code) => code === value)
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestAnswer
}

function unreadable(): PlatformError {
  return new PlatformError(
    'TOKEN_FAILED',
    'the process with the PKCS #11 module answered what cannot be read',
    {
      remedy: 'compare the module and its version with the manual of the token',
    },
  )
}
