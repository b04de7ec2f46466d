/** Byte strings for one statement: `bytes` hold them one behind the other, `starts` (from 1) and `lengths` say where. */
export type PackedBytes = { bytes: Buffer; starts: number[]; lengths: number[] }

/**
 * An array of bytea travels as text, which both ends write and read letter by letter; one bytea travels as it is. In SQL a
 * value is `substring(bytes from start for length)`.
 */
export function packBytes(values: readonly Buffer[]): PackedBytes {
  const starts: number[] = []
  let next = 1
  for (const { length } of values) {
    starts.push(next)
    next += length
  }
  return { bytes: Buffer.concat(values), starts, lengths: values.map(({ length }) => length) }
}
