import { askEn } from './en/ask.ts'
import { attachmentEn } from './en/attachment.ts'
import { batchEn } from './en/batch.ts'
import { catalogueEn } from './en/catalogue.ts'
import { comparisonEn } from './en/comparison.ts'
import { erasureEn } from './en/erasure.ts'
import { evidenceEn } from './en/evidence.ts'
import { historyEn } from './en/history.ts'
import { incidentEn } from './en/incident.ts'
import { messageEn } from './en/message.ts'
import { noticeEn } from './en/notice.ts'
import { oversightEn } from './en/oversight.ts'
import { passkeyEn } from './en/passkey.ts'
import { refusalEn } from './en/refusal.ts'
import { reviewEn } from './en/review.ts'
import { searchEn } from './en/search.ts'
import { shellEn } from './en/shell.ts'
import { signInEn } from './en/sign-in.ts'
import { trustEn } from './en/trust.ts'

/** English, and the list of all keys: the other languages are typed by it. */
export const en = {
  ...askEn,
  ...attachmentEn,
  ...batchEn,
  ...catalogueEn,
  ...comparisonEn,
  ...erasureEn,
  ...evidenceEn,
  ...historyEn,
  ...incidentEn,
  ...messageEn,
  ...noticeEn,
  ...oversightEn,
  ...passkeyEn,
  ...refusalEn,
  ...reviewEn,
  ...searchEn,
  ...shellEn,
  ...signInEn,
  ...trustEn,
}

/** What each language has to say: the same keys, other words. */
export type Translation = typeof en
