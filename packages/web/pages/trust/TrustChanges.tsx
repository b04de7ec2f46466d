import type { TrustDifference } from '@isthmus/contract/types'
import { useTranslation } from 'react-i18next'
import { toLocalDay, toLocalTime } from '../../locales/formats.ts'

/** In which ways a list differs from the one before, a sentence each. */
export function TrustChanges({ changes }: { changes: readonly TrustDifference[] }) {
  const toSentence = useDifferenceSentence()
  if (changes.length === 0) return null
  return (
    <ul className="trust__changes">
      {changes.map((change) => (
        <li key={JSON.stringify(change)} data-kind={change.kind}>
          {toSentence(change)}
        </li>
      ))}
    </ul>
  )
}

function useDifferenceSentence(): (change: TrustDifference) => string {
  const { t, i18n } = useTranslation()
  const toDay = (text: string): string => (isInstant(text) ? toLocalDay(text, i18n.language) : text)
  const toField = (field: string): string => (isField(field) ? t(`trustField.${field}`) : field)
  return ({ kind, subject = '', name = subject, use, keyId = '', fields = [], from = '', to = '' }) =>
    t(`trustDifference.${kind}`, {
      subject,
      name,
      keyId,
      use: isUse(use) ? t(`keyUse.${use}`) : '',
      fields: fields.map(toField).join(', '),
      from: kind === 'key-revoked' ? toLocalTime(from, i18n.language) : toDay(from) || '–',
      to: toDay(to) || '–',
    })
}

const trustFields = [
  'accreditation',
  'address',
  'availability',
  'by',
  'contact',
  'contacts',
  'country',
  'dataProtectionOfficer',
  'email',
  'expiresAt',
  'for',
  'hosts',
  'hours',
  'kind',
  'languages',
  'name',
  'number',
  'owner',
  'reference',
  'regime',
  'register',
  'registration',
  'roundTheClock',
  'telephone',
] as const

function isField(field: string): field is (typeof trustFields)[number] {
  return trustFields.some((known) => known === field)
}

const uses = ['signing', 'sealing', 'tls', 'log', 'witness'] as const

function isUse(use: string | undefined): use is (typeof uses)[number] {
  return uses.some((known) => known === use)
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT/.test(text)
}
