import type { MessageEntry } from '@isthmus/contract'

/** What a fault code means to an operator, and what to do. */
const faults: Readonly<Record<string, string>> = {
  PEER_UNREACHABLE: 'The peer does not answer. Ask its operator whether it runs.',
  PEER_NOT_PROVEN:
    'Whoever answers at the address of the peer is not it. Compare trust lists and certificates.',
  PEER_UNKNOWN: 'The trust list has no such peer any more.',
  TRUST_LIST_EXPIRED: 'The trust list has expired. Fetch the new one.',
  SENDER_UNKNOWN: 'The peer does not have us in its trust list. Its list may be old.',
  SIGNATURE_WRONG: 'The peer does not accept our signature. Compare trust lists and keys.',
  KEY_REVOKED: 'The key we signed with has been revoked. Rotate it: isthmus trust rotate.',
  SEAL_BROKEN: 'The peer cannot open the message. Send it again: it is sealed to the present key.',
  SEALING_KEY_UNKNOWN:
    'The peer has a new sealing key. Send the message again: it is sealed to the present key.',
  ENVELOPE_EXPIRED: 'The time of the message was over. Send it again.',
  DEADLINE_PASSED: 'The time of the message was over before it could be sent. Send it again.',
  MESSAGE_ID_REUSED: 'The peer has another message under this id. Discard this one and tell the operators.',
  IDEMPOTENCY_KEY_REUSED: 'The act has been done under another message. Discard this one.',
  MESSAGE_REFUSED: 'The peer does not take this message. Discard it, and ask its operator why.',
  MESSAGE_TOO_LARGE: 'The message is larger than the peer takes.',
  TOO_MANY_MESSAGES: 'The peer takes no more for the moment; it is tried again.',
  RECEIPT_MALFORMED: 'The peer answered without a receipt.',
  RECEIPT_OF_ANOTHER_MESSAGE: 'The peer gave the receipt of another message.',
  RECEIPT_SIGNATURE_WRONG: 'The receipt is not signed by the peer.',
}

export function toFaultSentence(code: string | undefined): string {
  if (code === undefined) return ''
  return Object.hasOwn(faults, code) ? (faults[code] ?? code) : `It failed with ${code}.`
}

export function toStateSentence({ state, counterpart, attempts = 0 }: MessageEntry): string {
  const tries = attempts === 1 ? 'one attempt' : `${attempts} attempts`
  const sentences = {
    waiting: `on its way to ${counterpart}, after ${tries}`,
    delivered: `delivered to ${counterpart}; its signed receipt is kept`,
    dead: `a dead letter to ${counterpart}, after ${tries}`,
    discarded: `discarded; ${counterpart} never gave a receipt for it`,
    received: `received from ${counterpart}; it had its effect here once`,
  } as const
  return sentences[state]
}
