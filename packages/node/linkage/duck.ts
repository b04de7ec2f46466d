import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  INTEGER,
  SMALLINT,
  UBIGINT,
  UINTEGER,
  USMALLINT,
  UTINYINT,
  VARCHAR,
} from '@duckdb/node-api'
import bindings from '@duckdb/node-bindings'
import { LinkageError } from './errors.ts'

export type Column =
  | Uint8Array
  | Uint16Array
  | Int16Array
  | Int32Array
  | Uint32Array
  | BigUint64Array
  | Float64Array
  | readonly string[]

export type DuckOptions = {
  /** A folder that only this run uses; DuckDB puts there what does not fit into memory. */
  folder: string
  threads: number
  memoryMb: number
}

/** Rows that one data chunk of DuckDB holds at most. */
const chunkRows = 2048

/** A DuckDB of one run: in memory, and nothing outside it but what it spills into the run's own folder. */
export class Duck {
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance
    this.#connection = connection
  }

  static async open(options: DuckOptions): Promise<Duck> {
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(options.threads),
      memory_limit: `${options.memoryMb}MB`,
      temp_directory: options.folder,
      preserve_insertion_order: 'false',
      // Neither files nor the network are anything to the steps of a run.
      enable_external_access: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    })
    return new Duck(instance, await instance.connect())
  }

  /** Runs one statement; answers how many rows it changed. Throws LinkageError STEP_FAILED without any value. */
  async run(sql: string): Promise<number> {
    try {
      return (await this.#connection.run(sql)).rowsChanged
    } catch (cause) {
      throw toStepFault(cause)
    }
  }

  /** The rows of a small answer. */
  async read(sql: string): Promise<Record<string, unknown>[]> {
    try {
      return (await this.#connection.runAndReadAll(sql)).getRowObjects()
    } catch (cause) {
      throw toStepFault(cause)
    }
  }

  /** The rows of a large answer, column by column, in chunks. Other statements may run meanwhile. */
  async *chunks(sql: string): AsyncGenerator<unknown[][]> {
    const result = await this.#connection.run(sql)
    for (;;) {
      const chunk = await result.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) return
      yield chunk.getColumns()
    }
  }

  /** Adds rows that lie in columns to a table whose columns have their types and order. */
  async append(table: string, columns: readonly Column[]): Promise<void> {
    const types = columns.map(typeOf)
    const rows = columns[0]?.length ?? 0
    const appender = await this.#connection.createAppender(table)
    for (let from = 0; from < rows; from += chunkRows) {
      const count = Math.min(chunkRows, rows - from)
      const chunk = DuckDBDataChunk.create(types, count)
      for (const [at, column] of columns.entries()) fill(chunk, at, { column, from, count })
      appender.appendDataChunk(chunk)
    }
    appender.closeSync()
  }

  /** Ends the statement that is running, if any. */
  interrupt(): void {
    this.#connection.interrupt()
  }

  close(): void {
    this.#connection.closeSync()
    this.#instance.closeSync()
  }
}

function fill(
  chunk: DuckDBDataChunk,
  at: number,
  { column, from, count }: { column: Column; from: number; count: number },
): void {
  if (!ArrayBuffer.isView(column)) {
    chunk.setColumnValues(at, column.slice(from, from + count))
    return
  }
  // Numbers are copied as they lie in memory: one call for a column instead of one for each value.
  const bytes = column.BYTES_PER_ELEMENT
  bindings.copy_data_to_vector(
    bindings.data_chunk_get_vector(chunk.chunk, at),
    0,
    column.buffer as ArrayBuffer, // Columns of a batch were handed over, so they are never shared.
    column.byteOffset + from * bytes,
    count * bytes,
  )
}

function typeOf(column: Column): DuckDBType {
  if (column instanceof Uint8Array) return UTINYINT
  if (column instanceof Uint16Array) return USMALLINT
  if (column instanceof Int16Array) return SMALLINT
  if (column instanceof Int32Array) return INTEGER
  if (column instanceof Uint32Array) return UINTEGER
  if (column instanceof Float64Array) return DOUBLE
  return column instanceof BigUint64Array ? UBIGINT : VARCHAR
}

/** DuckDB quotes values in its messages; only their first word, the kind of fault, may travel on. */
function toStepFault(cause: unknown): LinkageError {
  const kind = cause instanceof Error ? (/^[A-Za-z ]{3,40}(?= Error:)/.exec(cause.message)?.[0] ?? '') : ''
  const remedy =
    kind === 'Out of Memory' ? { remedy: 'link smaller sources, or give the machine more memory' } : {}
  return new LinkageError('STEP_FAILED', `DuckDB refused a step (${kind || 'unknown kind'} error)`, remedy)
}
