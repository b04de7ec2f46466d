import type { Receipt } from '@isthmus/contract'
import { mostReceipts, type ReceiptToSign } from '@isthmus/protocol/envelope'

export type ReceiptSigner = {
  /** Signs what a receipt says as this peer. */
  signReceipt: (receipt: ReceiptToSign) => Receipt | Promise<Receipt>
  /** The same of several under one signature: 1 to 1,024, in their order. */
  signReceipts: (receipts: readonly ReceiptToSign[]) => Receipt[] | Promise<Receipt[]>
}

export type Unsigned = { receipt: ReceiptToSign; isBundled: boolean }

/**
 * The receipts of one commit, in their order. A message that came alone has a signature of its own; those that came in
 * bundles share one for each sender, so that no peer learns how many messages others have sent.
 */
export async function signEach(unsigned: readonly Unsigned[], signer: ReceiptSigner): Promise<Receipt[]> {
  const signed = new Array<Receipt | undefined>(unsigned.length)
  const bundled = new Map<string, number[]>()
  for (const [at, { receipt, isBundled }] of unsigned.entries()) {
    if (!isBundled) signed[at] = await signer.signReceipt(receipt)
    else {
      const places = bundled.get(receipt.from) ?? []
      places.push(at)
      bundled.set(receipt.from, places)
    }
  }
  for (const places of bundled.values()) {
    for (let from = 0; from < places.length; from += mostReceipts) {
      const together = places.slice(from, from + mostReceipts)
      const receipts = await signer.signReceipts(together.flatMap((at) => unsigned[at]?.receipt ?? []))
      for (const [place, at] of together.entries()) signed[at] = receipts[place]
    }
  }
  return signed.filter((receipt) => receipt !== undefined)
}
