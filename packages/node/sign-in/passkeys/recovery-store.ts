import type { PasskeyRecovery } from '@isthmus/contract'
import type { Queries } from '../../platform/index.ts'

export type StoredRecovery = {
  id: number
  officerId: string
  pseudonym: string
  state: 'open' | 'approved' | 'refused' | 'used'
  askedAt: Date
  expiresAt: Date
  approvers: readonly string[]
}

const columns = `id, officer_id, pseudonym, state, asked_at, expires_at, array(
  select approver_id from sign_in.passkey_approval where recovery_id = r.id order by approved_at) as approvers`

/** SQL on `sign_in.passkey_recovery`, `passkey_approval` and `passkey_invitation`. */
export class RecoveryStore {
  readonly #queries: Queries

  constructor(queries: Queries) {
    this.#queries = queries
  }

  /** Held by this transaction until its end. */
  async lock(id: number): Promise<StoredRecovery | undefined> {
    await this.#queries.query('select 1 from sign_in.passkey_recovery where id = $1 for update', [id])
    const [row] = await this.#queries.query<Row>(
      `select ${columns} from sign_in.passkey_recovery r where id = $1`,
      [id],
    )
    return row && toStored(row)
  }

  async findWaiting(officerId: string): Promise<StoredRecovery | undefined> {
    const [row] = await this.#queries.query<Row>(
      `select ${columns} from sign_in.passkey_recovery r where officer_id = $1 and state in ('open', 'approved')`,
      [officerId],
    )
    return row && toStored(row)
  }

  async list(): Promise<StoredRecovery[]> {
    const rows = await this.#queries.query<Row>(
      `select ${columns} from sign_in.passkey_recovery r order by id desc limit 100`,
    )
    return rows.map(toStored)
  }

  /** Whoever asks again begins again. */
  async open(
    recovery: Pick<StoredRecovery, 'officerId' | 'pseudonym' | 'askedAt' | 'expiresAt'>,
  ): Promise<number> {
    const { officerId, pseudonym, askedAt, expiresAt } = recovery
    await this.#queries.query(
      `update sign_in.passkey_recovery set state = 'refused' where officer_id = $1 and state in ('open', 'approved')`,
      [officerId],
    )
    const [row] = await this.#queries.query<{ id: bigint }>(
      `insert into sign_in.passkey_recovery (officer_id, pseudonym, state, asked_at, expires_at)
       values ($1, $2, 'open', $3, $4) returning id`,
      [officerId, pseudonym, askedAt, expiresAt],
    )
    return Number(row?.id)
  }

  /** False when this person has approved already. */
  async approve(id: number, approverId: string, at: Date): Promise<boolean> {
    const rows = await this.#queries.query(
      `insert into sign_in.passkey_approval (recovery_id, approver_id, approved_at) values ($1, $2, $3)
       on conflict do nothing returning 1`,
      [id, approverId, at],
    )
    return rows.length > 0
  }

  async end(id: number, state: StoredRecovery['state'], expiresAt: Date): Promise<void> {
    await this.#queries.query(
      'update sign_in.passkey_recovery set state = $2, expires_at = $3 where id = $1',
      [id, state, expiresAt],
    )
  }

  /** A newer code takes the place of an older one. */
  async invite(invitation: { pseudonym: string; codeHash: Buffer; expiresAt: Date }): Promise<void> {
    await this.#queries.query(
      `insert into sign_in.passkey_invitation (pseudonym, code_hash, expires_at) values ($1, $2, $3)
       on conflict (pseudonym) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at`,
      [invitation.pseudonym, invitation.codeHash, invitation.expiresAt],
    )
  }

  async findInvitation(pseudonym: string): Promise<{ codeHash: Buffer; expiresAt: Date } | undefined> {
    const [row] = await this.#queries.query<{ code_hash: Buffer; expires_at: Date }>(
      'select code_hash, expires_at from sign_in.passkey_invitation where pseudonym = $1',
      [pseudonym],
    )
    return row && { codeHash: row.code_hash, expiresAt: row.expires_at }
  }

  /** False when it is gone: used at the same time, or never there. */
  async useInvitation(pseudonym: string): Promise<boolean> {
    const rows = await this.#queries.query(
      'delete from sign_in.passkey_invitation where pseudonym = $1 returning 1',
      [pseudonym],
    )
    return rows.length > 0
  }
}

type Row = {
  id: bigint
  officer_id: string
  pseudonym: string
  state: StoredRecovery['state']
  asked_at: Date
  expires_at: Date
  approvers: string[]
}

function toStored(row: Row): StoredRecovery {
  return {
    id: Number(row.id),
    officerId: row.officer_id,
    pseudonym: row.pseudonym,
    state: row.state,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    approvers: row.approvers,
  }
}

export function isWaiting({ state, expiresAt }: StoredRecovery, now: Date): boolean {
  return (state === 'open' || state === 'approved') && expiresAt > now
}

/** `viewerId`: who may see whether it waits for them. */
export function toRecovery(stored: StoredRecovery, now: Date, viewerId?: string): PasskeyRecovery {
  const { id, pseudonym, state, officerId, askedAt, expiresAt, approvers } = stored
  const isOver = (state === 'open' || state === 'approved') && expiresAt <= now
  const waits = state === 'open' && !isOver && officerId !== viewerId
  const mayApprove = viewerId !== undefined && waits && !approvers.includes(viewerId)
  return {
    ...{ id: `y${id}`, pseudonym, state: isOver ? 'expired' : state, approvals: approvers.length },
    ...{ askedAt: askedAt.toISOString(), expiresAt: expiresAt.toISOString() },
    ...(mayApprove ? { mayApprove } : {}),
  }
}
