import { askEl } from './el/ask.ts'
import { attachmentEl } from './el/attachment.ts'
import { batchEl } from './el/batch.ts'
import { catalogueEl } from './el/catalogue.ts'
import { comparisonEl } from './el/comparison.ts'
import { erasureEl } from './el/erasure.ts'
import { evidenceEl } from './el/evidence.ts'
import { historyEl } from './el/history.ts'
import { incidentEl } from './el/incident.ts'
import { messageEl } from './el/message.ts'
import { noticeEl } from './el/notice.ts'
import { oversightEl } from './el/oversight.ts'
import { passkeyEl } from './el/passkey.ts'
import { refusalEl } from './el/refusal.ts'
import { reviewEl } from './el/review.ts'
import { searchEl } from './el/search.ts'
import { shellEl } from './el/shell.ts'
import { signInEl } from './el/sign-in.ts'
import { trustEl } from './el/trust.ts'
import type { Translation } from './en.ts'

export const el: Translation = {
  ...askEl,
  ...attachmentEl,
  ...batchEl,
  ...catalogueEl,
  ...comparisonEl,
  ...erasureEl,
  ...evidenceEl,
  ...historyEl,
  ...incidentEl,
  ...messageEl,
  ...noticeEl,
  ...oversightEl,
  ...passkeyEl,
  ...refusalEl,
  ...reviewEl,
  ...searchEl,
  ...shellEl,
  ...signInEl,
  ...trustEl,
}
