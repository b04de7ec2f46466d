import type {
  PeerKey,
  TrustDraft,
  TrustList,
  TrustOverview,
  TrustOverviewKey,
  TrustRequestEntry,
  TrustStep,
} from '@isthmus/contract'
import { listDifferences, listShortcomings, parseTrustList } from '@isthmus/protocol/trust'
import type { StoredInvitation, TrustReader } from './reader.ts'
import { toRequestEntry } from './show-request.ts'
import type { Trust } from './trust.ts'
import type { TrustDesk } from './trust-desk.ts'

const dayMs = 86_400_000
const soonDays = 30
const shownVersions = 10
const mostSteps = 100

export type OverviewParts = { trust: Trust; reader: TrustReader; desk: TrustDesk | undefined }

/** The list as this peer holds it, its history, what is under way, and what to do next. */
export async function showTrust({ trust, reader, desk }: OverviewParts, now: Date): Promise<TrustOverview> {
  const { list, hash } = trust.verified
  const requests = await listRequests({ trust, reader, desk }, now)
  const drafts = desk ? await listDrafts(reader, desk) : []
  const known = {
    federation: list.federation,
    version: list.version,
    hash,
    issuedAt: list.issuedAt,
    expiresAt: list.expiresAt,
    state: stateOf(trust, now),
    graceEndsAt: new Date(Date.parse(list.expiresAt) + trust.graceMs).toISOString(),
    operators: list.operators,
    organisations: list.organisations.map((organisation) => ({
      organisation,
      shortcomings: listShortcomings(organisation, now),
    })),
    peers: list.peers.map(({ keys, ...peer }) => ({
      ...peer,
      keys: keys.map((key) => ({ key, state: keyStateOf(key, now) })),
    })),
    ...(list.witnesses ? { witnesses: list.witnesses } : {}),
    history: await listHistory(reader),
    self: trust.self.id,
    requests,
    ...(desk
      ? {
          desk: {
            invitations: (await reader.listInvitations()).map((one) => toInvitation(one, now)),
            drafts,
          },
        }
      : {}),
  }
  return { ...known, next: toSteps({ trust, requests, drafts, isDesk: desk !== undefined }, now) }
}

function stateOf(trust: Trust, now: Date): TrustOverview['state'] {
  const validity = trust.validity(now)
  if (validity !== 'in-force') return validity
  return Date.parse(trust.list.expiresAt) - now.getTime() < soonDays * dayMs ? 'expires-soon' : 'in-force'
}

export function keyStateOf(key: PeerKey, now: Date): TrustOverviewKey['state'] {
  if (key.revokedAt !== undefined && Date.parse(key.revokedAt) <= now.getTime()) return 'revoked'
  if (Date.parse(key.validFrom) > now.getTime()) return 'not-yet'
  const leftMs = Date.parse(key.validTo) - now.getTime()
  if (leftMs <= 0) return 'ended'
  return leftMs < soonDays * dayMs ? 'ends-soon' : 'valid'
}

async function listHistory(reader: TrustReader): Promise<TrustOverview['history']> {
  const rows = await reader.listLatest(shownVersions + 1)
  const opened = rows.map(({ text, adoptedAt }) => ({ ...parseTrustList(text), adoptedAt }))
  return opened.slice(0, shownVersions).map(({ list, hash, document, adoptedAt }, index) => {
    const previous = opened[index + 1]?.list
    const names = new Map(
      [...(previous?.operators.keys ?? []), ...list.operators.keys].map(({ id, name }) => [id, name]),
    )
    return {
      version: list.version,
      hash,
      issuedAt: list.issuedAt,
      adoptedAt: adoptedAt.toISOString(),
      signedBy: document.signatures.flatMap(({ keyId }) => names.get(keyId) ?? []),
      changes: previous ? listDifferences(previous, list).slice(0, 50) : [],
    }
  })
}

async function listRequests({ trust, reader }: OverviewParts, now: Date): Promise<TrustRequestEntry[]> {
  const stored = await reader.listRequests()
  const received = new Set(stored.filter(({ direction }) => direction === 'received').map(({ id }) => id))
  return stored
    .filter(({ direction, id }) => direction === 'received' || !received.has(id))
    .map((one) => {
      const entry = toRequestEntry(one, now)
      const isListed = entry.keys?.every(({ id }) => trust.findListedKey(id) !== undefined) ?? false
      return one.state === 'sent' && isListed ? { ...entry, state: 'done' as const } : entry
    })
}

