import type { OperatorSet, Organisation, TrustList } from '@isthmus/contract'
import { barringShortcomings, isEveryLogWitnessed, listShortcomings } from '@isthmus/protocol/trust'
import { draftImpossible, requestNotAdmissible } from './errors.ts'

type Witnesses = NonNullable<TrustList['witnesses']>

/** Throws TrustError DRAFT_IMPOSSIBLE when nobody and nothing would change. */
export function withOperators(list: TrustList, operators: OperatorSet | undefined): TrustList {
  if (!operators) throw draftImpossible('it does not say who the operators are to be')
  if (toWords(operators) === toWords(list.operators))
    throw draftImpossible('operators and quorum are these already')
  return { ...list, operators }
}

export type ChangedOrganisation = { organisation: Organisation | undefined; host: string | undefined }

/**
 * Replaces what the list says of an organisation; one that it does not have yet is added and hosted at `host`. What the
 * organisation lacked before bars nothing: it may be what is being mended. Throws TrustError REQUEST_NOT_ADMISSIBLE,
 * DRAFT_IMPOSSIBLE.
 */
export function withOrganisation(
  list: TrustList,
  { organisation, host }: ChangedOrganisation,
  now: Date,
): TrustList {
  if (!organisation) throw draftImpossible('it does not say what is to stand in the list')
  const former = list.organisations.find(({ id }) => id === organisation.id)
  const lacked = former ? listShortcomings(former, now) : []
  const bars = listShortcomings(organisation, now).filter(
    (one) => barringShortcomings.includes(one) && !lacked.includes(one),
  )
  if (bars.length > 0)
    throw requestNotAdmissible(`${organisation.id} would lack what it must have: ${bars.join(', ')}`)
  if (!former)
    return withHosted({ ...list, organisations: [...list.organisations, organisation] }, organisation, host)
  if (JSON.stringify(former) === JSON.stringify(organisation))
    throw draftImpossible(`the list says this of ${organisation.id} already`)
  const organisations = list.organisations.map((one) => (one === former ? organisation : one))
  return { ...list, organisations }
}

/** Throws TrustError DRAFT_IMPOSSIBLE for more cosignatures than other peers could give. */
export function withWitnesses(list: TrustList, witnesses: Witnesses | undefined): TrustList {
  if (!witnesses) throw draftImpossible('it does not say who is to witness')
  const changed = { ...list, witnesses }
  if (!isEveryLogWitnessed(changed))
    throw draftImpossible('more cosignatures are wanted than the other peers could give')
  if (JSON.stringify(witnesses) === JSON.stringify(list.witnesses))
    throw draftImpossible('the witnesses are these already')
  return changed
}

/** Witnesses without a peer that leaves; never more of them wanted than are left. */
export function withoutWitness({ required, peers }: Witnesses, leaving: string): Witnesses {
  const left = peers.filter((id) => id !== leaving)
  return { required: Math.min(required, Math.max(0, left.length - 1)), peers: left }
}

function withHosted(list: TrustList, { id }: Organisation, host: string | undefined): TrustList {
  if (!list.peers.some((peer) => peer.id === host))
    throw draftImpossible(
      `the list does not have ${id} yet, and no peer of the list is named that is to host it`,
    )
  return {
    ...list,
    peers: list.peers.map((peer) => (peer.id === host ? { ...peer, hosts: [...peer.hosts, id] } : peer)),
  }
}

function toWords({ quorum, emergencyQuorum, keys }: OperatorSet): string {
  return JSON.stringify([quorum, emergencyQuorum, keys.map(({ id, name, key }) => [id, name, key])])
}
