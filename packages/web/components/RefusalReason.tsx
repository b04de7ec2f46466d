import type { Refusal } from '@isthmus/contract/types'
import { useTranslation } from 'react-i18next'
import { en } from '../locales/en.ts'

type KnownRefusal = keyof typeof en.refusal

/** Why something was refused and who can unblock it; in the reader's language where the code is known. */
export function RefusalReason({ refusal }: { refusal: Refusal }) {
  const { t, i18n } = useTranslation()
  const code = refusal.code
  const isTranslated = isKnownRefusal(code) && i18n.language !== 'en'
  const text = isTranslated ? t(`refusal.${code}.text`) : refusal.text
  const unblock = isTranslated ? t(`refusal.${code}.unblock`) : refusal.unblock
  return (
    <>
      <p>
        <strong>{t('source.why')}: </strong>
        {text}
      </p>
      <p>
        <strong>{t('source.unblock')}: </strong>
        {unblock}
      </p>
      <p className="soft">{t('source.policy', { policy: refusal.policy })}</p>
    </>
  )
}

function isKnownRefusal(code: string): code is KnownRefusal {
  return Object.hasOwn(en.refusal, code)
}
