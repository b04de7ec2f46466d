import { ApiError } from './api-error.ts'

/** Longest line, in characters, that is still read: far above any honest answer. */
const longestLine = 4_000_000

/**
 * The values of an NDJSON stream, one per line, as they arrive. Blank lines are passed over, the last line needs no end.
 * Throws ApiError ANSWER_UNREADABLE for a line that is no JSON or is too long; cancels the stream when left early.
 */
export async function* readNdjson(stream: ReadableStream<Uint8Array>): AsyncGenerator<unknown, void> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true })
      const lines = rest.split('\n')
      rest = done ? '' : (lines.pop() ?? '')
      if (rest.length > longestLine)
        throw new ApiError('ANSWER_UNREADABLE', 'a line of the answer is too long')
      for (const line of lines) {
        if (line.trim() !== '') yield parseLine(line)
      }
      if (done) return
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new ApiError('ANSWER_UNREADABLE', 'a line of the answer is not JSON')
  }
}
