import type { Passkey, PasskeyEntry } from '@isthmus/contract'
import type { Queries } from '../../platform/index.ts'

type RevokedBy = NonNullable<PasskeyEntry['revokedBy']>

/** A passkey as this peer keeps it. */
export type StoredPasskey = {
  id: number
  officerId: string
  name: string
  /** Of the newest assertion; 0 for ever where the authenticator does not count. */
  counter: number
  isSynced: boolean
  lastUsedAt: Date | undefined
  revokedBy: RevokedBy | undefined
  passkey: Passkey
}

export type NewPasskey = Pick<StoredPasskey, 'officerId' | 'name' | 'counter' | 'isSynced' | 'passkey'>

const columns = `id, credential_id, officer_id, pseudonym, name, algorithm, public_key, relying_party, origin, counter,
  is_synced, enrolled_at, last_used_at, revoked_at, revoked_by`

/** SQL on `sign_in.passkey`. */
export class PasskeyStore {
  readonly #queries: Queries

  constructor(queries: Queries) {
    this.#queries = queries
  }

  async findByCredential(credentialId: string): Promise<StoredPasskey | undefined> {
    const [row] = await this.#queries.query<Row>(
      `select ${columns} from sign_in.passkey where credential_id = $1`,
      [credentialId],
    )
    return row && toStored(row)
  }

  async find(id: number): Promise<StoredPasskey | undefined> {
    const [row] = await this.#queries.query<Row>(`select ${columns} from sign_in.passkey where id = $1`, [id])
    return row && toStored(row)
  }

  /** Revoked ones too, the newest first. */
  async listOf(owner: { officerId: string } | { pseudonym: string }): Promise<StoredPasskey[]> {
    const [officerId, pseudonym] = 'officerId' in owner ? [owner.officerId, ''] : ['', owner.pseudonym]
    const rows = await this.#queries.query<Row>(
      `select ${columns} from sign_in.passkey where officer_id = $1 or pseudonym = $2 order by id desc limit 200`,
      [officerId, pseudonym],
    )
    return rows.map(toStored)
  }

  /** False when the credential is enrolled already. */
  async insert({ officerId, name, counter, isSynced, passkey }: NewPasskey): Promise<boolean> {
    const rows = await this.#queries.query(
      `insert into sign_in.passkey (credential_id, officer_id, pseudonym, name, algorithm, public_key, relying_party,
         origin, counter, is_synced, enrolled_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (credential_id) do nothing returning id`,
      [
        ...[passkey.credentialId, officerId, passkey.pseudonym, name, passkey.algorithm, passkey.publicKey],
        ...[passkey.relyingParty, passkey.origin, counter, isSynced, new Date(passkey.enrolledAt)],
      ],
    )
    return rows.length > 0
  }

  async rename(id: number, name: string): Promise<void> {
    await this.#queries.query('update sign_in.passkey set name = $2 where id = $1', [id, name])
  }

  /** Notes a use; false when the counter has not grown, though the authenticator counts. */
  async count(id: number, counter: number, at: Date): Promise<boolean> {
    const rows = await this.#queries.query(
      `update sign_in.passkey set counter = $2, last_used_at = $3
        where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning id`,
      [id, counter, at],
    )
    return rows.length > 0
  }

  /** False when it is revoked already. */
  async revoke(id: number, by: RevokedBy, at: Date): Promise<boolean> {
    const rows = await this.#queries.query(
      `update sign_in.passkey set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null returning id`,
      [id, at, by],
    )
    return rows.length > 0
  }
}

type Row = {
  id: bigint
  credential_id: string
  officer_id: string
  pseudonym: string
  name: string
  algorithm: Passkey['algorithm']
  public_key: string
  relying_party: string
  origin: string
  counter: bigint
  is_synced: boolean
  enrolled_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
  revoked_by: RevokedBy | null
}

function toStored(row: Row): StoredPasskey {
  return {
    id: Number(row.id),
    officerId: row.officer_id,
    name: row.name,
    counter: Number(row.counter),
    isSynced: row.is_synced,
    lastUsedAt: row.last_used_at ?? undefined,
    revokedBy: row.revoked_by ?? undefined,
    passkey: {
      credentialId: row.credential_id,
      algorithm: row.algorithm,
      publicKey: row.public_key,
      pseudonym: row.pseudonym,
      relyingParty: row.relying_party,
      origin: row.origin,
      enrolledAt: row.enrolled_at.toISOString(),
      ...(row.revoked_at ? { revokedAt: row.revoked_at.toISOString() } : {}),
    },
  }
}

export function toPasskeyEntry({
  id,
  name,
  isSynced,
  lastUsedAt,
  revokedBy,
  passkey,
}: StoredPasskey): PasskeyEntry {
  const { algorithm, enrolledAt, revokedAt } = passkey
  return {
    ...{ id: `k${id}`, name, algorithm, enrolledAt, isSynced },
    ...(lastUsedAt ? { lastUsedAt: lastUsedAt.toISOString() } : {}),
    ...(revokedAt ? { revokedAt } : {}),
    ...(revokedBy ? { revokedBy } : {}),
  }
}
