import type { AttachmentManifest } from '@isthmus/contract'
import { importOpeningKey, importSealingKey, openFileKey, sealFileKey } from '@isthmus/protocol/envelope'
import type { Trust } from '../trust/index.ts'
import { ExchangeError } from './errors.ts'

type SealedKey = AttachmentManifest['sealedKey']
type KeyTrust = Pick<Trust, 'currentKey' | 'sealingKeyOf' | 'self'>

/**
 * The key of a file, for its receiver alone: the manifest can then be shown as evidence. Throws ExchangeError PEER_UNKNOWN for
 * a receiver without a good sealing key.
 */
export async function sealKeyTo(
  trust: KeyTrust,
  { to, attachmentId }: { to: string; attachmentId: string },
  key: Buffer,
): Promise<SealedKey> {
  const listed = trust.currentKey(to, 'sealing')
  if (!listed) throw new ExchangeError('PEER_UNKNOWN', `${to} has no sealing key in the trust list`)
  const sealed = await sealFileKey(
    { from: trust.self.id, to, attachmentId },
    { key, sealingKey: await importSealingKey(listed.raw) },
  )
  return { sealingKeyId: listed.id, ...sealed }
}

/** Throws ExchangeError MESSAGE_REFUSED when it is not sealed to this peer, or for another file. */
export async function openKeyOf(
  trust: KeyTrust,
  { from, attachmentId }: { from: string; attachmentId: string },
  { sealingKeyId, ...sealed }: SealedKey,
): Promise<Buffer> {
  const raw = trust.sealingKeyOf(sealingKeyId)
  if (!raw)
    throw new ExchangeError('MESSAGE_REFUSED', 'the key of the file is sealed to a key that is not here')
  try {
    const openingKey = await importOpeningKey(raw)
    return await openFileKey({ from, to: trust.self.id, attachmentId }, { ...sealed, openingKey })
  } catch (cause) {
    throw new ExchangeError('MESSAGE_REFUSED', 'the key of the file does not open', { cause })
  }
}
