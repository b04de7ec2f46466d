/** First and last byte, both in it. */
export type ByteRange = { first: number; last: number }

const oneRange = /^bytes=(\d{0,15})-(\d{0,15})$/

/**
 * What a Range field asks of so many bytes (RFC 9110, section 14.1.2): one range; `whole` where there is none, or one that may
 * be ignored, such as several or another unit; `unsatisfiable` for one that begins behind the end.
 */
export function parseByteRange(
  field: string | undefined,
  size: number,
): ByteRange | 'whole' | 'unsatisfiable' {
  const [, from = '', to = ''] = oneRange.exec(field ?? '') ?? []
  if (from === '' && to === '') return 'whole'
  if (from === '') {
    const length = Math.min(Number(to), size)
    return length === 0 ? 'unsatisfiable' : { first: size - length, last: size - 1 }
  }
  const first = Number(from)
  if (to !== '' && Number(to) < first) return 'whole'
  if (first >= size) return 'unsatisfiable'
  return { first, last: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
}
