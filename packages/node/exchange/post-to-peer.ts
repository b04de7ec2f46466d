import type { Fields } from '@isthmus/protocol/http-signature'
import type { Dispatcher } from 'undici'
import type { Incidents } from '../incident/index.ts'
import type { Trust } from '../trust/index.ts'
import { notableSkewMs } from './message-incident.ts'

export type PostingParts = {
  trust: Trust
  incidents: Pick<Incidents, 'raise'>
  /** Connections to a peer of the trust list. */
  dispatcherOf: (peerId: string) => Dispatcher
}

export type Post = { peerId: string; path: string; fields: Fields; body: Uint8Array; signal: AbortSignal }

/**
 * One request to another peer, and what its answer says beside its content: how far the clocks differ, and which trust
 * list the other has. Throws what undici throws when there is no answer.
 */
export async function postToPeer(parts: PostingParts, post: Post): Promise<Dispatcher.ResponseData> {
  const { trust, dispatcherOf } = parts
  const address = trust.findPeer(post.peerId)?.address ?? ''
  const { origin } = new URL(address)
  const { pathname } = new URL(post.path, address)
  const response = await dispatcherOf(post.peerId).request({
    origin,
    path: pathname,
    method: 'POST',
    headers: [...post.fields.flat(), 'isthmus-trust-list', String(trust.list.version)],
    body: post.body,
    headersTimeout: 0,
    bodyTimeout: 0,
    signal: post.signal,
  })
  noteHints(parts, post.peerId, response)
  return response
}

function noteHints(
  { trust, incidents }: PostingParts,
  peerId: string,
  { headers }: Dispatcher.ResponseData,
): void {
  const version = headers['isthmus-trust-list']
  if (typeof version === 'string' && /^[0-9]{1,15}$/.test(version)) trust.hearOf(Number(version), peerId)
  const ahead = headers['isthmus-clock-ahead']
  const aheadSeconds = typeof ahead === 'string' && /^-?[0-9]{1,4}$/.test(ahead) ? Number(ahead) : 0
  if (Math.abs(aheadSeconds) * 1000 <= notableSkewMs) return
  incidents.raise({ kind: 'clock-skewed', counterpart: peerId, detail: { aheadSeconds } })
}
