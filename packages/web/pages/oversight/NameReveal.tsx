import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askName } from '../../api/supervision.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'

type Props = { pseudonym: string; isOwn: boolean; onOfficer?: (pseudonym: string) => void }

/** The pseudonym first; the name only on a deliberate click, with a reason, which the log keeps. */
export function NameReveal({ pseudonym, isOwn, onOfficer }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const naming = useMutation({ mutationFn: () => askName(pseudonym, reason) })
  return (
    <div className="oversight__name">
      <p>
        {t('oversight.filterOfficer')}: <code>{pseudonym}</code>
        {onOfficer ? (
          <Button size="compact-xs" variant="default" ms={8} onClick={() => onOfficer(pseudonym)}>
            {t('oversight.acts')}
          </Button>
        ) : null}
      </p>
      {isOwn && !naming.data ? (
        <details>
          <summary>{t('oversight.name')}</summary>
          <form
            className="oversight__bar"
            onSubmit={(event) => {
              event.preventDefault()
              naming.mutate()
            }}
          >
            <TextInput
              label={t('oversight.nameWhy')}
              value={reason}
              maxLength={300}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Button type="submit" disabled={reason.trim().length < 3} loading={naming.isPending}>
              {t('oversight.nameAsk')}
            </Button>
          </form>
        </details>
      ) : null}
      {naming.data ? (
        <p role="status" data-testid="name">
          {t('oversight.nameIs', {
            pseudonym: pseudonym.slice(0, 12),
            name: naming.data.name ?? naming.data.officerId,
          })}
        </p>
      ) : null}
      {naming.isError ? <ProblemNotice error={naming.error} /> : null}
    </div>
  )
}
