import { Autocomplete, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSession } from '../components/use-session.ts'
import { toLegalBases } from './legal-bases.ts'
import type { Missing, ReasonValues } from './search-values.ts'

type Props = {
  values: ReasonValues
  onChange: (changed: Partial<ReasonValues>) => void
  /** What was missing when the form was sent; empty before. */
  missing: readonly Missing[]
}

/** Purpose, legal basis and case: without them no question leaves the peer. */
export function ReasonFields({ values, onChange, missing }: Props) {
  const { t } = useTranslation()
  const { purposes } = useSession()
  const errorOf = (name: 'purpose' | 'legalBasis' | 'caseReference') =>
    missing.includes(name) ? t('ask.needed') : undefined
  const choices = purposes.map((purpose) => ({ value: purpose, label: t(`purpose.${purpose}`) }))
  return (
    <>
      <NativeSelect
        label={t('ask.purpose')}
        description={values.purpose === '' ? undefined : t(`purposeHelp.${values.purpose}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[{ value: '', label: t('ask.purposeChoose') }, ...choices]}
        value={values.purpose}
        error={errorOf('purpose')}
        onChange={({ currentTarget: { value } }) =>
          onChange({ purpose: purposes.find((known) => known === value) ?? '' })
        }
        data-testid="purpose"
      />
      <Autocomplete
        label={t('ask.legalBasis')}
        description={t('ask.legalBasisHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[...toLegalBases(values.purpose)]}
        filter={({ options }) => options}
        value={values.legalBasis}
        onChange={(legalBasis) => onChange({ legalBasis })}
        error={errorOf('legalBasis')}
        maxLength={300}
        autoComplete="off"
        data-testid="legal-basis"
      />
      <TextInput
        label={t('ask.caseReference')}
        description={t('ask.caseReferenceHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={values.caseReference}
        onChange={({ currentTarget: { value } }) => onChange({ caseReference: value })}
        error={errorOf('caseReference')}
        maxLength={100}
        autoComplete="off"
        data-testid="case-reference"
      />
    </>
  )
}
