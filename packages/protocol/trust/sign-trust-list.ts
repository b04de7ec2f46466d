import type { TrustList } from '@isthmus/contract'
import { toPayload } from './payload.ts'
import { type DocumentSigner, signDocument } from './signed-document.ts'
import { assertConsistent } from './trust-list.ts'

/** The list signed by these operators. Throws TrustListError TRUST_LIST_UNREADABLE for a list that contradicts itself. */
export async function signTrustList(list: TrustList, operators: readonly DocumentSigner[]): Promise<string> {
  assertConsistent(list)
  return signDocument(toPayload(list), 'isthmus-trust-list+jws', operators)
}
