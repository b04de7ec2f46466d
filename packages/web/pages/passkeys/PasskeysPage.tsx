import type { PasskeyList } from '@isthmus/contract/types'
import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { passkeysQuery } from '../../api/passkeys.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useSession } from '../../components/use-session.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { AskRecovery } from './AskRecovery.tsx'
import { EnrolPasskey } from './EnrolPasskey.tsx'
import { InviteOfficer } from './InviteOfficer.tsx'
import { PasskeyCard } from './PasskeyCard.tsx'
import { Recoveries } from './Recoveries.tsx'
import './passkeys.css'

/** The keys with which an officer signs decisions; for operators also what others need of them. */
export function PasskeysPage() {
  const { t } = useTranslation()
  const list = useQuery(passkeysQuery)
  return (
    <>
      <PageHead page={t('passkey.page')} lead={t('passkey.lead')} />
      {list.isPending ? <Loader my={24} aria-hidden /> : null}
      {list.isError ? <ProblemNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data ? <OwnPasskeys list={list.data} /> : null}
    </>
  )
}

function OwnPasskeys({ list }: { list: PasskeyList }) {
  const { t } = useTranslation()
  const { officer } = useSession()
  const usable = list.passkeys.filter(({ revokedAt }) => revokedAt === undefined)
  const former = list.passkeys.filter(({ revokedAt }) => revokedAt !== undefined)
  return (
    <>
      {usable.length === 0 ? (
        <p data-testid="no-passkeys">{t('passkey.none')}</p>
      ) : (
        <PasskeyCards label={t('passkey.usable')} passkeys={usable} isLast={usable.length === 1} />
      )}
      <EnrolPasskey list={list} />
      <AskRecovery list={list} hasPasskey={usable.length > 0} />
      {former.length > 0 ? (
        <details className="passkeys__former">
          <summary>{t('passkey.former', { count: former.length })}</summary>
          <PasskeyCards label={t('passkey.formerList')} passkeys={former} />
        </details>
      ) : null}
      {officer.role === 'operator' ? <ForOthers hasPasskey={usable.length > 0} /> : null}
    </>
  )
}

type Cards = { label: string; passkeys: PasskeyList['passkeys']; isLast?: boolean }

function PasskeyCards({ label, passkeys, isLast = false }: Cards) {
  return (
    <ul className="passkeys" aria-label={label}>
      {passkeys.map((passkey) => (
        <li key={passkey.id}>
          <PasskeyCard passkey={passkey} isLast={isLast} />
        </li>
      ))}
    </ul>
  )
}

function ForOthers({ hasPasskey }: { hasPasskey: boolean }) {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="passkeys-of-others" className="passkeys__others">
      <h2 id="passkeys-of-others">{t('passkey.others')}</h2>
      <p>{hasPasskey ? t('passkey.othersConfirm') : t('passkey.othersWithout')}</p>
      <Recoveries hasPasskey={hasPasskey} />
      <InviteOfficer hasPasskey={hasPasskey} />
    </section>
  )
}
