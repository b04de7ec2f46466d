import type { TrustDraft, TrustList } from '@isthmus/contract'
import { listDifferences, parseTrustList } from '@isthmus/protocol/trust'
import type { StoredDraft, StoredSignature } from './reader.ts'

/** A draft as people see it: what it would change, and who has signed. */
export function toDraft(parts: {
  draft: StoredDraft
  signatures: readonly StoredSignature[]
  /** The signed list before it. */
  previous: string | undefined
  current: TrustList
}): TrustDraft {
  const { draft, signatures, previous, current } = parts
  const next = JSON.parse(draft.payload) as TrustList
  const before = previous === undefined ? current : parseTrustList(previous).list
  const names = new Map([...next.operators.keys, ...before.operators.keys].map(({ id, name }) => [id, name]))
  return {
    id: draft.id,
    state: draft.state,
    kind: draft.kind,
    version: Number(draft.version),
    payload: draft.payload,
    hash: draft.hash,
    madeAt: draft.madeAt.toISOString(),
    madeBy: draft.madeBy,
    ...(draft.request === null ? {} : { request: draft.request }),
    differences: listDifferences(before, next),
    signatures: signatures.map(({ operator, at }) => ({
      operator,
      name: names.get(operator) ?? operator,
      at: at.toISOString(),
    })),
    required: draft.required,
    emergency: draft.emergency,
  }
}
