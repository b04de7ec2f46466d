/** Bytes of one of a source's files; `file` is its place in the configuration, 0 the main one. */
export type ByteRange = { file: number; start: number; length: number }

/** `start+length` ranges joined by `,`; those of a file other than the first are preceded by its number and `:`. */
export function toLocator(ranges: readonly ByteRange[]): string {
  return ranges
    .map(({ file, start, length }) => (file === 0 ? `${start}+${length}` : `${file}:${start}+${length}`))
    .join(',')
}

const rangePattern = /^(?:(\d{1,3}):)?(\d{1,15})\+(\d{1,9})$/

/** The ranges of a locator, or undefined when the text is none. */
export function findRanges(locator: string): ByteRange[] | undefined {
  const ranges: ByteRange[] = []
  for (const part of locator.split(',')) {
    const match = rangePattern.exec(part)
    if (match === null) return undefined
    ranges.push({ file: Number(match[1] ?? 0), start: Number(match[2]), length: Number(match[3]) })
  }
  return ranges
}
