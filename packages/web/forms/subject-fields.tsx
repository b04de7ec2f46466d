import { Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { findEdtfBirth } from './edtf-birth.ts'
import type { Missing, SearchValues } from './search-values.ts'

type Props = {
  values: SearchValues
  onChange: (changed: Partial<SearchValues>) => void
  /** What was missing when the form was sent; empty before. */
  missing: readonly Missing[]
}

/** Names in any script run in their own direction, and the browser is to keep none of them. */
const nameInput = { dir: 'auto', autoComplete: 'off', spellCheck: false, autoCapitalize: 'words' } as const

const order: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

/** Name, in one field or in two, and birth date. */
export function MainFields({ values, onChange, missing }: Props) {
  const { t } = useTranslation()
  const isIdentityMissing = missing.includes('identity') || missing.includes('identityMore')
  return (
    <>
      <SegmentedControl
        size="xs"
        fullWidth
        value={values.nameMode}
        data={[
          { value: 'full', label: t('ask.full') },
          { value: 'parts', label: t('ask.parts') },
        ]}
        onChange={(nameMode) => onChange({ nameMode })}
        aria-label={t('ask.nameMode')}
      />
      {values.nameMode === 'full' ? (
        <TextInput
          {...nameInput}
          label={t('ask.name')}
          description={t('ask.nameHelp')}
          inputWrapperOrder={order}
          value={values.full}
          onChange={({ currentTarget: { value } }) => onChange({ full: value })}
          error={isIdentityMissing}
          maxLength={500}
          data-testid="name"
        />
      ) : (
        <div className="ask__pair">
          <TextInput
            {...nameInput}
            label={t('ask.family')}
            value={values.family}
            onChange={({ currentTarget: { value } }) => onChange({ family: value })}
            error={isIdentityMissing}
            maxLength={300}
            data-testid="family"
          />
          <TextInput
            {...nameInput}
            label={t('ask.given')}
            value={values.given}
            onChange={({ currentTarget: { value } }) => onChange({ given: value })}
            error={isIdentityMissing}
            maxLength={300}
            data-testid="given"
          />
        </div>
      )}
      <BirthField values={values} onChange={onChange} missing={missing} />
    </>
  )
}

function BirthField({ values, onChange, missing }: Props) {
  const { t } = useTranslation()
  const birth = findEdtfBirth(values.birth, values.isApproximate)
  const isUnreadable = missing.includes('birthUnreadable')
  const help = birth === undefined ? t('ask.birthHelp') : t('ask.birthAsked', { date: birth })
  return (
    <div className="ask__birth">
      <TextInput
        label={t('ask.birth')}
        description={help}
        inputWrapperOrder={order}
        value={values.birth}
        onChange={({ currentTarget: { value } }) => onChange({ birth: value })}
        error={isUnreadable ? t('missing.birthUnreadable') : undefined}
        maxLength={24}
        autoComplete="off"
        data-testid="birth"
      />
      <Checkbox
        label={t('ask.about')}
        aria-description={t('ask.aboutHelp')}
        checked={values.isApproximate}
        onChange={({ currentTarget: { checked } }) => onChange({ isApproximate: checked })}
        data-testid="birth-about"
      />
    </div>
  )
}

/** What else may be known of the subject. */
export function MoreFields({ values, onChange, missing }: Props) {
  const { t } = useTranslation()
  const sexes = [
    { value: '', label: t('ask.sexAny') },
    { value: 'female', label: t('ask.sexFemale') },
    { value: 'male', label: t('ask.sexMale') },
    { value: 'other', label: t('ask.sexOther') },
  ]
  return (
    <>
      <TextInput
        label={t('ask.document')}
        description={t('ask.documentHelp')}
        inputWrapperOrder={order}
        value={values.document}
        onChange={({ currentTarget: { value } }) => onChange({ document: value })}
        error={missing.includes('documentShort') ? t('missing.documentShort') : undefined}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        data-testid="document"
      />
      <TextInput
        label={t('ask.nationality')}
        description={t('ask.nationalityHelp')}
        inputWrapperOrder={order}
        value={values.nationality}
        onChange={({ currentTarget: { value } }) => onChange({ nationality: value })}
        maxLength={300}
        autoComplete="off"
        data-testid="nationality"
      />
      <TextInput
        {...nameInput}
        label={t('ask.place')}
        description={t('ask.placeHelp')}
        inputWrapperOrder={order}
        value={values.place}
        onChange={({ currentTarget: { value } }) => onChange({ place: value })}
        maxLength={200}
        data-testid="place"
      />
      <NativeSelect
        label={t('ask.sex')}
        data={sexes}
        value={values.sex}
        onChange={({ currentTarget: { value } }) => onChange({ sex: toSex(value) })}
        data-testid="sex"
      />
    </>
  )
}

function toSex(value: string): SearchValues['sex'] {
  return value === 'female' || value === 'male' || value === 'other' ? value : ''
}
