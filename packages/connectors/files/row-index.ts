import { toHash } from '../key-set.ts'
import { RowRuns } from './row-runs.ts'
import { RowTable } from './row-table.ts'

export type RowPlace = { start: number; length: number }

/**
 * Where the rows of each key stand in a file: hash of key -> offsets. In memory while they are few, then on disk, so that
 * memory stays flat however large the file is. Holds no values. Two keys may share a hash: who reads a row compares its key.
 */
export class RowIndex {
  readonly #landing: string
  #table: RowTable | undefined = new RowTable()
  #runs: RowRuns | undefined

  constructor(landing: string) {
    this.#landing = landing
  }

  add(key: string, { start, length }: RowPlace): void {
    const hash = toHash(key)
    if (this.#table?.add(hash, start, length) === true) return
    this.#runs ??= this.#moveToDisk()
    this.#runs.add(hash, start, length)
  }

  /** No more rows come; look-ups may begin. */
  seal(): void {
    this.#runs?.seal()
  }

  /** Places of rows whose key may be this one, in the order of the file. */
  find(key: string): RowPlace[] {
    const hash = toHash(key)
    return this.#runs?.find(hash) ?? this.#table?.find(hash) ?? []
  }

  [Symbol.dispose](): void {
    this.#runs?.[Symbol.dispose]()
  }

  #moveToDisk(): RowRuns {
    const runs = new RowRuns(this.#landing)
    this.#table?.forEach((hash, start, length) => void runs.add(hash, start, length))
    this.#table = undefined
    return runs
  }
}
