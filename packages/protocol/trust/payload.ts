import { fromUtf8, parseJson, toUtf8 } from '../bytes/index.ts'

/** The bytes that are signed: compact JSON, UTF-8. */
export function toPayload(value: object): Uint8Array {
  return toUtf8(JSON.stringify(value))
}

/**
 * The value of a payload that is compact JSON; undefined for anything else. With white space outside strings, or a name
 * twice, two implementations could read two different lists under one signature.
 */
export function findPayload(payload: Uint8Array): unknown {
  try {
    const text = fromUtf8(payload)
    const value: unknown = text === undefined ? undefined : parseJson(text)
    return JSON.stringify(value) === text ? value : undefined
  } catch {
    return undefined
  }
}
