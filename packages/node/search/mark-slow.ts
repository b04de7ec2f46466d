import { setTimeout as sleep } from 'node:timers/promises'
import type { SearchAnswerEvent } from '@isthmus/contract'
import { mergeByArrival } from '../platform/index.ts'
import type { ExpectedSource, NumberedSubject } from './ask-federation.ts'
import { toEvent } from './search-event.ts'

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
  async function* untilFinished(): AsyncGenerator<Noted> {
    try {
      for await (const event of answers) yield { event, isNote: false }
    } finally {
      finished.abort()
    }
  }
  for await (const { event, isNote } of mergeByArrival([
    untilFinished(),
    slowNotes(outstanding, finished.signal),
  ])) {
    // Asked here and not where the note is written: an answer may have come in between, and must stay the last word.
    if (isNote && heard.has(keyOf(event))) continue
    heard.add(keyOf(event))
    heard.add(keyOfPeer(event))
    yield event
  }
}

type Noted = { event: SearchAnswerEvent; isNote: boolean }

async function* slowNotes({ expected, subjects }: Outstanding, signal: AbortSignal): AsyncGenerator<Noted> {
  const isStillRunning = await sleep(slowAfterMs, true, { signal, ref: false }).catch(() => false)
  if (!isStillRunning) return
  for (const source of expected) {
    for (const subject of subjects) {
      yield { event: toEvent(subject, { ...source, state: 'slow', hits: [] }), isNote: true }
    }
  }
}

function keyOf({ answer, subject }: SearchAnswerEvent): string {
  return `${answer.sourceId} ${subject}`
}

/** Whoever has answered for one of its sources has made known which it has; `*` no longer stands for it. */
function keyOfPeer({ subject }: SearchAnswerEvent): string {
  return `* ${subject}`
}
