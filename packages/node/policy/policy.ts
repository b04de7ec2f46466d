import {
  type Context,
  type EntityJson,
  statefulIsAuthorized,
  type TypeAndId,
} from '@cedar-policy/cedar-wasm/nodejs'
import type { ActorStatement, Organisation, Purpose } from '@isthmus/contract'
import { type Decision, decisionFailed, notForeseen, toDecision } from './decision.ts'
import {
  type PolicyPeer,
  type PolicySource,
  reference,
  type SearchMode,
  toActorEntities,
  toPeerEntity,
  toSourceEntity,
  uid,
} from './entities.ts'
import { actionOf } from './operation-actions.ts'
import { type PolicyNote, readPolicySet } from './policy-set.ts'

export type PolicyRequest = {
  principal: TypeAndId
  action: TypeAndId
  resource: TypeAndId
  context: Context
  entities: EntityJson[]
}

/** What is stated with a question. `mode` is `open` where nothing is said. */
export type StatedQuestion = {
  purpose: Purpose
  legalBasis: string
  caseReference: string
  mode?: SearchMode
}

export type AskedQuestion = StatedQuestion & { actor: ActorStatement; organisation: Organisation }

/** Asks Cedar. No method throws on a refusal, and none returns values of the request. */
export type Policy = {
  readonly notes: readonly PolicyNote[]
  decide(request: PolicyRequest): Decision
  /** The guard before an operation of the contract; `question` is needed for search.ask and search.batch. */
  mayPerform(
    actor: ActorStatement,
    organisation: Organisation,
    act: { operation: string; peer: PolicyPeer; question?: StatedQuestion },
  ): Decision
  /** Whether this officer may put this question to the federation. */
  maySearch(
    actor: ActorStatement,
    organisation: Organisation,
    question: StatedQuestion & { batch?: boolean },
  ): Decision
  /** Whether this source may answer this officer of any organisation. */
  mayAnswer(asked: AskedQuestion, source: PolicySource): Decision
  /** Whether an answer that this source may give may also show what the source holds beside what was asked. */
  mayShowHeld(asked: AskedQuestion & { throughOwnPeer: boolean }, source: PolicySource): Decision
  /** Whether a linkage run that this officer starts may read this source, and compare it with `other` (or itself). */
  mayLink(
    actor: ActorStatement,
    organisation: Organisation,
    linking: { source: PolicySource; other: PolicySource; legalBasis: string },
  ): Decision
  /** Whether this officer may see records of this source in a pair, and decide about them. */
  mayCompare(actor: ActorStatement, organisation: Organisation, source: PolicySource): Decision
  /** The purposes for which this officer may search at all. */
  purposesOf(actor: ActorStatement, organisation: Organisation): Purpose[]
  mayReadCatalogue(actor: ActorStatement, organisation: Organisation): Decision
  /** Whether whoever supervises also sees what belongs to no officer of the own organisation. */
  maySuperviseWholePeer(actor: ActorStatement, organisation: Organisation, peer: PolicyPeer): Decision
  /** Whether this officer may have what proves an exchange, its content included. */
  mayExportEvidence(
    actor: ActorStatement,
    organisation: Organisation,
    exchange: { peer: PolicyPeer; isAsker: boolean; isOfOwn: boolean },
  ): Decision
  /** Whether this officer may confirm an order to erase; nobody confirms the own one. */
  mayConfirmErasure(
    actor: ActorStatement,
    organisation: Organisation,
    order: { peer: PolicyPeer; isOwnOrder: boolean },
  ): Decision
  /** Whether a peer of the trust list may be told which messages with it this peer's log has. */
  mayTellOfMessages(asking: PolicyPeer, thisPeer: PolicyPeer): Decision
  /** Whether a peer of the trust list may be told of the sources of this one. */
  mayTellCatalogue(asking: PolicyPeer, thisPeer: PolicyPeer): Decision
}

export const purposes = [
  'criminal-investigation',
  'threat-prevention',
  'border-control',
  'asylum-procedure',
  'missing-person',
  'child-protection',
  'humanitarian-care',
] as const satisfies readonly Purpose[]

// Stands for this peer where its owner plays no part in the decision.
const anyPeer: PolicyPeer = { id: 'this-peer', owner: 'this-organisation' }

/** The policies of a folder, validated and ready. Throws PolicyError where they are not fit to decide. */
export function createPolicy(folder: string): Policy {
  const { schemaName, setName, notes } = readPolicySet(folder)
  const decide = (request: PolicyRequest): Decision => {
    try {
      const call = {
        ...request,
        preparsedSchemaName: schemaName,
        validateRequest: true,
        preparsedPolicySetId: setName,
      }
      return toDecision(statefulIsAuthorized(call), notes)
    } catch {
      // Whatever goes wrong inside the engine, its words may hold values of the request.
      return { allowed: false, refusal: decisionFailed }
    }
  }
  return { notes, decide, ...searchDecisions(decide), ...linkageDecisions(decide), ...peerDecisions(decide) }
}

type Decide = Policy['decide']

