import { randomUUID } from 'node:crypto'
import type {
  PeerKey,
  TrustDraft,
  TrustList,
  TrustProposal,
  TrustRequest,
  TrustSignature,
} from '@isthmus/contract'
import {
  findDocument,
  isRevocationOnly,
  listHash,
  signTrustList,
  toDocumentText,
  toPayload,
  verifyInvitation,
  verifySignatures,
  verifyTrustRequest,
} from '@isthmus/protocol/trust'
import type { AuditEvent, AuditLog } from '../audit-log/index.ts'
import type { Clock } from '../platform/index.ts'
import { draftImpossible, TrustError, toTrustError } from './errors.ts'
import { toNextList } from './next-list.ts'
import type { StoredDraft, TrustReader } from './reader.ts'
import { toDraft } from './show-draft.ts'
import { readRequest } from './show-request.ts'
import type { TrustTransactor } from './transactor.ts'
import type { Trust } from './trust.ts'

/** Who acts at the desk, as the audit log names them. */
export type DeskActor = NonNullable<AuditEvent['actor']>

export type TrustDeskParts = {
  trust: Trust
  reader: TrustReader
  transactor: TrustTransactor
  auditLog: Pick<AuditLog, 'append'>
  clock: Clock
  /** Base URL at which new peers reach the desk: invitations to another desk are not registered. */
  address: string
  listDays?: number
}

const defaultListDays = 365

/** Requests that wait at the same time; strangers cannot make a request without an invitation. */
const mostWaiting = 200

const neededUses: readonly PeerKey['use'][] = ['signing', 'sealing', 'tls', 'log', 'witness']

/** The desk of the federation's operators: it collects requests, makes drafts, and publishes what a quorum has signed. */
export class TrustDesk {
  readonly #parts: TrustDeskParts

  constructor(parts: TrustDeskParts) {
    this.#parts = parts
    parts.trust.onChange(() => void this.settle().catch(() => {}))
  }

  /** Closes drafts for versions that exist by now; also after a crash between publishing and closing. */
  async settle(): Promise<void> {
    const { transactor, trust } = this.#parts
    await transactor.settleDrafts(trust.list.version)
  }

  /** Throws TrustError INVITATION_*, which is good once it is registered. */
  async invite(text: string, actor: DeskActor): Promise<void> {
    const { trust, transactor, clock, address } = this.#parts
    const { invitation, signedBy } = own(() => verifyInvitation(text, trust.list.operators, clock()))
    if (invitation.federation !== trust.list.federation || invitation.desk !== address) {
      throw new TrustError('INVITATION_UNKNOWN', 'the invitation leads to another federation or desk', {
        remedy: `make it for the desk ${address}`,
      })
    }
    await transactor.keepInvitation(invitation, { text: text.trim(), by: this.#nameOf(signedBy) })
    await this.#record('trust.invited', { actor, detail: { invitation: invitation.id, operator: signedBy } })
  }

  /** Keeps what a peer asks for. Throws TrustError REQUEST_*, INVITATION_*, TOO_MANY_REQUESTS. */
  async receive(text: string): Promise<{ id: string; fingerprint: string }> {
    const { trust, reader, transactor, clock } = this.#parts
    const now = clock()
    const { request, fingerprint } = own(() =>
      verifyTrustRequest(text, (peerId) => trust.listKeys(peerId, 'signing'), now),
    )
    if (request.federation !== trust.list.federation)
      throw new TrustError('REQUEST_NOT_ADMISSIBLE', 'the request is for another federation')
    const invitation = request.kind === 'join' ? this.#verifyNewcomer(request, now) : undefined
    if ((await reader.countWaiting()) >= mostWaiting)
      throw new TrustError('TOO_MANY_REQUESTS', 'too many requests wait at the desk')
    const kept = await transactor.keepRequest(
      {
        id: request.id,
        direction: 'received',
        kind: request.kind,
        peer: request.peer,
        text: text.trim(),
        fingerprint,
        requestedAt: new Date(request.requestedAt),
        state: 'waiting',
        draft: null,
        reason: null,
      },
      invitation,
    )
    if (kept === 'unknown') throw new TrustError('INVITATION_UNKNOWN', 'the desk knows no such invitation')
    if (kept === 'used') throw new TrustError('INVITATION_USED', 'the invitation was used already')
    await this.#record('trust.received', {
      counterpart: request.peer,
      detail: { kind: request.kind, request: request.id },
    })
    return { id: request.id, fingerprint }
  }

