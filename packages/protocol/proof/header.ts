import type { AnswerLine, Envelope } from '@isthmus/contract'
import { toUtf8 } from '../bytes/index.ts'

export type EnvelopeHeader = Omit<Envelope, 'sealed'>
export type AnswerHeader = Omit<AnswerLine, 'sealed' | 'keyId' | 'signature'>

/**
 * The header of a request or of an answer line as the bytes to which the seal is bound (docs/protocol.md, 5.7). No
 * field can hold a line feed (contract), so two different headers never give the same bytes.
 */
export function headerBytes(header: EnvelopeHeader | AnswerHeader): Uint8Array {
  const lines = [
    'isthmus-envelope-2',
    header.kind,
    header.from,
    header.to,
    header.messageId,
    header.correlationId,
    header.sequence,
    header.createdAt,
    header.expiresAt,
    header.nonce,
    'sealingKeyId' in header ? header.sealingKeyId : '',
    'encapsulatedKey' in header ? header.encapsulatedKey : '',
    header.payloadCommitment,
  ]
  return toUtf8(lines.join('\n'))
}

/** What the signature of an answer line covers (docs/protocol.md, 8.5). */
export function answerLineBytes(line: Omit<AnswerLine, 'signature'>): Uint8Array {
  const header = headerBytes(line)
  const rest = toUtf8(`\n${line.keyId}\n${line.sealed}`)
  const bytes = new Uint8Array(header.length + rest.length)
  bytes.set(header)
  bytes.set(rest, header.length)
  return bytes
}
