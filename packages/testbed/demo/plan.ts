import type { FederationPlan, PlannedPeer } from '../federation-plan.ts'
import { demoOrganisations } from './organisations.ts'
import { demoSources } from './sources.ts'

const demoPeers: Omit<PlannedPeer, 'port' | 'exchangePort'>[] = [
  {
    id: 'national-authority',
    name: 'National police authority',
    owner: 'national-police',
    hosts: ['national-police'],
    officers: [
      {
        id: 'eleni-markou',
        name: 'Eleni Markou',
        role: 'officer',
        unit: 'Border crime',
        organisation: 'national-police',
      },
      {
        id: 'nikos-adamou',
        name: 'Nikos Adamou',
        role: 'operator',
        unit: 'Information systems',
        organisation: 'national-police',
      },
      {
        id: 'petros-lagos',
        name: 'Petros Lagos',
        role: 'operator',
        unit: 'Information systems',
        organisation: 'national-police',
      },
      {
        id: 'sofia-pappa',
        name: 'Sofia Pappa',
        role: 'dpo',
        unit: 'Data protection',
        organisation: 'national-police',
      },
      {
        id: 'katerina-doukas',
        name: 'Katerina Doukas',
        role: 'dpo',
        unit: 'Data protection',
        organisation: 'national-police',
      },
      {
        id: 'dimitris-lasko',
        name: 'Dimitris Lasko',
        role: 'authority',
        unit: 'Data Protection Authority (demo)',
        organisation: 'national-police',
      },
    ],
    sources: [demoSources.ukConlist],
  },
  {
    id: 'eu-body',
    name: 'EU agency with member state desks',
    owner: 'eu-agency',
    hosts: ['eu-agency', 'coast-guard'],
    officers: [
      {
        id: 'luca-ferri',
        name: 'Luca Ferri',
        role: 'officer',
        unit: 'Coast guard desk',
        organisation: 'coast-guard',
      },
      {
        id: 'marie-dubois',
        name: 'Marie Dubois',
        role: 'operator',
        unit: 'Information systems',
        organisation: 'eu-agency',
      },
    ],
    sources: [demoSources.euFsf],
  },
  {
    id: 'international-body',
    name: 'International body with partner organisations',
    owner: 'international-secretariat',
    hosts: ['international-secretariat', 'harbour-aid'],
    officers: [
      {
        id: 'amira-haddad',
        name: 'Amira Haddad',
        role: 'caseworker',
        unit: 'Family tracing',
        organisation: 'harbour-aid',
      },
      {
        id: 'tomas-lind',
        name: 'Tomas Lind',
        role: 'operator',
        unit: 'Secretariat',
        organisation: 'international-secretariat',
      },
    ],
    sources: [demoSources.unSc],
  },
  {
    id: 'liaison-west',
    name: 'Liaison office of a third country, west',
    owner: 'liaison-office-west',
    hosts: ['liaison-office-west'],
    officers: [
      {
        id: 'dana-reeves',
        name: 'Dana Reeves',
        role: 'operator',
        unit: 'Liaison',
        organisation: 'liaison-office-west',
      },
    ],
    sources: [demoSources.usSdn, demoSources.usConsolidated],
  },
  {
    id: 'liaison-north',
    name: 'Liaison office of a third country, north',
    owner: 'liaison-office-north',
    hosts: ['liaison-office-north'],
    officers: [
      {
        id: 'claire-roy',
        name: 'Claire Roy',
        role: 'operator',
        unit: 'Liaison',
        organisation: 'liaison-office-north',
      },
    ],
    sources: [demoSources.caSema, demoSources.ukSanctions],
  },
]

/** Exchange ports lie this far behind those of the pages. */
const exchangeOffset = 50

/** Five peers with seven sources on five ports in a row, and five for one another; every organisation and officer is invented. */
export function demoPlan(firstPort: number): FederationPlan {
  const peers = demoPeers.map((peer, index) => ({
    ...peer,
    port: firstPort + index,
    exchangePort: firstPort + exchangeOffset + index,
  }))
  return { id: 'isthmus-demo', organisations: demoOrganisations, peers }
}
