import type { TrustOverview } from '@isthmus/contract/types'
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrustAct } from '../../api/trust.ts'
import { NumberField } from './ChangeOperators.tsx'
import { TrustForm } from './TrustForm.tsx'

/** Which peers cosign the checkpoints of others, and how many must. */
export function ChangeWitnesses({ overview }: { overview: TrustOverview }) {
  const { t } = useTranslation()
  const { peers, witnesses } = overview
  const [named, setNamed] = useState<readonly string[]>(witnesses?.peers ?? peers.map(({ id }) => id))
  const [required, setRequired] = useState(String(witnesses?.required ?? 2))
  const toAct = (): TrustAct => ({
    do: 'propose',
    proposal: { kind: 'change-witnesses', witnesses: { required: Number(required), peers: [...named] } },
  })
  return (
    <TrustForm
      title={t('trust.changeWitnesses')}
      name="witnesses"
      toAct={toAct}
      submit={t('trust.makeDraft')}
      done={t('trust.draftMade')}
    >
      <fieldset className="trust__fields">
        <legend>{t('trust.witnessPeers')}</legend>
        {peers.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={named.includes(id)}
            onChange={(event) => {
              const { checked } = event.currentTarget
              setNamed((before) => (checked ? [...before, id] : before.filter((one) => one !== id)))
            }}
          />
        ))}
      </fieldset>
      <NumberField label={t('trust.witnessesWanted')} value={required} onChange={setRequired} least={0} />
    </TrustForm>
  )
}
