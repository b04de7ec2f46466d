import type { Organisation, PeerKey, TrustList } from '@isthmus/contract'
import { sha256 } from '@noble/hashes/sha2.js'
import { toBase64Url, toUtf8 } from '../bytes/index.ts'
import { createDocumentSigner, listHash, signDocument, toPayload } from './index.ts'

/** Operators and keys of a federation for tests, always the same: private keys are the SHA-256 of their names. */
export const ann = operator('ann')
export const ben = operator('ben')
export const cleo = operator('cleo')
export const dora = operator('dora')

export type TestOperator = ReturnType<typeof operator>

export const organisation: Organisation = {
  id: 'police-north',
  name: 'Police North',
  kind: 'police',
  regime: 'LED',
  country: 'GR',
  contact: 'duty officer',
  contacts: [{ for: 'requests', email: 'spoc@north.example' }],
  languages: ['el', 'en'],
  roundTheClock: true,
  dataProtectionOfficer: { name: 'Officer for data protection', email: 'dpo@north.example' },
  registration: { register: 'Government gazette', number: 'A 1/2020' },
  accreditation: { by: 'Federation board', reference: '2026-1', expiresAt: '2028-01-01T00:00:00Z' },
}

export const first: TrustList = {
  federation: 'test',
  version: 1,
  issuedAt: '2026-01-01T00:00:00Z',
  expiresAt: '2027-01-01T00:00:00Z',
  operators: operatorsOf(2, [ann, ben, cleo], 1),
  organisations: [organisation, { ...organisation, id: 'police-south', name: 'Police South', country: 'IT' }],
  peers: [peerOf('north'), peerOf('south')],
  witnesses: { required: 1, peers: ['north', 'south'] },
  policyPacks: [{ id: 'eu-baseline', version: '1', digest: keyOf('policy') }],
}

/** The list that comes after this one, with these changes. */
export function after(list: TrustList, change: Partial<TrustList> = {}): TrustList {
  return {
    ...list,
    version: list.version + 1,
    previous: hashOf(list),
    issuedAt: '2026-02-01T00:00:00Z',
    ...change,
  }
}

export function hashOf(list: TrustList): string {
  return listHash(toPayload(list))
}

/** Signed as it is, whether it is consistent or not. */
export function sign(list: object, ...operators: readonly TestOperator[]): Promise<string> {
  return signDocument(
    toPayload(list),
    'isthmus-trust-list+jws',
    operators.map(({ signer }) => signer),
  )
}

export function operatorsOf(
  quorum: number,
  operators: readonly TestOperator[],
  emergencyQuorum?: number,
): TrustList['operators'] {
  const keys = operators.map(({ entry }) => entry)
  return { quorum, ...(emergencyQuorum === undefined ? {} : { emergencyQuorum }), keys }
}

export function operator(name: string) {
  const signer = signerOf(`operator ${name}`)
  return { signer, entry: { id: signer.keyId, name, key: signer.publicKey } }
}

export function signerOf(name: string): ReturnType<typeof createDocumentSigner> {
  return createDocumentSigner(sha256(toUtf8(name)))
}

export function peerKey(name: string, use: PeerKey['use'] = 'signing'): PeerKey {
  const { keyId, publicKey } = signerOf(name)
  return {
    use,
    id: keyId,
    key: publicKey,
    validFrom: '2026-01-01T00:00:00Z',
    validTo: '2028-01-01T00:00:00Z',
  }
}

function peerOf(id: string): TrustList['peers'][number] {
  const uses = ['signing', 'sealing', 'tls', 'log', 'witness'] as const
  return {
    id,
    name: `Peer ${id}`,
    address: `https://${id}.example`,
    owner: `police-${id}`,
    hosts: [`police-${id}`],
    keys: uses.map((use) => peerKey(`${id} ${use}`, use)),
  }
}

function keyOf(name: string): string {
  return toBase64Url(sha256(toUtf8(name)))
}

/** A list in which keys of one peer are revoked at this instant. */
export function revoking(list: TrustList, peerId: string, revokedAt: string): TrustList['peers'] {
  return list.peers.map((peer) =>
    peer.id === peerId ? { ...peer, keys: peer.keys.map((key) => ({ ...key, revokedAt })) } : peer,
  )
}
