import type { AnswerLine, Envelope } from '@isthmus/contract'

export type MessageKind = Envelope['kind']
export type AnswerKind = AnswerLine['kind']

export type KindRules = {
  /** A question is answered at once, line by line, by lines of this kind; any other message by a receipt. */
  answer?: Exclude<AnswerKind, 'exchange.end'>
  /** Whether it is sent on behalf of a person, who must be stated. */
  needsStatement: boolean
  /** How long the envelope may be good. */
  longestLifetimeMs: number
}

const minute = 60_000
const day = 24 * 60 * minute

/** The closed list of kinds (docs/protocol.md, 5.3). */
export const messageKinds = {
  'search.ask': { answer: 'search.answer', needsStatement: true, longestLifetimeMs: 5 * minute },
  'catalogue.ask': { answer: 'catalogue.answer', needsStatement: false, longestLifetimeMs: 5 * minute },
  'reconcile.ask': { answer: 'reconcile.answer', needsStatement: false, longestLifetimeMs: 5 * minute },
  'message.test': { needsStatement: false, longestLifetimeMs: 15 * day },
  'attachment.manifest': { needsStatement: false, longestLifetimeMs: 15 * day },
  'attachment.withdrawal': { needsStatement: false, longestLifetimeMs: 15 * day },
  'attachment.outcome': { needsStatement: false, longestLifetimeMs: 15 * day },
} as const satisfies Record<MessageKind, KindRules>

/** Kinds that are answered at once. */
export type QuestionKind = 'search.ask' | 'catalogue.ask' | 'reconcile.ask'

export function isMessageKind(kind: unknown): kind is MessageKind {
  return typeof kind === 'string' && Object.hasOwn(messageKinds, kind)
}

export function isQuestionKind(kind: MessageKind): kind is QuestionKind {
  return 'answer' in messageKinds[kind]
}
