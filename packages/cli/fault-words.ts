/** What a fault code of a message, a comparison or a source means, and what to do. */
const sentences: Readonly<Record<string, string>> = {
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
  PEER_TOO_SLOW: 'The peer did not answer in time. Ask again, or ask its operator.',
  PEER_GIVEN_UP: 'The question was given up before the peer had answered.',
  PEER_REFUSED: 'The peer did not accept the message. Compare trust lists, keys and clocks.',
  ANSWER_NOT_BELIEVED: 'The answer was not proven to come from its peer and was thrown away.',
  ANSWER_CUT_OFF: 'The answer broke off before its end. Ask again.',
  MAPPING_UNREADABLE: 'The mapping of the source can no longer be read. Its operator must connect it anew.',
  ANSWER_UNUSABLE: 'The peer answered something that cannot be used. Ask its operator which version it runs.',
  MESSAGE_REPLAYED: 'The peer has had this message already.',
  MESSAGE_NOT_FOR_US:
    'The message reached another peer than it is for. Compare the addresses in the trust list.',
  MESSAGE_KIND_UNKNOWN: 'The peer does not know this kind of message. It may run an older version.',
  MESSAGE_OUT_OF_ORDER: 'The peer waits for an earlier message. This one is tried again.',
  KIND_UNKNOWN: 'The peer does not know this kind of message. It may run an older version.',
  CONTRACT_VIOLATED: 'What came is not as the contract says. Compare the versions of both peers.',
  TLS_PEER_DIFFERS: 'The certificate shown is not that of the sender. Compare trust lists and certificates.',
  KEY_UNKNOWN: 'The trust list has no such key. Compare trust lists.',
  KEY_NOT_VALID:
    'The key is not valid at this time. Compare clocks, and rotate the key: isthmus trust rotate.',
  SIGNATURE_EXPIRED: 'The signature was too old when it came. Compare the clocks of both peers.',
  SIGNATURE_FROM_THE_FUTURE: 'The signature bears a time to come. Compare the clocks of both peers.',
  ENVELOPE_FROM_THE_FUTURE: 'The message bears a time to come. Compare the clocks of both peers.',
  SOURCE_SILENT: 'The peer said nothing about this source.',
  SOURCE_NOT_INDEXED: 'The source has not been indexed yet. Its operator can: isthmus source index.',
  SOURCE_REPLACED: 'The source was replaced since it was indexed. Its operator must index it again.',
  SOURCE_UNREACHABLE: 'The source cannot be read at present. Call its contact.',
  SOURCE_MALFORMED: 'The source cannot be read as it is. Its operator must look at it.',
  SOURCE_FAILED:
    'The source failed for a reason that nobody foresaw. Its operator finds it in the log of the peer.',
  READ_ABANDONED: 'The source did not answer in time. Ask again.',
  ATTACHMENT_BROKEN: 'The file was not the one that was announced, and was deleted. Send it again.',
  ATTACHMENT_CHUNK_BROKEN: 'A part of the file can no longer be read, and it was deleted. Send it again.',
  ATTACHMENT_GONE: 'The receiver no longer keeps the file. Ask its operator why.',
}

/** The words first and the code in brackets, by which two operators can speak of the same thing; nothing for no code. */
export function toFaultSentence(code: string | undefined): string {
  if (code === undefined) return ''
  const words = Object.hasOwn(sentences, code) ? sentences[code] : undefined
  return `${words ?? 'It failed; tell an operator of the other peer the code.'} (${code})`
}
