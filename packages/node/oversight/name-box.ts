import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const cipher = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

/** The name of an officer, sealed for the database: IV, tag, text; the officer's id is authenticated with it. */
export function sealName(key: Buffer, { officerId, name }: { officerId: string; name: string }): Buffer {
  const iv = randomBytes(ivBytes)
  const sealing = createCipheriv(cipher, key, iv).setAAD(Buffer.from(officerId))
  const text = Buffer.concat([sealing.update(name, 'utf8'), sealing.final()])
  return Buffer.concat([iv, sealing.getAuthTag(), text])
}

/** Undefined when it was sealed under another key or for another officer. */
export function findName(
  key: Buffer,
  { officerId, sealed }: { officerId: string; sealed: Buffer },
): string | undefined {
  try {
    const opening = createDecipheriv(cipher, key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(officerId))
      .setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
    return Buffer.concat([opening.update(sealed.subarray(ivBytes + tagBytes)), opening.final()]).toString(
      'utf8',
    )
  } catch {
    return undefined
  }
}
