import { hasShape, type Receipt } from '@isthmus/contract'
import { fromBase64Url, toBase64Url, toUtf8 } from '../bytes/index.ts'
import { type ListedKey, type VerifyEd25519, verifyKey } from '../http-signature/index.ts'
import { LogError, leafHash, rootOfPath, toSmallTree } from '../log/index.ts'
import { ProofError } from './errors.ts'

export type ReceiptToSign = Omit<Receipt, 'version' | 'keyId' | 'bundle' | 'signature'>

type ReceiptSigner = { keyId: string; sign: (data: Uint8Array) => Uint8Array | Promise<Uint8Array> }

/** Receipts under one root at most (docs/protocol.md, 9.7). */
export const mostReceipts = 1_024

const leafLabel = 'isthmus receipt 3\n'

/** The receiver's word that a message is in its log (docs/protocol.md, section 9). */
export async function signReceipt(receipt: ReceiptToSign, signer: ReceiptSigner): Promise<Receipt> {
  const unsigned = { version: 2 as const, ...receipt, keyId: signer.keyId }
  return { ...unsigned, signature: toBase64Url(await signer.sign(receiptBytes(unsigned))) }
}

/** The same of 1 to 1,024 messages under one signature (9.7); each of the receipts can be verified alone. */
export async function signReceipts(
  receipts: readonly ReceiptToSign[],
  signer: ReceiptSigner,
): Promise<Receipt[]> {
  const unsigned = receipts.map((receipt) => ({ version: 3 as const, ...receipt, keyId: signer.keyId }))
  const tree = toSmallTree(unsigned.map(receiptLeafHash))
  const size = receipts.length
  const signature = toBase64Url(await signer.sign(rootBytes(size, tree.root)))
  return unsigned.map((receipt, index) => {
    const path = tree.paths[index]?.map(toBase64Url) ?? []
    return { ...receipt, bundle: { size, index, path }, signature }
  })
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
 * RECEIPT_MALFORMED, RECEIPT_OF_ANOTHER_MESSAGE, RECEIPT_PATH_WRONG, RECEIPT_SIGNATURE_WRONG, HttpSignatureError
 * KEY_...
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
  if (signature && expected.verifyEd25519(key.key, signedBytes(receipt), signature)) return receipt
  throw new ProofError('RECEIPT_SIGNATURE_WRONG', 'the receipt is not signed by the receiver')
}

function signedBytes(receipt: Receipt): Uint8Array {
  const { bundle } = receipt
  if (!bundle) return receiptBytes(receipt)
  const path = bundle.path.map((hash) => fromBase64Url(hash) ?? new Uint8Array(0))
  try {
    return rootBytes(bundle.size, rootOfPath({ ...bundle, leafHash: receiptLeafHash(receipt), path }))
  } catch (cause) {
    if (!(cause instanceof LogError)) throw cause
    throw new ProofError('RECEIPT_PATH_WRONG', 'no path of that length leads from there to the root', {
      cause,
    })
  }
}

/** Clause 9.7. */
function receiptLeafHash(receipt: UnsignedReceipt): Uint8Array {
  return leafHash(toUtf8(leafLabel + receiptJson(receipt)))
}

function rootBytes(size: number, root: Uint8Array): Uint8Array {
  return toUtf8(`isthmus receipts 3\n${size}\n${toBase64Url(root)}`)
}

type UnsignedReceipt = Omit<Receipt, 'bundle' | 'signature'>

/** What the signature of a receipt of version 2 covers. */
export function receiptBytes(receipt: UnsignedReceipt): Uint8Array {
  return toUtf8(receiptJson(receipt))
}

/** RFC 8785: members in the order of their names. The contract leaves only ASCII texts and integers to be written. */
function receiptJson(receipt: UnsignedReceipt): string {
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
  return JSON.stringify(ordered)
}