  /** Makes the draft of the next version. Throws TrustError REQUEST_UNKNOWN, REQUEST_NOT_ADMISSIBLE, DRAFT_IMPOSSIBLE. */
  async propose(proposal: TrustProposal, actor: DeskActor): Promise<TrustDraft> {
    const { trust, transactor, clock, listDays = defaultListDays } = this.#parts
    const { list: current, hash } = trust.verified
    const request = await this.#findRequest(proposal)
    const now = clock()
    const next = toNextList({ current, hash, now, listDays }, proposal, request)
    // Signing with nobody says whether the list is consistent.
    await signTrustList(next, []).catch((fault: unknown) => {
      throw draftImpossible(fault instanceof Error ? fault.message : 'it contradicts itself')
    })
    const { quorum, emergencyQuorum = quorum } = current.operators
    const emergency =
      proposal.kind === 'revoke' && proposal.emergency === true && isRevocationOnly(current, next)
    const draft: StoredDraft = {
      id: randomUUID(),
      kind: proposal.kind,
      version: BigInt(next.version),
      payload: JSON.stringify(next),
      hash: listHash(toPayload(next)),
      required: emergency ? emergencyQuorum : quorum,
      emergency,
      madeAt: now,
      madeBy: actor.id,
      request: request?.id ?? null,
      state: 'open',
    }
    await transactor.keepDraft(draft)
    await this.#record('trust.drafted', {
      actor,
      detail: { kind: draft.kind, version: next.version, emergency },
    })
    return this.show(draft.id)
  }

  /** Throws TrustError DRAFT_UNKNOWN. */
  async show(id: string): Promise<TrustDraft> {
    const { reader, trust } = this.#parts
    const draft = await this.#getDraft(id)
    const previous = await reader.findText(Number(draft.version) - 1)
    const signatures = await reader.listSignatures(id)
    return toDraft({ draft, signatures, previous, current: trust.list })
  }

  /**
   * Keeps the signature of an operator; with the one that completes the quorum the draft becomes the list.
   * Throws TrustError DRAFT_UNKNOWN, DRAFT_CLOSED, SIGNATURE_NOT_ACCEPTED, and those of `Trust.adopt`.
   */
  async sign(id: string, signature: TrustSignature, actor: DeskActor): Promise<TrustDraft> {
    const { transactor, clock } = this.#parts
    const draft = await this.#getOpenDraft(id)
    const operator = this.#verifySigner(draft, signature)
    await transactor.keepSignature({ draft: id, operator, ...signature, at: clock() })
    await this.#record('trust.signed', { actor, detail: { version: Number(draft.version), operator } })
    await this.#publishWhenComplete(draft, actor)
    return this.show(id)
  }

  /** Throws TrustError DRAFT_UNKNOWN, DRAFT_CLOSED. */
  async withdraw(id: string, actor: DeskActor): Promise<TrustDraft> {
    const draft = await this.#getOpenDraft(id)
    await this.#parts.transactor.closeDraft(id, 'withdrawn')
    await this.#record('trust.withdrawn', { actor, detail: { version: Number(draft.version) } })
    return this.show(id)
  }

  /** Throws TrustError REQUEST_UNKNOWN. */
  async refuse(id: string, actor: DeskActor): Promise<void> {
    const { reader, transactor } = this.#parts
    const request = await reader.findRequest(id)
    if (request?.direction !== 'received' || request.state !== 'waiting') throw requestUnknown()
    await transactor.moveRequest(id, { state: 'refused' })
    await this.#record('trust.refused', { actor, counterpart: request.peer, detail: { request: id } })
  }

  #verifyNewcomer(request: TrustRequest, now: Date): string {
    const { trust } = this.#parts
    const { invitation } = own(() => verifyInvitation(request.invitation ?? '', trust.list.operators, now))
    const missing = neededUses.filter((use) => !request.keys?.some((key) => key.use === use))
    if (missing.length > 0)
      throw new TrustError('REQUEST_NOT_ADMISSIBLE', `the request has no key for ${missing.join(', ')}`)
    if (trust.findPeer(request.peer))
      throw new TrustError('REQUEST_NOT_ADMISSIBLE', `a peer ${request.peer} is in the list already`, {
        remedy: 'choose another id; a peer that is listed renews its keys with isthmus trust rotate',
      })
    return invitation.id
  }

  async #findRequest({ kind, request: id }: TrustProposal): Promise<TrustRequest | undefined> {
    if (id === undefined) return undefined
    const stored = await this.#parts.reader.findRequest(id)
    const wanted = { join: 'admit', rotate: 'rotate', revoke: 'revoke' } as const
    if (stored?.direction !== 'received' || stored.state !== 'waiting' || wanted[stored.kind] !== kind)
      throw requestUnknown()
    return readRequest(stored.text)
  }

  async #getDraft(id: string): Promise<StoredDraft> {
    const draft = await this.#parts.reader.findDraft(id)
    if (draft) return draft
    throw new TrustError('DRAFT_UNKNOWN', 'the desk knows no such draft')
  }

  async #getOpenDraft(id: string): Promise<StoredDraft> {
    const draft = await this.#getDraft(id)
    const isNext = Number(draft.version) === this.#parts.trust.list.version + 1
    if (draft.state === 'open' && isNext) return draft
    throw new TrustError('DRAFT_CLOSED', 'the draft is published, withdrawn, or overtaken by another list', {
      remedy: 'make a new draft',
    })
  }

  #verifySigner({ payload }: StoredDraft, signature: TrustSignature): string {
    const { operators } = this.#parts.trust.list
    const next = JSON.parse(payload) as TrustList
    const document = findDocument(
      toDocumentText(Buffer.from(payload, 'utf8'), [signature]),
      'isthmus-trust-list+jws',
    )
    const keys = [...operators.keys, ...next.operators.keys]
    const [operator] = document ? verifySignatures(document, keys).signedBy : []
    if (operator !== undefined) return operator
    throw new TrustError('SIGNATURE_NOT_ACCEPTED', 'this is no signature of an operator on this draft', {
      remedy: 'sign the draft as the desk shows it now, with the key of an operator of the list',
    })
  }

  async #publishWhenComplete(draft: StoredDraft, actor: DeskActor): Promise<void> {
    const { trust, reader } = this.#parts
    const signatures = await reader.listSignatures(draft.id)
    if (signatures.length < draft.required) return
    const text = toDocumentText(
      Buffer.from(draft.payload, 'utf8'),
      signatures.map(({ protected: header, signature }) => ({ protected: header, signature })),
    )
    try {
      await trust.adopt(text)
    } catch (fault) {
      // Other operators' signatures are missing when the operators themselves change.
      if (fault instanceof TrustError && fault.code === 'TRUST_LIST_QUORUM_MISSED') return
      throw fault
    }
    await this.settle()
    await this.#record('trust.published', {
      actor,
      detail: { version: Number(draft.version), hash: draft.hash },
    })
  }

  #nameOf(operator: string): string {
    return this.#parts.trust.list.operators.keys.find(({ id }) => id === operator)?.name ?? operator
  }

  async #record(
    event: AuditEvent['event'],
    parts: Pick<AuditEvent, 'actor' | 'counterpart' | 'detail'>,
  ): Promise<void> {
    const outcome = event === 'trust.refused' ? 'refused' : 'done'
    await this.#parts.auditLog.append({
      event,
      operation: 'config',
      correlationId: randomUUID(),
      outcome,
      ...parts,
    })
  }
}

function own<Result>(act: () => Result): Result {
  try {
    return act()
  } catch (fault) {
    throw toTrustError(fault)
  }
}

function requestUnknown(): TrustError {
  return new TrustError('REQUEST_UNKNOWN', 'no such request waits at the desk')
}
