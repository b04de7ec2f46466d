import { createHash, timingSafeEqual } from 'node:crypto'

/** Crockford's base 32: no letter looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Sixteen characters of 80 random bits, in groups of four. */
export function toCode(random: Uint8Array): string {
  const characters = [...random.subarray(0, 16)].map((byte) => alphabet[byte % 32] ?? '0').join('')
  return characters.replace(/.{4}(?=.)/g, '$&-')
}

/** Of the code as it was meant, however it was written down. */
export function codeHash(code: string): Buffer {
  const meant = code.toUpperCase().replaceAll(/[ -]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return createHash('sha256').update(`isthmus passkey code 1\n${meant}`).digest()
}

export function isInvited(
  invitation: { codeHash: Buffer; expiresAt: Date } | undefined,
  { code, now }: { code: string; now: Date },
): boolean {
  if (!invitation || invitation.expiresAt <= now) return false
  return timingSafeEqual(codeHash(code), invitation.codeHash)
}
