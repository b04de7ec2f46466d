import { ExchangeError } from './errors.ts'

/** The text of a short answer; a peer that answers without an end is cut off. Throws ExchangeError ANSWER_NOT_BELIEVED. */
export async function readShort(body: AsyncIterable<Buffer>, longest: number): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of body) {
    length += part.length
    if (length > longest) {
      const cause = new RangeError(`an answer is longer than ${longest} bytes`)
      throw new ExchangeError('ANSWER_NOT_BELIEVED', 'the answer is longer than an answer may be', { cause })
    }
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
