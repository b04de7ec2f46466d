import type { AnswerLine } from '@isthmus/contract'
import { fromBase64Url } from '../bytes/index.ts'
import { type ListedKey, type VerifyEd25519, verifyKey } from '../http-signature/index.ts'
import { ProofError } from './errors.ts'
import { answerLineBytes } from './header.ts'

/**
 * Clauses 8.4 and 8.5: the line is signed by a key of the answering peer that was good at `at`, milliseconds.
 * Throws ProofError ANSWER_SIGNATURE_WRONG, HttpSignatureError KEY_...
 */
export function verifyAnswerLine(
  line: AnswerLine,
  parts: { keys: readonly ListedKey[]; verifyEd25519: VerifyEd25519 },
  at: number,
): void {
  const key = verifyKey(parts.keys, { use: 'signing', keyId: line.keyId, at })
  const signature = fromBase64Url(line.signature)
  if (signature && parts.verifyEd25519(key.key, answerLineBytes(line), signature)) return
  throw new ProofError('ANSWER_SIGNATURE_WRONG', 'an answer line is not signed by the peer that was asked')
}
