import type { Translation } from './en.ts'
import { askIt } from './it/ask.ts'
import { attachmentIt } from './it/attachment.ts'
import { batchIt } from './it/batch.ts'
import { catalogueIt } from './it/catalogue.ts'
import { comparisonIt } from './it/comparison.ts'
import { erasureIt } from './it/erasure.ts'
import { evidenceIt } from './it/evidence.ts'
import { historyIt } from './it/history.ts'
import { incidentIt } from './it/incident.ts'
import { messageIt } from './it/message.ts'
import { noticeIt } from './it/notice.ts'
import { oversightIt } from './it/oversight.ts'
import { passkeyIt } from './it/passkey.ts'
import { refusalIt } from './it/refusal.ts'
import { reviewIt } from './it/review.ts'
import { searchIt } from './it/search.ts'
import { shellIt } from './it/shell.ts'
import { signInIt } from './it/sign-in.ts'
import { trustIt } from './it/trust.ts'

export const it: Translation = {
  ...askIt,
  ...attachmentIt,
  ...batchIt,
  ...catalogueIt,
  ...comparisonIt,
  ...erasureIt,
  ...evidenceIt,
  ...historyIt,
  ...incidentIt,
  ...messageIt,
  ...noticeIt,
  ...oversightIt,
  ...passkeyIt,
  ...refusalIt,
  ...reviewIt,
  ...searchIt,
  ...shellIt,
  ...signInIt,
  ...trustIt,
}
