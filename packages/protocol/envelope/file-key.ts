import { arrayOf, suite } from './suite.ts'

/** From whom to whom, and for which file: a sealed key opens for nothing else. */
export type FileKeyPlace = { from: string; to: string; attachmentId: string }

/** Base64url. */
export type EncapsulatedFileKey = { encapsulatedKey: string; sealed: string }

function infoOf({ from, to }: FileKeyPlace): ArrayBuffer {
  return arrayOf(Buffer.from(`isthmus attachment key 2\n${from}\n${to}`, 'utf8'))
}

function associatedOf({ attachmentId }: FileKeyPlace): ArrayBuffer {
  return arrayOf(Buffer.from(attachmentId, 'utf8'))
}

/** HPKE single-shot, base mode (RFC 9180, section 6.1; docs/protocol.md, section 11). */
export async function sealFileKey(
  place: FileKeyPlace,
  { key, sealingKey }: { key: Uint8Array; sealingKey: CryptoKey },
): Promise<EncapsulatedFileKey> {
  const context = await suite.createSenderContext({ recipientPublicKey: sealingKey, info: infoOf(place) })
  const sealed = await context.seal(arrayOf(key), associatedOf(place))
  return { encapsulatedKey: toText(context.enc), sealed: toText(sealed) }
}

/** Throws what the suite throws when it does not open here. */
export async function openFileKey(
  place: FileKeyPlace,
  { encapsulatedKey, sealed, openingKey }: EncapsulatedFileKey & { openingKey: CryptoKey },
): Promise<Buffer> {
  const context = await suite.createRecipientContext({
    recipientKey: openingKey,
    enc: arrayOf(Buffer.from(encapsulatedKey, 'base64url')),
    info: infoOf(place),
  })
  return Buffer.from(await context.open(arrayOf(Buffer.from(sealed, 'base64url')), associatedOf(place)))
}

function toText(bytes: ArrayBuffer): string {
  return Buffer.from(bytes).toString('base64url')
}
