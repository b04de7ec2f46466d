import type { Organisation } from '@isthmus/contract'

const listed: Organisation[] = [
  {
    id: 'national-police',
    name: 'National Police (demo)',
    kind: 'police',
    regime: 'LED',
    country: 'GR',
    contact: 'duty officer, spoc@national-police.example',
    availability: '24/7',
    languages: ['el', 'en'],
  },
  {
    id: 'coast-guard',
    name: 'Coast Guard (demo)',
    kind: 'border-guard',
    regime: 'LED',
    country: 'IT',
    contact: 'operations room, sala@coast-guard.example',
    availability: '24/7',
    languages: ['it', 'en'],
  },
  {
    id: 'eu-agency',
    name: 'EU Agency (demo)',
    kind: 'eu-body',
    regime: 'EUDPR',
    country: 'EU',
    contact: 'front office, desk@eu-agency.example',
    availability: '24/7',
    languages: ['en', 'fr'],
  },
  {
    id: 'international-secretariat',
    name: 'International Secretariat (demo)',
    kind: 'international-body',
    regime: 'none',
    country: 'ZZ',
    contact: 'secretariat, lists@secretariat.example',
    availability: 'Monday to Friday 9 to 17 UTC',
    languages: ['en', 'fr'],
  },
  {
    id: 'harbour-aid',
    name: 'Harbour Aid (demo NGO)',
    kind: 'ngo',
    regime: 'GDPR',
    country: 'GR',
    contact: 'data protection officer, dpo@harbour-aid.example',
    availability: 'daily 8 to 20',
    languages: ['el', 'en', 'ar', 'fr'],
  },
  {
    id: 'liaison-office-west',
    name: 'Liaison Office West (demo)',
    kind: 'third-country',
    regime: 'none',
    country: 'US',
    contact: 'liaison officer, west@liaison.example',
    languages: ['en'],
  },
  {
    id: 'liaison-office-north',
    name: 'Liaison Office North (demo)',
    kind: 'third-country',
    regime: 'none',
    country: 'CA',
    contact: 'liaison officer, north@liaison.example',
    languages: ['en', 'fr'],
  },
]

/** Invented organisations of the demo; the contacts lead nowhere on purpose (RFC 2606). */
export const demoOrganisations: Organisation[] = listed.map(withPapers)

/** What every organisation must supply before its peer is admitted. */
function withPapers(organisation: Organisation): Organisation {
  const { id, availability } = organisation
  return {
    ...organisation,
    contacts: [
      { for: 'requests', email: `requests@${id}.example`, ...(availability ? { hours: availability } : {}) },
      { for: 'incidents', email: `security@${id}.example` },
    ],
    roundTheClock: availability === '24/7',
    dataProtectionOfficer: { name: 'Data protection officer (demo)', email: `dpo@${id}.example` },
    registration: { register: 'Register of the demonstration', number: `D-${id}` },
    accreditation: {
      by: 'Board of the demonstration',
      reference: `A-${id}`,
      expiresAt: '2030-01-01T00:00:00Z',
    },
  }
}
