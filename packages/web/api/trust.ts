import type { TrustOverview, TrustProposal, TrustRevocation, TrustRotation } from '@isthmus/contract/types'
import { queryOptions } from '@tanstack/react-query'
import { peerPaths } from '../paths.ts'
import { fetchApi, fetchJson } from './fetch-api.ts'

/** Requests and signatures come from other machines, so the page looks again by itself. */
const pollMs = 5000

export const trustQuery = queryOptions({
  queryKey: ['trust'],
  queryFn: ({ signal }) => fetchJson<TrustOverview>(peerPaths.trust, signal),
  staleTime: 0,
  refetchInterval: pollMs,
})

/** What an operator can have done here; signing is done where the operator's key lies. Throws ApiError. */
export type TrustAct =
  | { do: 'propose'; proposal: TrustProposal }
  | { do: 'withdraw'; draft: string }
  | { do: 'refuse'; request: string }
  | { do: 'rotate'; rotation: TrustRotation }
  | { do: 'revoke'; revocation: TrustRevocation }

export async function performTrustAct(act: TrustAct): Promise<void> {
  switch (act.do) {
    case 'propose':
      await fetchApi(`${peerPaths.trust}/drafts`, { method: 'POST', body: act.proposal })
      return
    case 'withdraw':
      await fetchApi(`${peerPaths.trust}/drafts/${encodeURIComponent(act.draft)}`, { method: 'DELETE' })
      return
    case 'refuse':
      await fetchApi(`${peerPaths.trust}/requests/${encodeURIComponent(act.request)}`, { method: 'DELETE' })
      return
    case 'rotate':
      await fetchApi(`${peerPaths.trust}/rotations`, { method: 'POST', body: act.rotation })
      return
    case 'revoke':
      await fetchApi(`${peerPaths.trust}/revocations`, { method: 'POST', body: act.revocation })
  }
}
