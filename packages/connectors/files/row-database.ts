import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { ConnectorError } from '../connector.ts'
import type { RowPlace } from './row-index.ts'

/** Hash -> places in a database of its own in the landing folder, which lives as long as the pass. */
export class RowDatabase {
  readonly #path: string
  readonly #database: DatabaseSync
  readonly #insert: StatementSync
  #select: StatementSync | undefined

  constructor(landing: string) {
    mkdirSync(landing, { recursive: true, mode: 0o700 })
    this.#path = join(landing, `rows-${process.pid}-${randomUUID()}.index`)
    this.#database = new DatabaseSync(this.#path)
    this.#database.exec(`
      pragma journal_mode = off;
      pragma synchronous = off;
      pragma locking_mode = exclusive;
      pragma cache_size = -16000;
      create table row (hash integer, start integer, length integer) strict;
      begin`)
    this.#insert = this.#database.prepare('insert into row values (?, ?, ?)')
  }

  add(hash: number, start: number, length: number): void {
    this.#guard(() => this.#insert.run(hash, start, length))
  }

  seal(): void {
    this.#guard(() => this.#database.exec('commit; create index row_hash on row (hash, start, length)'))
    this.#select = this.#database.prepare('select start, length from row where hash = ? order by start')
  }

  find(hash: number): RowPlace[] {
    const rows = this.#select?.all(hash) ?? []
    return rows.map((row) => ({ start: Number(row['start']), length: Number(row['length']) }))
  }

  [Symbol.dispose](): void {
    this.#database.close()
    rmSync(this.#path, { force: true })
  }

  #guard(work: () => unknown): void {
    try {
      work()
    } catch (error) {
      const place = 'landing folder'
      const reason = 'the index of continuation rows cannot be written'
      const remedy = 'Free space on its disk, or move the landing folder.'
      throw new ConnectorError('SOURCE_TOO_LARGE', { place, reason, remedy }, { cause: error })
    }
  }
}
