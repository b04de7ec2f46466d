import type { FederationPlan, PlannedPeer } from '@isthmus/testbed/federation-plan'

export const officerId = 'bench-officer'
export const operatorId = 'bench-operator'

/** As many police authorities, each with a peer of its own; sources are connected by the benchmark. */
export function benchPlan(peers: number, firstPort: number): FederationPlan {
  const numbers = Array.from({ length: peers }, (_, i) => i)
  return {
    id: 'isthmus-bench',
    organisations: numbers.map((number) => ({
      id: `police-${number}`,
      name: `Synthetic police ${number}`,
      kind: 'police',
      regime: 'LED',
      country: 'GR',
      contact: `police-${number}@bench.example`,
    })),
    peers: numbers.map((number) => toPeer(number, firstPort)),
  }
}

function toPeer(number: number, firstPort: number): PlannedPeer {
  const organisation = `police-${number}`
  return {
    id: `peer-${number}`,
    name: `Synthetic peer ${number}`,
    port: firstPort + number,
    exchangePort: firstPort + 1_000 + number,
    owner: organisation,
    hosts: [organisation],
    officers: [
      { id: officerId, name: 'Bench Officer', role: 'officer', organisation },
      { id: operatorId, name: 'Bench Operator', role: 'operator', organisation },
    ],
    sources: [],
  }
}
