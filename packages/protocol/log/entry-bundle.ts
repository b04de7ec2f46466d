import { LogError } from './errors.ts'
import { tileWidth } from './tiles.ts'

const lengthBytes = 2
const longestEntry = 0xffff

/** Entries one after the other, each after its length as two bytes, big-endian (C2SP tlog-tiles). */
export function formatEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((sum, entry) => sum + lengthBytes + entry.length, 0))
  let at = 0
  for (const entry of entries) {
    if (entry.length > longestEntry)
      throw new LogError('ENTRY_BUNDLE_MALFORMED', `an entry has at most ${longestEntry} bytes`)
    bundle[at] = entry.length >> 8
    bundle[at + 1] = entry.length & 255
    bundle.set(entry, at + lengthBytes)
    at += lengthBytes + entry.length
  }
  return bundle
}

/** The entries of a bundle that must hold exactly `width` of them. */
export function parseEntryBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bundle.length) {
    const from = at + lengthBytes
    const to = from + (((bundle[at] ?? 0) << 8) | (bundle[at + 1] ?? 0))
    if (to > bundle.length || from > bundle.length)
      throw new LogError(
        'ENTRY_BUNDLE_MALFORMED',
        `entry ${entries.length} of the bundle is cut off at byte ${at}`,
      )
    if (entries.length === tileWidth)
      throw new LogError('ENTRY_BUNDLE_MALFORMED', `the bundle holds more than ${tileWidth} entries`)
    entries.push(bundle.subarray(from, to))
    at = to
  }
  if (entries.length !== width)
    throw new LogError(
      'ENTRY_BUNDLE_MALFORMED',
      `the bundle holds ${entries.length} entries instead of ${width}`,
    )
  return entries
}
