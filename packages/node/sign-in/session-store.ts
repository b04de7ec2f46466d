import { createHash, randomBytes } from 'node:crypto'
import type { Clock, Database } from '../platform/index.ts'
import type { Officer } from './officer.ts'

const absoluteMs = 8 * 60 * 60_000
const idleMs = 30 * 60_000
/** A session's last use is written at most this often. */
const touchMs = 60_000
const pendingMs = 10 * 60_000

export type PendingSignIn = { state: string; nonce: string; codeVerifier: string; returnTo: string }

type SessionRow = { officer: Officer; last_seen_at: Date; expires_at: Date }
type PendingRow = { state: string; nonce: string; code_verifier: string; return_to: string }

/** Sessions and begun sign-ins, in schema `sign_in`. Identifiers are 256 random bits; only their SHA-256 is stored. */
export class SessionStore {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** A new session; the identifier goes into the cookie and nowhere else. */
  async open(officer: Officer): Promise<string> {
    const id = toIdentifier()
    const now = this.#clock()
    await this.#database.query(
      `insert into sign_in.session (id_hash, officer_id, officer, created_at, last_seen_at, expires_at)
       values ($1, $2, $3, $4, $4, $5)`,
      [digest(id), officer.id, JSON.stringify(officer), now, new Date(now.getTime() + absoluteMs)],
    )
    return id
  }

  /** The officer of a session that was used within 30 minutes and opened within 8 hours. */
  async findOfficer(id: string): Promise<Officer | undefined> {
    const now = this.#clock()
    const [session] = await this.#database.query<SessionRow>(
      'select officer, last_seen_at, expires_at from sign_in.session where id_hash = $1',
      [digest(id)],
      'sign-in-session',
    )
    if (!session) return undefined
    const idle = now.getTime() - session.last_seen_at.getTime()
    if (idle > idleMs || session.expires_at <= now) {
      await this.close(id)
      return undefined
    }
    if (idle > touchMs) {
      await this.#database.query('update sign_in.session set last_seen_at = $2 where id_hash = $1', [
        digest(id),
        now,
      ])
    }
    return session.officer
  }

  async close(id: string): Promise<void> {
    await this.#database.query('delete from sign_in.session where id_hash = $1', [digest(id)])
  }

  /** Ends every session of an officer and every access token issued until now. */
  async revoke(officerId: string): Promise<number> {
    return this.#database.transact(async (transaction) => {
      await transaction.query(
        `insert into sign_in.revocation (officer_id, revoked_at) values ($1, $2)
         on conflict (officer_id) do update set revoked_at = excluded.revoked_at`,
        [officerId, this.#clock()],
      )
      const ended = await transaction.query('delete from sign_in.session where officer_id = $1 returning 1', [
        officerId,
      ])
      return ended.length
    })
  }

  async findRevocation(officerId: string): Promise<Date | undefined> {
    const [row] = await this.#database.query<{ revoked_at: Date }>(
      'select revoked_at from sign_in.revocation where officer_id = $1',
      [officerId],
      'sign-in-revocation',
    )
    return row?.revoked_at
  }

  async begin(pending: PendingSignIn): Promise<string> {
    const id = toIdentifier()
    await this.#database.query(
      `insert into sign_in.pending (id_hash, state, nonce, code_verifier, return_to, expires_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [
        digest(id),
        pending.state,
        pending.nonce,
        pending.codeVerifier,
        pending.returnTo,
        this.#after(pendingMs),
      ],
    )
    return id
  }

  /** The begun sign-in, once: a second answer to it finds nothing. */
  async take(id: string): Promise<PendingSignIn | undefined> {
    const [row] = await this.#database.query<PendingRow & { expires_at: Date }>(
      'delete from sign_in.pending where id_hash = $1 returning *',
      [digest(id)],
    )
    if (!row || row.expires_at <= this.#clock()) return undefined
    return { state: row.state, nonce: row.nonce, codeVerifier: row.code_verifier, returnTo: row.return_to }
  }

  /** Deletes what has expired. */
  async clean(): Promise<void> {
    const now = this.#clock()
    await this.#database.query('delete from sign_in.session where expires_at <= $1 or last_seen_at <= $2', [
      now,
      new Date(now.getTime() - idleMs),
    ])
    await this.#database.query('delete from sign_in.pending where expires_at <= $1', [now])
  }

  #after(ms: number): Date {
    return new Date(this.#clock().getTime() + ms)
  }
}

function toIdentifier(): string {
  return randomBytes(32).toString('base64url')
}

function digest(id: string): Buffer {
  return createHash('sha256').update(id).digest()
}
