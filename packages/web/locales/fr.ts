import type { Translation } from './en.ts'
import { askFr } from './fr/ask.ts'
import { attachmentFr } from './fr/attachment.ts'
import { batchFr } from './fr/batch.ts'
import { catalogueFr } from './fr/catalogue.ts'
import { comparisonFr } from './fr/comparison.ts'
import { erasureFr } from './fr/erasure.ts'
import { evidenceFr } from './fr/evidence.ts'
import { historyFr } from './fr/history.ts'
import { incidentFr } from './fr/incident.ts'
import { messageFr } from './fr/message.ts'
import { noticeFr } from './fr/notice.ts'
import { oversightFr } from './fr/oversight.ts'
import { passkeyFr } from './fr/passkey.ts'
import { refusalFr } from './fr/refusal.ts'
import { reviewFr } from './fr/review.ts'
import { searchFr } from './fr/search.ts'
import { shellFr } from './fr/shell.ts'
import { signInFr } from './fr/sign-in.ts'
import { trustFr } from './fr/trust.ts'

export const fr: Translation = {
  ...askFr,
  ...attachmentFr,
  ...batchFr,
  ...catalogueFr,
  ...comparisonFr,
  ...erasureFr,
  ...evidenceFr,
  ...historyFr,
  ...incidentFr,
  ...messageFr,
  ...noticeFr,
  ...oversightFr,
  ...passkeyFr,
  ...refusalFr,
  ...reviewFr,
  ...searchFr,
  ...shellFr,
  ...signInFr,
  ...trustFr,
}
