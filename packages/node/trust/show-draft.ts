import type { OperatorSet, TrustDraft, TrustList } from '@isthmus/contract'
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
    quorums: toQuorums({ before, next, required: draft.required }, signatures),
    required: draft.required,
    emergency: draft.emergency,
  }
}

type Quorum = TrustDraft['quorums'][number]

/** Who must sign; when the operators change, a quorum of the present ones and one of the new. */
function toQuorums(
  { before, next, required }: { before: TrustList; next: TrustList; required: number },
  signatures: readonly StoredSignature[],
): Quorum[] {
  const signed = new Set(signatures.map(({ operator }) => operator))
  const toQuorum = (of: Quorum['of'], { keys }: OperatorSet, wanted: number): Quorum => {
    const have = keys.filter(({ id }) => signed.has(id))
    const lack = have.length < wanted ? keys.filter(({ id }) => !signed.has(id)) : []
    return {
      of,
      required: wanted,
      signed: have.map(({ name }) => name),
      missing: lack.map(({ name }) => name),
    }
  }
  const present = toQuorum('present', before.operators, required)
  const isSame = JSON.stringify(before.operators) === JSON.stringify(next.operators)
  return isSame ? [present] : [present, toQuorum('new', next.operators, next.operators.quorum)]
}
