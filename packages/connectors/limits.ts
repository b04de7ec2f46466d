/** Bounds against hostile or broken sources. Sizes in bytes unless they say otherwise. */
export const limits = {
  /** A longer text is no field of a register: an open quote or a missing tag swallowed what follows. */
  field: 1024 * 1024,
  record: 16 * 1024 * 1024,
  /** A row of a database with its continuation rows, as JSON. */
  row: 4 * 1024 * 1024,
  /** Nesting of one record. */
  depth: 64,
  /** What is read of a file before its header or root element must have appeared. */
  preamble: 1024 * 1024,
  /** An unpacked or transcoded copy. */
  landing: 20 * 1024 ** 3,
  block: 64 * 1024,
} as const
