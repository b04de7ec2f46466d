import type { OperatorKey, OperatorSet } from '@isthmus/contract/types'
import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrustAct } from '../../api/trust.ts'
import { TrustForm } from './TrustForm.tsx'

/** Who comes, who leaves, and how many must sign; a quorum of the present operators and one of the new sign it. */
export function ChangeOperators({ operators }: { operators: OperatorSet }) {
  const { t } = useTranslation()
  const [leaving, setLeaving] = useState<readonly string[]>([])
  const [coming, setComing] = useState('')
  const [quorum, setQuorum] = useState(String(operators.quorum))
  const [emergency, setEmergency] = useState(String(operators.emergencyQuorum ?? operators.quorum))
  const added = findOperatorKeys(coming)
  const toAct = (): TrustAct | undefined =>
    added && {
      do: 'propose',
      proposal: {
        kind: 'change-operators',
        operators: {
          quorum: Number(quorum),
          emergencyQuorum: Number(emergency),
          keys: [...operators.keys.filter(({ id }) => !leaving.includes(id)), ...added],
        },
      },
    }
  const toggle = (id: string, stays: boolean): void =>
    setLeaving((before) => (stays ? before.filter((one) => one !== id) : [...before, id]))
  return (
    <TrustForm
      title={t('trust.changeOperators')}
      name="operators"
      toAct={toAct}
      submit={t('trust.makeDraft')}
      done={t('trust.draftMade')}
    >
      <p>{t('trust.bothQuorums')}</p>
      <fieldset className="trust__fields">
        <legend>{t('trust.operatorsStay')}</legend>
        {operators.keys.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={`${name} (${id})`}
            checked={!leaving.includes(id)}
            onChange={(event) => toggle(id, event.currentTarget.checked)}
          />
        ))}
      </fieldset>
      <Textarea
        label={t('trust.operatorComes')}
        value={coming}
        onChange={(event) => setComing(event.currentTarget.value)}
        error={added ? undefined : t('trust.operatorUnreadable')}
        autosize
        minRows={2}
        maxLength={20_000}
        spellCheck={false}
      />
      <NumberField label={t('trust.quorumWanted')} value={quorum} onChange={setQuorum} />
      <NumberField label={t('trust.emergencyWanted')} value={emergency} onChange={setEmergency} />
    </TrustForm>
  )
}

type NumberFieldProps = { label: string; value: string; onChange: (value: string) => void; least?: number }

export function NumberField({ label, value, onChange, least = 1 }: NumberFieldProps) {
  return (
    <TextInput
      type="number"
      label={label}
      value={value}
      min={least}
      max={50}
      required
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** Several JSON values one below the other; undefined when one of them is no operator's key. */
function findOperatorKeys(text: string): OperatorKey[] | undefined {
  const parts = text.split(/(?<=\})\s*/).filter((part) => part.trim() !== '')
  const keys = parts.map(findOperatorKey)
  return keys.every((key) => key !== undefined) ? keys : undefined
}

function findOperatorKey(text: string): OperatorKey | undefined {
  try {
    const { id, name, key } = JSON.parse(text) as Partial<Record<keyof OperatorKey, unknown>>
    const isKey = typeof id === 'string' && typeof name === 'string' && typeof key === 'string'
    return isKey ? { id, name, key } : undefined
  } catch {
    return undefined
  }
}
