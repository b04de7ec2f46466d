import { hasShape, type Receipt } from '@isthmus/contract'
import { fromBase64Url, toBase64Url, toUtf8 } from '../bytes/index.ts'
import { type ListedKey, type VerifyEd25519, verifyKey } from '../http-signature/index.ts'
import { ProofError } from './errors.ts'

export type ReceiptToSign = Omit<Receipt, 'version' | 'keyId' | 'signature'>

/** The receiver's word that a message is in its log (docs/protocol.md, section 9). */
export async function signReceipt(
  receipt: ReceiptToSign,
  signer: { keyId: string; sign: (data: Uint8Array) => Uint8Array | Promise<Uint8Array> },
): Promise<Receipt> {
  const unsigned = { version: 2 as const, ...receipt, keyId: signer.keyId }
  return { ...unsigned, signature: toBase64Url(await signer.sign(receiptBytes(unsigned))) }
}

export type ExpectedReceipt = {
  /** Of the message for which the receipt was given. */
  from: string
  to: string
  messageId: string
  correlationId: string
  digest: string
  /** Keys of the receiver in the trust list. */
  keys: readonly ListedKey[]
  verifyEd25519: VerifyEd25519
}

/**
 * A receipt for this message, signed by its receiver with a key that was good at `at`, milliseconds. Throws ProofError
 * RECEIPT_MALFORMED, RECEIPT_OF_ANOTHER_MESSAGE, RECEIPT_SIGNATURE_WRONG, HttpSignatureError KEY_...
 */
export function verifyReceipt(receipt: unknown, expected: ExpectedReceipt, at: number): Receipt {
  if (!hasShape('Receipt', receipt)) {
    throw new ProofError('RECEIPT_MALFORMED', 'the receipt is not as the contract says')
  }
  const isOfMessage =
    receipt.from === expected.from &&
    receipt.to === expected.to &&
    receipt.messageId === expected.messageId &&
    receipt.correlationId === expected.correlationId &&
    receipt.digest === expected.digest
  if (!isOfMessage) {
    throw new ProofError('RECEIPT_OF_ANOTHER_MESSAGE', 'the receipt was given for another message')
  }
  const key = verifyKey(expected.keys, { use: 'signing', keyId: receipt.keyId, at })
  const signature = fromBase64Url(receipt.signature)
  if (signature && expected.verifyEd25519(key.key, receiptBytes(receipt), signature)) return receipt
  throw new ProofError('RECEIPT_SIGNATURE_WRONG', 'the receipt is not signed by the receiver')
}

/** RFC 8785: members in the order of their names. The contract leaves only ASCII texts and integers to be written. */
export function receiptBytes(receipt: Omit<Receipt, 'signature'>): Uint8Array {
  const { correlationId, digest, from, keyId, log, messageId, receivedAt, to, version } = receipt
  const { index, leafHash, origin } = log
  const ordered = {
    correlationId,
    digest,
    from,
    keyId,
    log: { index, leafHash, origin },
    messageId,
    receivedAt,
    to,
    version,
  }
  return toUtf8(JSON.stringify(ordered))
}
