import type { Organisation, PeerKey, TrustDifference, TrustedPeer, TrustList } from '@isthmus/contract'

/** In which ways `next` differs from `previous`, for people who are to sign it. */
export function listDifferences(previous: TrustList, next: TrustList): TrustDifference[] {
  return [
    ...organisationDifferences(previous.organisations, next.organisations),
    ...peerDifferences(previous.peers, next.peers),
    ...operatorDifferences(previous, next),
    ...restDifferences(previous, next),
  ]
}

function organisationDifferences(
  previous: readonly Organisation[],
  next: readonly Organisation[],
): TrustDifference[] {
  const { added, removed, kept } = toChanges(previous, next)
  return [
    ...added.map(({ id, name }) => ({ kind: 'organisation-added' as const, subject: id, name })),
    ...removed.map(({ id, name }) => ({ kind: 'organisation-removed' as const, subject: id, name })),
    ...kept.flatMap(([before, after]) => {
      const about = { kind: 'organisation-changed' as const, subject: after.id, name: after.name }
      return listLeaves(before, after).map((leaf) => ({ ...about, ...leaf }))
    }),
  ]
}

function peerDifferences(previous: readonly TrustedPeer[], next: readonly TrustedPeer[]): TrustDifference[] {
  const { added, removed, kept } = toChanges(previous, next)
  return [
    ...added.flatMap((peer) => [
      { kind: 'peer-added' as const, subject: peer.id, name: peer.name, to: peer.address.slice(0, 200) },
      ...keyDifferences(peer, [], peer.keys),
    ]),
    ...removed.map(({ id, name }) => ({ kind: 'peer-removed' as const, subject: id, name })),
    ...kept.flatMap(([before, after]) => {
      const about = { kind: 'peer-changed' as const, subject: after.id, name: after.name }
      const changed = listLeaves({ ...before, keys: 0 }, { ...after, keys: 0 })
      return [
        ...changed.map((leaf) => ({ ...about, ...leaf })),
        ...keyDifferences(after, before.keys, after.keys),
      ]
    }),
  ]
}

function keyDifferences(
  { id: subject, name }: TrustedPeer,
  previous: readonly PeerKey[],
  next: readonly PeerKey[],
): TrustDifference[] {
  const { added, removed, kept } = toChanges(previous, next)
  const toWords = ({ use, id, validFrom, validTo }: PeerKey): Omit<TrustDifference, 'kind'> => ({
    subject,
    name,
    use,
    keyId: id,
    from: validFrom,
    to: validTo,
  })
  return [
    ...added.map((key) => ({ kind: 'key-added' as const, ...toWords(key) })),
    ...removed.map((key) => ({ kind: 'key-removed' as const, ...toWords(key) })),
    ...kept.flatMap(([before, after]): TrustDifference[] => {
      if (differingFields(before, after).length === 0) return []
      if (after.revokedAt !== undefined && after.revokedAt !== before.revokedAt)
        return [{ kind: 'key-revoked' as const, ...toWords(after), from: after.revokedAt }]
      return [{ kind: 'key-changed' as const, ...toWords(after) }]
    }),
  ]
}

function operatorDifferences(previous: TrustList, next: TrustList): TrustDifference[] {
  const { added, removed } = toChanges(previous.operators.keys, next.operators.keys)
  const toQuorum = ({ operators: { quorum, emergencyQuorum = quorum, keys } }: TrustList): string =>
    `${quorum}/${keys.length}, ${emergencyQuorum}`
  const [from, to] = [toQuorum(previous), toQuorum(next)]
  return [
    ...added.map(({ id, name }) => ({ kind: 'operator-added' as const, subject: id, name })),
    ...removed.map(({ id, name }) => ({ kind: 'operator-removed' as const, subject: id, name })),
    ...(from === to ? [] : [{ kind: 'quorum-changed' as const, from, to }]),
  ]
}