function searchDecisions(
  decide: Decide,
): Pick<Policy, 'maySearch' | 'mayAnswer' | 'mayShowHeld' | 'purposesOf'> {
  const maySearch: Policy['maySearch'] = (actor, organisation, question) =>
    decide({
      principal: uid('Officer', actor.pseudonym),
      action: uid('Search::Action', question.batch ? 'batch' : 'ask'),
      resource: uid('Peer', anyPeer.id),
      context: toContext(question),
      entities: [...toActorEntities(actor, organisation), toPeerEntity(anyPeer)],
    })
  const ofSource = (asked: AskedQuestion, source: PolicySource) => ({
    principal: uid('Officer', asked.actor.pseudonym),
    resource: uid('Source', source.id),
    entities: [...toActorEntities(asked.actor, asked.organisation), toSourceEntity(source)],
  })
  const mayAnswer: Policy['mayAnswer'] = (asked, source) =>
    decide({
      ...ofSource(asked, source),
      action: uid('Search::Action', 'answer'),
      context: toContext(asked),
    })
  const mayShowHeld: Policy['mayShowHeld'] = ({ throughOwnPeer, ...asked }, source) =>
    decide({
      ...ofSource(asked, source),
      action: uid('Search::Action', 'show-held'),
      context: { ...toContext(asked), throughOwnPeer },
    })
  const purposesOf: Policy['purposesOf'] = (actor, organisation) =>
    purposes.filter((purpose) => {
      const question = { purpose, legalBasis: 'to be stated', caseReference: 'to be stated' }
      return maySearch(actor, organisation, question).allowed
    })
  return { maySearch, mayAnswer, mayShowHeld, purposesOf }
}

function linkageDecisions(decide: Decide): Pick<Policy, 'mayLink' | 'mayCompare'> {
  return {
    mayLink: (actor, organisation, { source, other, legalBasis }) =>
      decide({
        principal: uid('Officer', actor.pseudonym),
        action: uid('Linkage::Action', 'link'),
        resource: uid('Source', source.id),
        context: {
          legalBasis: legalBasis.trim(),
          otherOwner: reference('Organisation', other.owner),
          otherRegime: reference('Regime', other.regime),
        },
        entities: [...toActorEntities(actor, organisation), toSourceEntity(source)],
      }),
    mayCompare: (actor, organisation, source) =>
      decide({
        principal: uid('Officer', actor.pseudonym),
        action: uid('Linkage::Action', 'compare'),
        resource: uid('Source', source.id),
        context: {},
        entities: [...toActorEntities(actor, organisation), toSourceEntity(source)],
      }),
  }
}

function peerDecisions(
  decide: Decide,
): Omit<
  Policy,
  'notes' | 'decide' | keyof ReturnType<typeof searchDecisions> | keyof ReturnType<typeof linkageDecisions>
> {
  const mayPerform: Policy['mayPerform'] = (actor, organisation, { operation, peer, question }) => {
    const action = actionOf(operation)
    if (!action) return { allowed: false, refusal: notForeseen }
    return decide({
      principal: uid('Officer', actor.pseudonym),
      action,
      resource: uid('Peer', peer.id),
      context: question ? toContext(question) : {},
      entities: [...toActorEntities(actor, organisation), toPeerEntity(peer)],
    })
  }
  const mayTell = (action: string, asking: PolicyPeer, thisPeer: PolicyPeer): Decision =>
    decide({
      principal: uid('Peer', asking.id),
      action: uid(action, 'answer'),
      resource: uid('Peer', thisPeer.id),
      context: {},
      entities: [toPeerEntity(asking), ...(asking.id === thisPeer.id ? [] : [toPeerEntity(thisPeer)])],
    })
  return {
    mayPerform,
    mayReadCatalogue: (actor, organisation) =>
      mayPerform(actor, organisation, { operation: 'catalogue.list', peer: anyPeer }),
    mayTellCatalogue: (asking, thisPeer) => mayTell('Catalogue::Action', asking, thisPeer),
    mayTellOfMessages: (asking, thisPeer) => mayTell('Reconciliation::Action', asking, thisPeer),
    maySuperviseWholePeer: (actor, organisation, peer) =>
      decide({
        principal: uid('Officer', actor.pseudonym),
        action: uid('Oversight::Action', 'read-peer'),
        resource: uid('Peer', peer.id),
        context: {},
        entities: [...toActorEntities(actor, organisation), toPeerEntity(peer)],
      }),
    mayConfirmErasure: (actor, organisation, { peer, isOwnOrder }) =>
      decide({
        principal: uid('Officer', actor.pseudonym),
        action: uid('AuditLog::Action', 'confirm-erasure'),
        resource: uid('Peer', peer.id),
        context: { isOwnOrder },
        entities: [...toActorEntities(actor, organisation), toPeerEntity(peer)],
      }),
    mayExportEvidence: (actor, organisation, { peer, isAsker, isOfOwn }) =>
      decide({
        principal: uid('Officer', actor.pseudonym),
        action: uid('Evidence::Action', 'export-exchange'),
        resource: uid('Peer', peer.id),
        context: { isAsker, isOfOwn },
        entities: [...toActorEntities(actor, organisation), toPeerEntity(peer)],
      }),
  }
}

function toContext({ purpose, legalBasis, caseReference, mode = 'open' }: StatedQuestion): Context {
  return {
    purpose: reference('Purpose', purpose),
    legalBasis: legalBasis.trim(),
    caseReference: caseReference.trim(),
    mode: reference('Mode', mode),
  }
}
