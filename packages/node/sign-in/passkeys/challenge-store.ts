import { createHash, randomBytes } from 'node:crypto'
import type { Clock, Database } from '../../platform/index.ts'
import { SignInError } from '../sign-in-error.ts'

/** For what the answer to a challenge counts; `ground` says why an enrolment is allowed. */
export type ChallengeUse = { operation: string; subject: string; ground: string }

export const challengeMs = 120_000

/** Of one officer; the oldest go when there are more. */
const mostWaiting = 20

/** Challenges that wait: for one officer and one use, once, for two minutes. Only their SHA-256 is stored. */
export class ChallengeStore {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** 32 random bytes, base64url. */
  async open(officerId: string, use: ChallengeUse): Promise<{ challenge: string; expiresAt: string }> {
    const challenge = randomBytes(32).toString('base64url')
    const now = this.#clock()
    const expiresAt = new Date(now.getTime() + challengeMs)
    await this.#database.query('delete from sign_in.passkey_challenge where expires_at <= $1', [now])
    await this.#database.query(
      `insert into sign_in.passkey_challenge (challenge_hash, officer_id, operation, subject, ground, expires_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [digest(challenge), officerId, use.operation, use.subject, use.ground, expiresAt],
    )
    await this.#database.query(
      `delete from sign_in.passkey_challenge where challenge_hash in (
         select challenge_hash from sign_in.passkey_challenge where officer_id = $1
          order by expires_at desc offset $2)`,
      [officerId, mostWaiting],
    )
    return { challenge, expiresAt: expiresAt.toISOString() }
  }

  /**
   * The challenge that this answer is to, once: whatever comes of the answer, a second one finds nothing. Gives its ground.
   * Throws SignInError PASSKEY_CHALLENGE_STALE, PASSKEY_CHALLENGE_WRONG.
   */
  async take(challenge: string, officerId: string, use: Omit<ChallengeUse, 'ground'>): Promise<string> {
    const [row] = await this.#database.query<Row>(
      'delete from sign_in.passkey_challenge where challenge_hash = $1 returning *',
      [digest(challenge)],
    )
    if (!row || row.expires_at <= this.#clock())
      throw new SignInError(
        'PASSKEY_CHALLENGE_STALE',
        'this challenge was used, has expired or is not known',
        {
          remedy: 'begin again; a challenge lives two minutes and is used once',
        },
      )
    if (row.officer_id !== officerId || row.operation !== use.operation || row.subject !== use.subject)
      throw new SignInError('PASSKEY_CHALLENGE_WRONG', 'the passkey confirmed something else', {
        remedy: 'begin again, and confirm this very operation',
      })
    return row.ground
  }
}

type Row = ChallengeUse & { officer_id: string; expires_at: Date }

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
