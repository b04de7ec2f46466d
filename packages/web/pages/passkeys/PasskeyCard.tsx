import type { PasskeyEntry, PasskeyList } from '@isthmus/contract/types'
import { Button, TextInput } from '@mantine/core'
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { passkeysQuery, renamePasskey, revokePasskey } from '../../api/passkeys.ts'
import { toLocalTime } from '../../locales/formats.ts'
import { FactList } from '../../ui/FactList.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { PasskeyFailure } from './PasskeyFailure.tsx'

type Props = { passkey: PasskeyEntry; isLast: boolean }

/** One key: when it was enrolled and used, and what its owner can do with it. */
export function PasskeyCard({ passkey, isLast }: Props) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<'nothing' | 'renaming' | 'revoking'>('nothing')
  const isUsable = passkey.revokedAt === undefined
  return (
    <article className="panel passkey" data-testid="passkey">
      <header className="passkey__head">
        <h3>{passkey.name}</h3>
        {isUsable ? null : (
          <Tag tone="danger">{t(`passkey.revokedBy.${passkey.revokedBy ?? 'oneself'}`)}</Tag>
        )}
      </header>
      <PasskeyFacts passkey={passkey} />
      {isUsable && doing === 'nothing' ? (
        <div className="passkey__acts">
          <Button variant="default" size="sm" onClick={() => setDoing('renaming')}>
            {t('passkey.rename')}
          </Button>
          <Button
            variant="default"
            size="sm"
            data-testid="passkey-revoke"
            onClick={() => setDoing('revoking')}
          >
            {t('passkey.revoke')}
          </Button>
        </div>
      ) : null}
      {doing === 'renaming' ? <Renaming passkey={passkey} onEnd={() => setDoing('nothing')} /> : null}
      {doing === 'revoking' ? (
        <Revoking passkey={passkey} isLast={isLast} onEnd={() => setDoing('nothing')} />
      ) : null}
    </article>
  )
}

function PasskeyFacts({
  passkey: { enrolledAt, lastUsedAt, revokedAt, isSynced },
}: {
  passkey: PasskeyEntry
}) {
  const { t, i18n } = useTranslation()
  const facts = [
    [t('passkey.enrolledAt'), toLocalTime(enrolledAt, i18n.language)],
    [t('passkey.lastUsedAt'), lastUsedAt ? toLocalTime(lastUsedAt, i18n.language) : t('passkey.neverUsed')],
    [t('passkey.place'), t(isSynced ? 'passkey.synced' : 'passkey.bound')],
    ...(revokedAt ? [[t('passkey.revokedAt'), toLocalTime(revokedAt, i18n.language)] as const] : []),
  ] as const
  return <FactList className="passkey__facts" facts={facts} />
}

type Changing = UseMutationResult<PasskeyList, Error, void>

function useChange(change: () => Promise<PasskeyList>, onEnd: () => void): Changing {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (list) => {
      queries.setQueryData(passkeysQuery.queryKey, list)
      onEnd()
    },
  })
}

type Doing = { passkey: PasskeyEntry; onEnd: () => void }

function Renaming({ passkey, onEnd }: Doing) {
  const { t } = useTranslation()
  const [name, setName] = useState(passkey.name)
  const renaming = useChange(() => renamePasskey(passkey.id, name), onEnd)
  return (
    <form
      className="passkey__acts"
      onSubmit={(event) => {
        event.preventDefault()
        renaming.mutate()
      }}
    >
      <TextInput
        label={t('passkey.name')}
        value={name}
        maxLength={60}
        data-autofocus
        autoFocus
        data-testid="passkey-new-name"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" disabled={name.trim() === ''} loading={renaming.isPending}>
        {t('passkey.renameDo')}
      </Button>
      <Button variant="default" size="sm" onClick={onEnd}>
        {t('passkey.cancel')}
      </Button>
      <PasskeyFailure error={renaming.error} />
    </form>
  )
}

function Revoking({ passkey, isLast, onEnd }: Doing & { isLast: boolean }) {
  const { t } = useTranslation()
  const revoking = useChange(() => revokePasskey(passkey.id), onEnd)
  return (
    <div className="passkey__confirm">
      <p>{t(isLast ? 'passkey.revokeLast' : 'passkey.revokeWhat')}</p>
      <div className="passkey__acts">
        <Button
          size="sm"
          autoFocus
          loading={revoking.isPending}
          data-testid="passkey-revoke-do"
          onClick={() => revoking.mutate()}
        >
          {t('passkey.revokeDo')}
        </Button>
        <Button variant="default" size="sm" onClick={onEnd}>
          {t('passkey.cancel')}
        </Button>
      </div>
      <PasskeyFailure error={revoking.error} />
    </div>
  )
}
