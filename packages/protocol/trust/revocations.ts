import type { PeerKey, TrustList } from '@isthmus/contract'

/** Whether `next` does nothing but revoke keys of `previous`: all else is the same, to the letter. */
export function isRevocationOnly(previous: TrustList, next: TrustList): boolean {
  return toBare(previous) === toBare(next)
}

/**
 * The first key whose revocation `next` takes back: by leaving it out while it would still be valid, by leaving out the
 * revocation, or by putting it off.
 */
export function findRevocationUndone(previous: TrustList, next: TrustList): PeerKey | undefined {
  const later = new Map(next.peers.flatMap(({ keys }) => keys.map((key) => [key.id, key] as const)))
  return previous.peers
    .flatMap(({ keys }) => keys)
    .find((key) => {
      if (key.revokedAt === undefined) return false
      const now = later.get(key.id)
      if (!now) return Date.parse(key.validTo) > Date.parse(next.issuedAt)
      return now.revokedAt === undefined || Date.parse(now.revokedAt) > Date.parse(key.revokedAt)
    })
}

function toBare({ version: _v, previous: _p, issuedAt: _i, peers, ...list }: TrustList): string {
  const bare = peers.map(({ keys, ...peer }) => ({
    ...peer,
    keys: keys.map(({ revokedAt: _r, ...key }) => key),
  }))
  return toSorted({ ...list, peers: bare })
}

/** The same text for the same values, in whatever order their names stand. */
function toSorted(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  )
}
