import type { NoticeKind } from '@isthmus/contract'

const sentences = {
  'request-received': 'A request for disclosure came',
  'clarification-asked': 'The holder asks what is meant; the time stands still until you answer',
  'clarification-answered': 'Your question was answered; the time runs again',
  'act-waits': 'A decision waits for you',
  'act-done': 'What you asked for was decided',
  'clock-half': 'Half of the time for an answer is over',
  'clock-late': 'The time for an answer is nearly over',
  'answer-received': 'An answer came',
  'delay-announced': 'The answer will be late: a judge has to authorise it',
  'item-recalled': 'Something that was disclosed to you was recalled',
  'item-corrected': 'Something that was disclosed to you was corrected',
  'use-asked': 'A receiver asks to use what you disclosed for something else',
  'use-decided': 'It was decided whether you may use what was disclosed to you for something else',
  'erasure-near': 'Something that was disclosed to you is soon erased',
  'passkey-recovery': 'A colleague has lost a passkey: two administrators have to help',
} as const satisfies Record<NoticeKind, string>

export function toNoticeSentence(kind: NoticeKind): string {
  return sentences[kind]
}
