import type { Readable } from 'node:stream'

/** Lines of a body as they come. Stopping early destroys the body. Throws RangeError for a line over `longest` characters. */
export async function* readLines(body: Readable, longest: number): AsyncGenerator<string> {
  body.setEncoding('utf8')
  let pieces: string[] = []
  let length = 0
  for await (const chunk of body as AsyncIterable<string>) {
    const parts = chunk.split('\n')
    for (const part of parts.slice(0, -1)) {
      yield pieces.join('') + part
      pieces = []
      length = 0
    }
    const last = parts.at(-1) ?? ''
    pieces.push(last)
    length += last.length
    if (length > longest) throw new RangeError(`a line is longer than ${longest} characters`)
  }
  if (length > 0) yield pieces.join('')
}
