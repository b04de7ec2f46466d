import type { SearchAnswerEvent, SourceState } from '@isthmus/contract'
import type { NumberedSubject } from './ask-federation.ts'

export function toEvent({ number, line }: NumberedSubject, answer: SourceState): SearchAnswerEvent {
  return { event: 'answer', subject: number, answer, ...(line === undefined ? {} : { line }) }
}
