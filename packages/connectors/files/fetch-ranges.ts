import type { SourceRecord } from '../connector.ts'
import type { SourceFields } from '../source-value.ts'
import { type ByteRange, findRanges } from './byte-ranges.ts'
import { toCancelled } from './file-fault.ts'
import type { SourceFile } from './source-file.ts'

type Wanted = { locators: readonly string[]; signal: AbortSignal }

/** Records that stand in one byte range each; undefined where the bytes are no record. */
export async function fetchRanges(
  source: SourceFile,
  { locators, signal }: Wanted,
  findValue: (bytes: Buffer) => SourceFields | undefined,
): Promise<(SourceRecord | undefined)[]> {
  if (signal.aborted) throw toCancelled(source.name)
  await source.verifyUnchanged()
  const ranges = locators.map(findOneRange)
  const read = await source.readRanges(ranges.map((range) => range ?? nothing))
  return locators.map((locator, at) => {
    const range = ranges[at]
    const bytes = read[at]
    const value = range === undefined || bytes === undefined ? undefined : findValue(bytes)
    if (range === undefined || value === undefined) return undefined
    return { locator, place: `${source.name}, bytes ${range.start} to ${range.start + range.length}`, value }
  })
}

const nothing: ByteRange = { file: 0, start: 0, length: 0 }

function findOneRange(locator: string): ByteRange | undefined {
  const ranges = findRanges(locator)
  const [range] = ranges ?? []
  return ranges?.length === 1 && range?.file === 0 ? range : undefined
}
