import type { Invitation } from '@isthmus/contract'
import type { VerifiedTrustList } from '@isthmus/protocol/trust'
import type { Database } from '../platform/index.ts'
import type { StoredDraft, StoredRequest, StoredSignature } from './reader.ts'

/** Writes into the schema `trust`; every list, once adopted, stays. */
export class TrustTransactor {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async keepLists(lists: readonly VerifiedTrustList[], adoptedAt: Date): Promise<void> {
    await this.#database.transact(async (transaction) => {
      for (const { list, hash, text } of lists) {
        await transaction.query(
          'insert into trust.list (version, hash, text, adopted_at) values ($1, $2, $3, $4) on conflict do nothing',
          [list.version, hash, text, adoptedAt],
        )
      }
    })
  }

  async keepInvitation(
    { id, for: issuedFor, issuedAt, expiresAt }: Invitation,
    signed: { text: string; by: string },
  ): Promise<void> {
    await this.#database.query(
      `insert into trust.invitation (id, text, issued_for, issued_by, issued_at, expires_at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [id, signed.text, issuedFor, signed.by, new Date(issuedAt), new Date(expiresAt)],
    )
  }

  /**
   * Keeps a request, and uses up its invitation in the same transaction. `used`: another request has used it already;
   * `unknown`: there is no such invitation. A request that is known already changes nothing.
   */
  async keepRequest(request: StoredRequest, invitation?: string): Promise<'kept' | 'used' | 'unknown'> {
    return this.#database.transact(async (transaction) => {
      if (invitation !== undefined) {
        const [row] = await transaction.query<{ usedBy: string | null }>(
          'select used_by as "usedBy" from trust.invitation where id = $1 for update',
          [invitation],
        )
        if (!row) return 'unknown'
        if (row.usedBy !== null && row.usedBy !== request.id) return 'used'
        await transaction.query('update trust.invitation set used_by = $2 where id = $1', [
          invitation,
          request.id,
        ])
      }
      await transaction.query(
        `insert into trust.request (id, direction, kind, peer, text, fingerprint, requested_at, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
        [
          request.id,
          request.direction,
          request.kind,
          request.peer,
          request.text,
          request.fingerprint,
          request.requestedAt,
          request.state,
        ],
      )
      return 'kept'
    })
  }

  async moveRequest(
    id: string,
    move: { state: StoredRequest['state']; draft?: string; reason?: string },
  ): Promise<void> {
    await this.#database.query(
      'update trust.request set state = $2, draft = coalesce($3, draft), reason = coalesce($4, reason) where id = $1',
      [id, move.state, move.draft ?? null, move.reason ?? null],
    )
  }

  async keepDraft(draft: StoredDraft): Promise<void> {
    await this.#database.transact(async (transaction) => {
      await transaction.query(
        `insert into trust.draft (id, kind, version, payload, hash, required, emergency, made_at, made_by, request, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          draft.id,
          draft.kind,
          draft.version,
          draft.payload,
          draft.hash,
          draft.required,
          draft.emergency,
          draft.madeAt,
          draft.madeBy,
          draft.request,
          draft.state,
        ],
      )
      if (draft.request === null) return
      await transaction.query(`update trust.request set state = 'drafted', draft = $2 where id = $1`, [
        draft.request,
        draft.id,
      ])
    })
  }

  async keepSignature({ draft, operator, at, ...signature }: StoredSignature): Promise<void> {
    await this.#database.query(
      `insert into trust.signature (draft, operator, protected, signature, at) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [draft, operator, signature.protected, signature.signature, at],
    )
  }

  /** Closes a draft; its request is done, or waits again. */
  async closeDraft(id: string, state: 'published' | 'withdrawn' | 'overtaken'): Promise<void> {
    await this.#database.transact(async (transaction) => {
      const closed = await transaction.query(
        `update trust.draft set state = $2 where id = $1 and state = 'open' returning id`,
        [id, state],
      )
      if (closed.length === 0) return
      await transaction.query(
        `update trust.request set state = $2, draft = case when $2 = 'done' then draft else null end
          where draft = $1 and state = 'drafted'`,
        [id, state === 'published' ? 'done' : 'waiting'],
      )
    })
  }

  /**
   * Drafts for versions that exist by now are closed: the one that became the list is published, for others it is too late
   * and their requests wait again.
   */
  async settleDrafts(version: number): Promise<void> {
    const rows = await this.#database.query<{ id: string; isList: boolean }>(
      `select draft.id, exists (select from trust.list where list.hash = draft.hash) as "isList"
         from trust.draft as draft where draft.state = 'open' and draft.version <= $1`,
      [version],
    )
    for (const { id, isList } of rows) await this.closeDraft(id, isList ? 'published' : 'overtaken')
  }
}
