import type { Organisation, TrustShortcoming } from '@isthmus/contract'

const soonMs = 60 * 86_400_000

/** What an organisation has yet to supply. A missing officer for data protection or an accreditation that is over bars it. */
export function listShortcomings(organisation: Organisation, now: Date): TrustShortcoming[] {
  const { accreditation, contacts = [], languages = [] } = organisation
  const leftMs = accreditation ? Date.parse(accreditation.expiresAt) - now.getTime() : undefined
  const found: [TrustShortcoming, boolean][] = [
    ['dpo-missing', organisation.dataProtectionOfficer === undefined],
    ['registration-missing', organisation.registration === undefined],
    ['accreditation-missing', accreditation === undefined],
    ['accreditation-expired', leftMs !== undefined && !(leftMs > 0)],
    ['accreditation-ends-soon', leftMs !== undefined && leftMs > 0 && leftMs < soonMs],
    ['contact-missing', contacts.length === 0],
    ['languages-missing', languages.length === 0],
  ]
  return found.filter(([, applies]) => applies).map(([shortcoming]) => shortcoming)
}

/** Those with which nobody is admitted. */
export const barringShortcomings: readonly TrustShortcoming[] = [
  'dpo-missing',
  'registration-missing',
  'accreditation-missing',
  'accreditation-expired',
]
