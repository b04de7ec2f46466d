/** Every error this peer throws on purpose. `code` is stable; `message` is for operators and holds no personal data. */
export abstract class NodeError<Code extends string> extends Error {
  readonly code: Code
  /** What the person who sees it can do. */
  readonly remedy: string | undefined

  constructor(code: Code, message: string, options?: ErrorOptions & { remedy?: string }) {
    super(message, options)
    this.code = code
    this.remedy = options?.remedy
  }
}

/** Where a fault happened, without its message: that may quote the value over which it stumbled. */
export function framesOf(fault: Error): string {
  const lines = fault.stack?.split('\n') ?? []
  return lines.filter((line) => /^ {4}at /.test(line)).join('\n')
}

export type PlatformErrorCode =
  | 'CONFIG_INVALID'
  | 'KEYSTORE_DAMAGED'
  | 'PASSPHRASE_MISSING'
  | 'PASSPHRASE_WRONG'
  | 'DATABASE_UNREACHABLE'
  | 'DATABASE_TOO_OLD'
  | 'MIGRATION_FAILED'
  | 'PORT_TAKEN'
  | 'DISK_FULL'
  | 'STORE_FAILED'
  | 'STORE_HELD'
  | 'STORE_WRONG_VERSION'
  | 'TOKEN_FAILED'
  | 'TOKEN_KEY_NOT_FOUND'
  | 'TOKEN_LOST'
  | 'TOKEN_MODULE_MISSING'
  | 'TOKEN_NOT_FOUND'
  | 'TOKEN_PIN_WRONG'

export class PlatformError extends NodeError<PlatformErrorCode> {
  override name = 'PlatformError'
}