async function listDrafts(reader: TrustReader, desk: TrustDesk): Promise<TrustDraft[]> {
  const stored = await reader.listDrafts()
  return Promise.all(stored.slice(0, 20).map(({ id }) => desk.show(id)))
}

function toInvitation(
  { id, for: issuedFor, by, issuedAt, expiresAt, usedBy }: StoredInvitation,
  now: Date,
): NonNullable<TrustOverview['desk']>['invitations'][number] {
  const unused = expiresAt.getTime() > now.getTime() ? 'open' : 'expired'
  return {
    id,
    for: issuedFor,
    by,
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    state: usedBy === null ? unused : 'used',
  }
}

type UnderWay = { trust: Trust; requests: TrustRequestEntry[]; drafts: TrustDraft[]; isDesk: boolean }

function toSteps({ trust, requests, drafts, isDesk }: UnderWay, now: Date): TrustStep[] {
  const { list } = trust
  const isWaiting = ({ state }: TrustRequestEntry): boolean => state === 'waiting'
  const urgent = requests.filter((request) => isWaiting(request) && request.kind === 'revoke')
  const others = requests.filter((request) => isWaiting(request) && request.kind !== 'revoke')
  const toRenew = stateOf(trust, now) !== 'in-force'
  const steps: TrustStep[] = [
    ...urgent.map(({ id }) => ({ kind: 'revoke-now' as const, subject: id })),
    ...(toRenew
      ? [{ kind: isDesk ? ('renew-list' as const) : ('wait-for-operators' as const), at: list.expiresAt }]
      : []),
    ...drafts
      .filter(({ state }) => state === 'open')
      .map(({ id }) => ({ kind: 'sign-draft' as const, subject: id })),
    ...others.map(({ id }) => ({ kind: 'examine-request' as const, subject: id })),
    ...expiringKeys(trust, now).map(({ use, id, validTo }) => ({
      ...{ kind: 'rotate-key' as const, use, subject: id },
      at: validTo,
    })),
    ...toPaperSteps(trust, isDesk, now),
    ...requests
      .filter(({ state }) => state === 'sent')
      .map(({ id }) => ({ kind: 'wait-for-operators' as const, subject: id })),
  ]
  return steps.length > 0 ? steps.slice(0, mostSteps) : [{ kind: 'nothing' }]
}

/** The desk looks after the papers of all, a peer after those of its owner. */
function toPaperSteps({ list, self }: Trust, isDesk: boolean, now: Date): TrustStep[] {
  const ofAccreditation = ['accreditation-expired', 'accreditation-ends-soon']
  return list.organisations.flatMap((organisation): TrustStep[] => {
    const { id: subject, accreditation } = organisation
    const shortcomings = listShortcomings(organisation, now)
    const isEnding = accreditation && shortcomings.some((one) => ofAccreditation.includes(one))
    const isOwn = subject === self.owner
    return [
      ...(isEnding && (isDesk || isOwn)
        ? [{ kind: 'renew-accreditation' as const, subject, at: accreditation.expiresAt }]
        : []),
      ...(isOwn && shortcomings.some((one) => !ofAccreditation.includes(one))
        ? [{ kind: 'complete-organisation' as const, subject }]
        : []),
    ]
  })
}

/** Own current keys that end soon and have no successor yet. */
function expiringKeys(trust: Trust, now: Date): PeerKey[] {
  const uses: readonly PeerKey['use'][] = ['signing', 'sealing', 'tls', 'log', 'witness']
  const { list, self }: { list: TrustList; self: { id: string } } = trust
  const own = list.peers.find(({ id }) => id === self.id)?.keys ?? []
  return uses.flatMap((use) => {
    const newest = own.filter((key) => key.use === use && key.revokedAt === undefined).sort(byEnd)[0]
    return newest && keyStateOf(newest, now) !== 'valid' ? [newest] : []
  })
}

function byEnd(left: PeerKey, right: PeerKey): number {
  return Date.parse(right.validTo) - Date.parse(left.validTo)
}
