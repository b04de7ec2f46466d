import type { Contact, Organisation } from '@isthmus/contract/types'
import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrustAct } from '../../api/trust.ts'
import { TrustForm } from './TrustForm.tsx'

type Fields = {
  texts: Readonly<Record<TextField, string>>
  roundTheClock: boolean
  contacts: readonly NumberedContact[]
}

type NumberedContact = { number: number; contact: Contact }

const textFields = [
  'contact',
  'availability',
  'languages',
  'dpoName',
  'dpoEmail',
  'dpoTelephone',
  'register',
  'number',
  'by',
  'reference',
  'expiresAt',
] as const
type TextField = (typeof textFields)[number]

const purposes = ['requests', 'technical', 'incidents'] as const

/** What an operator may change of an organisation: everything but its id, its kind, its country and its law. */
export function ChangeOrganisation({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const [fields, setFields] = useState(() => toFields(organisation))
  const set = (name: TextField, text: string): void =>
    setFields((before) => ({ ...before, texts: { ...before.texts, [name]: text } }))
  const setContact = (changed: NumberedContact): void =>
    setFields((before) => ({
      ...before,
      contacts: before.contacts.map((one) => (one.number === changed.number ? changed : one)),
    }))
  const input = (name: TextField, label: string, more: object = {}) => (
    <TextInput
      key={name}
      label={label}
      value={fields.texts[name]}
      onChange={(event) => set(name, event.currentTarget.value)}
      maxLength={200}
      {...more}
    />
  )
  const toAct = (): TrustAct => ({
    do: 'propose',
    proposal: { kind: 'change-organisation', organisation: toOrganisation(organisation, fields) },
  })
  return (
    <TrustForm
      title={t('trust.changeOrganisation')}
      name="organisation"
      toAct={toAct}
      submit={t('trust.makeDraft')}
      done={t('trust.draftMade')}
    >
      {input('contact', t('trustField.contact'), { required: true, maxLength: 300 })}
      {input('availability', t('trustField.availability'))}
      <Checkbox
        label={t('trustField.roundTheClock')}
        checked={fields.roundTheClock}
        onChange={(event) => {
          const { checked } = event.currentTarget
          setFields((before) => ({ ...before, roundTheClock: checked }))
        }}
      />
      {input('languages', t('trustField.languages'), { description: t('trust.languagesHint') })}
      {fields.contacts.map((one) => (
        <ContactFields key={one.number} one={one} onChange={setContact} />
      ))}
      <fieldset className="trust__fields">
        <legend>{t('trustField.dataProtectionOfficer')}</legend>
        {input('dpoName', t('trustField.name'))}
        {input('dpoEmail', t('trustField.email'), { type: 'email' })}
        {input('dpoTelephone', t('trustField.telephone'))}
      </fieldset>
      <fieldset className="trust__fields">
        <legend>{t('trustField.registration')}</legend>
        {input('register', t('trustField.register'))}
        {input('number', t('trustField.number'), { maxLength: 100 })}
      </fieldset>
      <fieldset className="trust__fields">
        <legend>{t('trustField.accreditation')}</legend>
        {input('by', t('trustField.by'))}
        {input('reference', t('trustField.reference'))}
        {input('expiresAt', t('trustField.expiresAt'), { type: 'date' })}
      </fieldset>
    </TrustForm>
  )
}

function ContactFields({
  one,
  onChange,
}: {
  one: NumberedContact
  onChange: (changed: NumberedContact) => void
}) {
  const { t } = useTranslation()
  const { number, contact } = one
  return (
    <fieldset className="trust__fields">
      <legend>{t('trust.contactOf', { purpose: t(`contactPurpose.${contact.for}`) })}</legend>
      {(['name', 'telephone', 'email'] as const).map((name) => (
        <TextInput
          key={name}
          label={t(`trustField.${name}`)}
          value={contact[name] ?? ''}
          onChange={(event) =>
            onChange({ number, contact: { ...contact, [name]: event.currentTarget.value } })
          }
          maxLength={200}
        />
      ))}
    </fieldset>
  )
}

function toFields(organisation: Organisation): Fields {
  const { contact, availability = '', languages = [], contacts = [] } = organisation
  const { dataProtectionOfficer: officer, registration, accreditation } = organisation
  const unnamed = purposes.filter((purpose) => contacts.every((one) => one.for !== purpose))
  return {
    texts: {
      ...{ contact, availability, languages: languages.join(', ') },
      ...{
        dpoName: officer?.name ?? '',
        dpoEmail: officer?.email ?? '',
        dpoTelephone: officer?.telephone ?? '',
      },
      ...{ register: registration?.register ?? '', number: registration?.number ?? '' },
      ...{ by: accreditation?.by ?? '', reference: accreditation?.reference ?? '' },
      expiresAt: accreditation?.expiresAt.slice(0, 10) ?? '',
    },
    roundTheClock: organisation.roundTheClock === true,
    contacts: [...contacts, ...unnamed.map((purpose) => ({ for: purpose }))].map((one, number) => ({
      number,
      contact: one,
    })),
  }
}

/** The organisation with what the form says; what is left empty is left out. */
function toOrganisation(
  organisation: Organisation,
  { texts, roundTheClock, contacts }: Fields,
): Organisation {
  const { id, name, kind, regime, country, accreditation } = organisation
  const text = (field: TextField): string => texts[field].trim()
  const languages = text('languages')
    .split(/[\s,;]+/)
    .filter((one) => one !== '')
  const kept = contacts
    .map((one) => withoutEmpty(one.contact))
    .filter((contact) => Object.keys(contact).length > 1)
  // The hour of an end that stays is kept to the letter.
  const isSameEnd = accreditation?.expiresAt.slice(0, 10) === text('expiresAt')
  const expiresAt = isSameEnd ? accreditation.expiresAt : `${text('expiresAt')}T00:00:00Z`
  const hasClock = roundTheClock || organisation.roundTheClock !== undefined
  return {
    ...{ id, name, kind, regime, country, contact: text('contact') },
    ...(text('availability') ? { availability: text('availability') } : {}),
    ...(languages.length > 0 ? { languages } : {}),
    ...(kept.length > 0 ? { contacts: kept } : {}),
    ...(hasClock ? { roundTheClock } : {}),
    ...(text('dpoName') || text('dpoEmail')
      ? {
          dataProtectionOfficer: {
            ...{ name: text('dpoName'), email: text('dpoEmail') },
            ...(text('dpoTelephone') ? { telephone: text('dpoTelephone') } : {}),
          },
        }
      : {}),
    ...(text('register') || text('number')
      ? { registration: { register: text('register'), number: text('number') } }
      : {}),
    ...(text('by') || text('reference') || text('expiresAt')
      ? { accreditation: { by: text('by'), reference: text('reference'), expiresAt } }
      : {}),
  }
}

function withoutEmpty({ for: purpose, name, telephone, email, hours }: Contact): Contact {
  return {
    for: purpose,
    ...(name?.trim() ? { name: name.trim() } : {}),
    ...(telephone?.trim() ? { telephone: telephone.trim() } : {}),
    ...(email?.trim() ? { email: email.trim() } : {}),
    ...(hours ? { hours } : {}),
  }
}
