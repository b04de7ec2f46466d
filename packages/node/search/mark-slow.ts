import { setTimeout as sleep } from 'node:timers/promises'
import type { SearchAnswerEvent } from '@isthmus/contract'
import { mergeByArrival } from '../platform/index.ts'
import type { ExpectedSource, NumberedSubject } from './ask-federation.ts'

/** After this long an officer is told that a source is slow; its answer may still come. */
const slowAfterMs = 2_000

type Outstanding = { expected: readonly ExpectedSource[]; subjects: readonly NumberedSubject[] }

/** Passes answers on, and says once of each source that is still silent after two seconds that it is slow. */
export async function* markSlow(
  answers: AsyncIterable<SearchAnswerEvent>,
  outstanding: Outstanding,
): AsyncGenerator<SearchAnswerEvent> {
  const heard = new Set<string>()
  const finished = new AbortController()
  async function* heeding(): AsyncGenerator<SearchAnswerEvent> {
    try {
      for await (const event of answers) {
        heard.add(`${event.answer.sourceId} ${event.subject}`)
        yield event
      }
    } finally {
      finished.abort()
    }
  }
  yield* mergeByArrival([heeding(), slowNotes(outstanding, heard, finished.signal)])
}

async function* slowNotes(
  { expected, subjects }: Outstanding,
  heard: ReadonlySet<string>,
  signal: AbortSignal,
): AsyncGenerator<SearchAnswerEvent> {
  const isStillRunning = await sleep(slowAfterMs, true, { signal, ref: false }).catch(() => false)
  if (!isStillRunning) return
  for (const source of expected) {
    for (const { number, line } of subjects) {
      if (heard.has(`${source.sourceId} ${number}`)) continue
      const answer = { ...source, state: 'slow' as const, hits: [] }
      yield { event: 'answer', subject: number, answer, ...(line === undefined ? {} : { line }) }
    }
  }
}
