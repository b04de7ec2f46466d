import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { toHash } from '../key-set.ts'
import { toFileError } from './file-fault.ts'

export type RowPlace = { start: number; length: number; line: number }

/**
 * Where the rows of each key stand in a file: hash of key -> offsets, on disk, so that memory stays flat however large
 * the file is. Holds no values. Two keys may share a hash: the reader of a row compares the key itself.
 */
export class RowIndex {
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
      create table row (hash integer, start integer, length integer, line integer) strict;
      begin`)
    this.#insert = this.#database.prepare('insert into row values (?, ?, ?, ?)')
  }

  add(key: string, place: RowPlace): void {
    try {
      this.#insert.run(toHash(key), place.start, place.length, place.line)
    } catch (error) {
      throw toFileError(error, this.#path)
    }
  }

  /** No more rows come; look-ups may begin. */
  seal(): void {
    this.#database.exec('commit; create index row_hash on row (hash, start, length, line)')
    const select = this.#database.prepare('select start, length, line from row where hash = ? order by start')
    select.setReturnArrays(true)
    this.#select = select
  }

  /** Places of rows whose key may be this one, in the order of the file. */
  find(key: string): RowPlace[] {
    const rows = this.#select?.all(toHash(key)) ?? []
    return (rows as unknown as [number, number, number][]) // setReturnArrays makes rows arrays
      .map(([start, length, line]) => ({ start, length, line }))
  }

  [Symbol.dispose](): void {
    this.#database.close()
    rmSync(this.#path, { force: true })
  }
}
