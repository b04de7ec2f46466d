import type { TrustDraft } from '@isthmus/contract'
import type { Database } from '../platform/index.ts'

export type StoredInvitation = {
  id: string
  text: string
  for: string
  by: string
  issuedAt: Date
  expiresAt: Date
  usedBy: string | null
}

export type StoredRequest = {
  id: string
  direction: 'received' | 'sent'
  kind: 'join' | 'rotate' | 'revoke'
  peer: string
  text: string
  fingerprint: string
  requestedAt: Date
  state: 'waiting' | 'sent' | 'drafted' | 'done' | 'refused'
  draft: string | null
  reason: string | null
}

export type StoredDraft = {
  id: string
  kind: TrustDraft['kind']
  version: bigint
  payload: string
  hash: string
  required: number
  emergency: boolean
  madeAt: Date
  madeBy: string
  request: string | null
  state: 'open' | 'published' | 'withdrawn' | 'overtaken'
}

export type StoredSignature = {
  draft: string
  operator: string
  protected: string
  signature: string
  at: Date
}

const requestColumns =
  'id, direction, kind, peer, text, fingerprint, requested_at as "requestedAt", state, draft, reason'
const draftColumns =
  'id, kind, version, payload, hash, required, emergency, made_at as "madeAt", made_by as "madeBy", request, state'
const mostShown = 100

/** What lies in the schema `trust`. */
export class TrustReader {
  readonly #database: Pick<Database, 'query'>

  constructor(database: Pick<Database, 'query'>) {
    this.#database = database
  }

  async listTexts(): Promise<string[]> {
    const rows = await this.#database.query<{ text: string }>('select text from trust.list order by version')
    return rows.map(({ text }) => text)
  }

  async findText(version: number): Promise<string | undefined> {
    const [row] = await this.#database.query<{ text: string }>(
      'select text from trust.list where version = $1',
      [version],
    )
    return row?.text
  }

  async findHash(version: number): Promise<string | undefined> {
    const [row] = await this.#database.query<{ hash: string }>(
      'select hash from trust.list where version = $1',
      [version],
    )
    return row?.hash
  }

  /** The latest lists, the newest first. */
  listLatest(count: number): Promise<{ text: string; adoptedAt: Date }[]> {
    return this.#database.query(
      'select text, adopted_at as "adoptedAt" from trust.list order by version desc limit $1',
      [count],
    )
  }

  listInvitations(): Promise<StoredInvitation[]> {
    return this.#database.query(
      `select id, text, issued_for as "for", issued_by as "by", issued_at as "issuedAt", expires_at as "expiresAt",
              used_by as "usedBy"
         from trust.invitation order by issued_at desc limit $1`,
      [mostShown],
    )
  }

  listRequests(): Promise<StoredRequest[]> {
    return this.#database.query(
      `select ${requestColumns} from trust.request order by requested_at desc, id limit $1`,
      [mostShown],
    )
  }

  async findRequest(id: string): Promise<StoredRequest | undefined> {
    const [row] = await this.#database.query<StoredRequest>(
      `select ${requestColumns} from trust.request where id = $1`,
      [id],
    )
    return row
  }

  async countWaiting(): Promise<number> {
    const [row] = await this.#database.query<{ count: bigint }>(
      `select count(*) as count from trust.request where direction = 'received' and state = 'waiting'`,
    )
    return Number(row?.count ?? 0)
  }

  listDrafts(): Promise<StoredDraft[]> {
    return this.#database.query(
      `select ${draftColumns} from trust.draft order by made_at desc, id limit $1`,
      [30],
    )
  }

  async findDraft(id: string): Promise<StoredDraft | undefined> {
    const [row] = await this.#database.query<StoredDraft>(
      `select ${draftColumns} from trust.draft where id = $1`,
      [id],
    )
    return row
  }

  listSignatures(draft: string): Promise<StoredSignature[]> {
    return this.#database.query(
      'select draft, operator, protected, signature, at from trust.signature where draft = $1 order by at, operator',
      [draft],
    )
  }
}
