import { createHash } from 'node:crypto'
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'
import type { Database } from '../platform/index.ts'

type Row = { payload: AdapterPayload; consumed_at: Date | null }

const columns = 'payload, consumed_at'

/**
 * What the embedded provider remembers, in `sign_in.provider_item`: the seven methods that oidc-provider asks for.
 * Identifiers come from strangers and are looked up by their SHA-256.
 */
export function createProviderStore(database: Database): AdapterFactory {
  return (model) => adapterOf(database, model)
}

export async function cleanProviderStore(database: Database, now: Date): Promise<void> {
  await database.query('delete from sign_in.provider_item where expires_at <= $1', [now])
}

function adapterOf(database: Database, model: string): Adapter {
  const findBy = async (column: 'user_code' | 'uid', value: string): Promise<AdapterPayload | undefined> => {
    if (value.includes('\0')) return undefined
    const rows = await database.query<Row>(
      `select ${columns} from sign_in.provider_item where model = $1 and ${column} = $2`,
      [model, value],
    )
    return toPayload(rows[0])
  }
  return {
    upsert: (id, payload, expiresIn) => upsert(database, { model, id, payload, expiresIn }),
    find: async (id) => {
      const rows = await database.query<Row>(
        `select ${columns} from sign_in.provider_item where model = $1 and id_hash = $2`,
        [model, digest(id)],
      )
      return toPayload(rows[0])
    },
    findByUserCode: (code) => findBy('user_code', code),
    findByUid: (uid) => findBy('uid', uid),
    consume: async (id) => {
      await database.query(
        'update sign_in.provider_item set consumed_at = now() where model = $1 and id_hash = $2',
        [model, digest(id)],
      )
    },
    destroy: async (id) => {
      await database.query('delete from sign_in.provider_item where model = $1 and id_hash = $2', [
        model,
        digest(id),
      ])
    },
    revokeByGrantId: async (grantId) => {
      if (grantId.includes('\0')) return
      await database.query('delete from sign_in.provider_item where grant_id = $1', [grantId])
    },
  }
}

type Item = { model: string; id: string; payload: AdapterPayload; expiresIn: number | undefined }

async function upsert(database: Database, item: Item): Promise<void> {
  const { payload, expiresIn } = item
  const expiresAt = typeof expiresIn === 'number' ? new Date(Date.now() + expiresIn * 1000) : null
  await database.query(
    `insert into sign_in.provider_item (model, id_hash, payload, grant_id, user_code, uid, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (model, id_hash) do update set payload = excluded.payload, grant_id = excluded.grant_id,
       user_code = excluded.user_code, uid = excluded.uid, expires_at = excluded.expires_at`,
    [
      item.model,
      digest(item.id),
      JSON.stringify(payload),
      payload.grantId ?? null,
      payload.userCode ?? null,
      payload.uid ?? null,
      expiresAt,
    ],
  )
}

function toPayload(row: Row | undefined): AdapterPayload | undefined {
  if (!row) return undefined
  return row.consumed_at
    ? { ...row.payload, consumed: Math.floor(row.consumed_at.getTime() / 1000) }
    : row.payload
}

function digest(id: string): Buffer {
  return createHash('sha256').update(id).digest()
}