function restDifferences(previous: TrustList, next: TrustList): TrustDifference[] {
  const { added, removed, kept } = toChanges(previous.policyPacks ?? [], next.policyPacks ?? [])
  const packs = [
    ...added.map(({ id, version }) => ({ subject: id, to: version })),
    ...removed.map(({ id, version }) => ({ subject: id, from: version })),
    ...kept.flatMap(([before, after]) =>
      differingFields(before, after).length === 0
        ? []
        : [{ subject: after.id, from: before.version, to: after.version }],
    ),
  ].map((pack) => ({ kind: 'policy-pack-changed' as const, ...pack }))
  const toWitnesses = ({ witnesses }: TrustList): string =>
    witnesses ? `${witnesses.required}: ${witnesses.peers.join(', ')}`.slice(0, 200) : ''
  const [from, to] = [toWitnesses(previous), toWitnesses(next)]
  const isSameEnd = previous.expiresAt === next.expiresAt
  return [
    ...packs,
    ...(from === to ? [] : [{ kind: 'witnesses-changed' as const, from, to }]),
    ...(isSameEnd ? [] : [{ kind: 'expiry-changed' as const, from: previous.expiresAt, to: next.expiresAt }]),
  ]
}

function toChanges<Entry extends { id: string }>(
  previous: readonly Entry[],
  next: readonly Entry[],
): { added: Entry[]; removed: Entry[]; kept: [Entry, Entry][] } {
  const before = new Map(previous.map((entry) => [entry.id, entry]))
  const after = new Set(next.map(({ id }) => id))
  return {
    added: next.filter(({ id }) => !before.has(id)),
    removed: previous.filter(({ id }) => !after.has(id)),
    kept: next.flatMap((entry) => {
      const former = before.get(entry.id)
      return former ? [[former, entry] as [Entry, Entry]] : []
    }),
  }
}

type Leaf = { fields: string[]; from?: string; to?: string }

const longestValue = 1_000

/** Every value that differs, with its place: whoever signs must see what it was and what it becomes. */
function listLeaves(before: unknown, after: unknown, fields: readonly string[] = []): Leaf[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (isTexts(before) || isTexts(after)) return listItems(toTexts(before), toTexts(after), fields)
  if (isParts(before) || isParts(after)) {
    const [left, right] = [toParts(before), toParts(after)]
    const leaves = [...new Set([...left.keys(), ...right.keys()])].flatMap((name) =>
      listLeaves(left.get(name), right.get(name), [...fields, name]),
    )
    // An empty list in place of none, or another order of names: no word differs, and still not the same is signed.
    return leaves.length > 0 ? leaves : [{ fields: [...fields] }]
  }
  return [
    {
      fields: [...fields],
      ...(before === undefined ? {} : { from: toWord(before) }),
      ...(after === undefined ? {} : { to: toWord(after) }),
    },
  ]
}

/** Of a list of words each that comes or goes; of one that is only in another order, both. */
function listItems(before: readonly string[], after: readonly string[], fields: readonly string[]): Leaf[] {
  const gone = before.filter((item) => !after.includes(item))
  const come = after.filter((item) => !before.includes(item))
  if (gone.length + come.length === 0)
    return [{ fields: [...fields], from: toWord(before.join(', ')), to: toWord(after.join(', ')) }]
  return [
    ...gone.map((item) => ({ fields: [...fields], from: toWord(item) })),
    ...come.map((item) => ({ fields: [...fields], to: toWord(item) })),
  ]
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')
}

function toTexts(value: unknown): string[] {
  return isTexts(value) ? value : []
}

function isParts(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Entries of a list are counted from 1, as people do. */
function toParts(value: unknown): Map<string, unknown> {
  if (Array.isArray(value)) return new Map(value.map((item, index) => [String(index + 1), item]))
  return new Map(isParts(value) ? Object.entries(value) : [])
}

function toWord(value: unknown): string {
  return String(value).slice(0, longestValue)
}

function differingFields(before: object, after: object): string[] {
  const left = new Map<string, unknown>(Object.entries(before))
  const right = new Map<string, unknown>(Object.entries(after))
  return [...new Set([...left.keys(), ...right.keys()])].filter(
    (name) => JSON.stringify(left.get(name)) !== JSON.stringify(right.get(name)),
  )
}
