import { useTranslation } from 'react-i18next'
import { toCount } from '../../locales/formats.ts'
import type { Progress } from './review-queue.ts'

/** How many of the pairs have been judged, as a bar and in words. */
export function ReviewProgress({ progress }: { progress: Progress }) {
  const { t, i18n } = useTranslation()
  const { total, decided, same, different } = progress
  const counts = {
    decided: toCount(decided, i18n.language),
    total: toCount(total, i18n.language),
    same: toCount(same, i18n.language),
    different: toCount(different, i18n.language),
  }
  const words = t('review.progress', counts)
  return (
    <div className="review-progress" data-testid="review-progress">
      <progress
        className="review-progress__bar"
        max={Math.max(1, total)}
        value={decided}
        aria-label={words}
      />
      <span>{words}</span>
    </div>
  )
}
