import type { TrustOverviewPeer } from '@isthmus/contract/types'
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrustAct } from '../../api/trust.ts'
import { TrustForm } from './TrustForm.tsx'

/** For whoever fears that keys of this peer have leaked: asks the operators at once. */
export function RevokeOwnKeys({ peer }: { peer: TrustOverviewPeer }) {
  const { t } = useTranslation()
  const revocable = peer.keys.filter(({ state }) => state !== 'revoked' && state !== 'ended')
  const [spared, setSpared] = useState<readonly string[]>([])
  const keys = revocable.map(({ key }) => key.id).filter((id) => !spared.includes(id))
  const toAct = (): TrustAct | undefined =>
    keys.length === 0 ? undefined : { do: 'revoke', revocation: { keys } }
  if (revocable.length === 0) return null
  return (
    <TrustForm
      title={t('trust.leak')}
      name="leak"
      toAct={toAct}
      submit={t('trust.leakAsk')}
      done={t('trust.leakSent')}
    >
      <p>{t('trust.leakLead')}</p>
      <fieldset className="trust__fields">
        <legend>{t('trust.leakWhich')}</legend>
        {revocable.map(({ key: { id, use } }) => (
          <Checkbox
            key={id}
            label={`${t(`keyUse.${use}`)} (${id})`}
            checked={!spared.includes(id)}
            onChange={(event) => {
              const { checked } = event.currentTarget
              setSpared((before) => (checked ? before.filter((one) => one !== id) : [...before, id]))
            }}
          />
        ))}
      </fieldset>
    </TrustForm>
  )
}
