import type { EntityJson, TypeAndId } from '@cedar-policy/cedar-wasm/nodejs'
import type { ActorStatement, Organisation, Purpose, Regime } from '@isthmus/contract'

export type SearchMode = 'open' | 'blind'

/** What policies know of a source. `owner` is the id of an organisation; `purposes` are those that the owner answers. */
export type PolicySource = {
  id: string
  owner: string
  regime: Regime
  modes: readonly SearchMode[]
  purposes: readonly Purpose[]
}

/** A peer and the id of the organisation that keeps it. */
export type PolicyPeer = { id: string; owner: string }

export const uid = (type: string, id: string): TypeAndId => ({ type, id })

/** The officer and their organisation, as Cedar entities. */
export function toActorEntities(actor: ActorStatement, organisation: Organisation): EntityJson[] {
  const officer = {
    uid: uid('Officer', actor.pseudonym),
    attrs: {
      role: reference('Role', actor.role),
      organisation: reference('Organisation', actor.organisation),
    },
    parents: [],
  }
  return [officer, toOrganisationEntity(organisation)]
}

export function toSourceEntity(source: PolicySource): EntityJson {
  return {
    uid: uid('Source', source.id),
    attrs: {
      owner: reference('Organisation', source.owner),
      regime: reference('Regime', source.regime),
      modes: source.modes.map((mode) => reference('Mode', mode)),
      purposes: source.purposes.map((purpose) => reference('Purpose', purpose)),
    },
    parents: [],
  }
}

export function toPeerEntity(peer: PolicyPeer): EntityJson {
  return { uid: uid('Peer', peer.id), attrs: { owner: reference('Organisation', peer.owner) }, parents: [] }
}

export function reference(type: string, id: string): { __entity: TypeAndId } {
  return { __entity: uid(type, id) }
}

function toOrganisationEntity({ id, kind, regime, country }: Organisation): EntityJson {
  return {
    uid: uid('Organisation', id),
    attrs: { kind: reference('OrganisationKind', kind), regime: reference('Regime', regime), country },
    parents: [],
  }
}
