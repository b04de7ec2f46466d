import { useTranslation } from 'react-i18next'
import { PasskeyFault } from '../../api/passkey-browser.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** What went wrong: in the browser, in words of ours; at the peer, in its own. */
export function PasskeyFailure({ error }: { error: Error | null }) {
  const { t } = useTranslation()
  if (!error) return null
  if (!(error instanceof PasskeyFault)) return <ProblemNotice error={error} />
  return (
    <Notice tone="caution" title={t(`passkey.fault.${error.code}`)} role="alert">
      <p>{t(`passkey.faultRemedy.${error.code}`)}</p>
    </Notice>
  )
}
