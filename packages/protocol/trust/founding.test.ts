import type { FederationFounding, TrustRequest } from '@isthmus/contract'
import { findCode } from '@isthmus/testbed/fault-of'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toUtf8 } from '../bytes/index.ts'
import {
  isSignedByQuorum,
  joinFirstList,
  parseFirstList,
  signTrustRequest,
  TrustListError,
  toFirstList,
  toPayload,
  verifyFoundingKeys,
  verifyPinned,
  verifyTrustRequest,
} from './index.ts'
import {
  after,
  ann,
  ben,
  cleo,
  first,
  organisation,
  peerKey,
  revoking,
  sign,
  signerOf,
} from './test-lists.ts'

const now = new Date('2026-06-01T00:00:00Z')
const uses = ['signing', 'sealing', 'tls', 'log', 'witness'] as const

const keysOf = (id: string) => uses.map((use) => peerKey(`${id} ${use}`, use))

const founding: FederationFounding = {
  federation: 'test',
  days: 100,
  operators: { quorum: 2, emergencyQuorum: 1, keys: ['ann.json', 'ben.json', 'cleo.json'] },
  organisations: [organisation],
  peers: ['north', 'south', 'east'].map((id) => ({
    ...{ id, name: id, address: `https://${id}.example:8444`, owner: organisation.id, keys: `${id}.json` },
  })),
}

const parts = {
  operators: [ann, ben, cleo].map(({ entry }) => entry),
  keysOf: new Map(['north', 'south', 'east'].map((id) => [id, keysOf(id)])),
  now,
}

const refusal = (act: () => unknown): string => findCode(TrustListError, act) ?? 'accepted'
const found = (change: Partial<FederationFounding> = {}, other: Partial<typeof parts> = {}): string =>
  refusal(() => toFirstList({ ...founding, ...change }, { ...parts, ...other }))

describe('the first list', () => {
  it('is version 1, with every peer as a witness of the others unless the founders say otherwise', () => {
    expect(toFirstList(founding, parts)).toMatchObject({
      version: 1,
      expiresAt: '2026-09-09T00:00:00.000Z',
      operators: { quorum: 2, emergencyQuorum: 1 },
      witnesses: { required: 2, peers: ['north', 'south', 'east'] },
    })
    const { witnesses } = toFirstList({ ...founding, witnesses: { required: 1 } }, parts)
    expect(witnesses).toEqual({ required: 1, peers: ['north', 'south', 'east'] })
  })

  it('is not made of what nobody could live with', () => {
    const { dataProtectionOfficer: _none, ...without } = organisation
    const [north] = founding.peers
    for (const wrong of [
      found({ organisations: [without] }),
      found({ operators: { ...founding.operators, quorum: 4 } }),
      found({ operators: { ...founding.operators, emergencyQuorum: 3 } }),
      found({ witnesses: { required: 3 } }),
      found({ witnesses: { required: 1, peers: ['nobody', 'north', 'south'] } }),
      found({ organisations: [organisation, organisation] }),
      found({ peers: north ? [{ ...north, owner: 'nobody' }] : [] }),
      found({ peers: north ? [{ ...north, address: 'http://north.example' }] : [] }),
      found({}, { keysOf: new Map() }),
      found({}, { operators: [ann.entry, ann.entry] }),
      found({}, { keysOf: new Map(['north', 'south', 'east'].map((id) => [id, keysOf('north')])) }),
    ])
      expect(wrong).toBe('FOUNDING_IMPOSSIBLE')
    expect(() => toFirstList({ ...founding, organisations: [without] }, parts)).toThrow(
      'organisations/0: police-north lacks what it must have: dpo-missing',
    )
  })

  it('is read before it is signed, and is no later version and nothing else', () => {
    const list = toFirstList(founding, parts)
    expect(parseFirstList(toPayload(list))).toEqual(list)
    expect(refusal(() => parseFirstList(toPayload(after(first))))).toBe('FOUNDING_IMPOSSIBLE')
    expect(refusal(() => parseFirstList(toUtf8(JSON.stringify(list, null, 2))))).toBe('FOUNDING_IMPOSSIBLE')
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(toUtf8)), (bytes) => {
        expect(refusal(() => parseFirstList(bytes))).toBe('FOUNDING_IMPOSSIBLE')
      }),
    )
  })

  it('is whole with the signatures of a quorum, in whatever files and order they come', async () => {
    const list = toFirstList(founding, parts)
    const [byAnn, byBen] = [await sign(list, ann), await sign(list, ben)]
    const joined = joinFirstList([byBen, byAnn, byAnn])
    expect(verifyPinned(joined, list.operators).signedBy).toHaveLength(2)
    expect(refusal(() => joinFirstList([byAnn]))).toBe('TRUST_LIST_QUORUM_MISSED')
    const other = await sign({ ...list, expiresAt: '2027-01-01T00:00:00.000Z' }, ben)
    expect(() => joinFirstList([byAnn, other])).toThrow('file 2 is another list than file 1')
    for (const texts of [[], ['{}'], [byAnn, 'nonsense']])
      expect(refusal(() => joinFirstList(texts))).toBe('FOUNDING_IMPOSSIBLE')
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.json())), (texts) => {
        expect(refusal(() => joinFirstList(texts))).toBe('FOUNDING_IMPOSSIBLE')
      }),
    )
  })
})

describe('the keys of a founding peer', () => {
  const request = (change: Partial<TrustRequest> = {}): TrustRequest => ({
    ...{ federation: 'test', id: '00000000-0000-4000-8000-000000000001', kind: 'found', peer: 'north' },
    ...{ requestedAt: now.toISOString(), keys: keysOf('north') },
    ...change,
  })
  const signers = ['signing', 'log', 'witness'].map((use) => signerOf(`north ${use}`))
  const textOf = async (change: Partial<TrustRequest> = {}, by = signers): Promise<string> =>
    (await signTrustRequest(request(change), by)).text

  it('are one for each use, held by whoever names them, and good at any time', async () => {
    const { keys, fingerprint } = verifyFoundingKeys(await textOf())
    expect(keys).toHaveLength(5)
    expect(fingerprint).toMatch(/^\d{5}( \d{5}){5}$/)
  })

  it('are not believed without proof, without all uses, or in another kind of request', async () => {
    const unproven = await textOf({}, signers.slice(1))
    expect(refusal(() => verifyFoundingKeys(unproven))).toBe('REQUEST_SIGNATURE_WRONG')
    const few = await textOf({ keys: keysOf('north').slice(0, 4) })
    expect(refusal(() => verifyFoundingKeys(few))).toBe('REQUEST_UNREADABLE')
    const rotation = await textOf({ kind: 'rotate' })
    expect(refusal(() => verifyFoundingKeys(rotation))).toBe('REQUEST_UNREADABLE')
    const whole = await textOf()
    expect(refusal(() => verifyTrustRequest(whole, () => [], now))).toBe('REQUEST_UNREADABLE')
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(refusal(() => verifyFoundingKeys(text))).toBe('REQUEST_UNREADABLE')
      }),
    )
  })
})

it('an emergency list does not stand alone, a whole one does', async () => {
  const urgent = after(first, { peers: revoking(first, 'south', '2026-02-01T00:00:00Z') })
  expect(isSignedByQuorum(await sign(first, ann, ben))).toBe(true)
  expect(isSignedByQuorum(await sign(urgent, cleo))).toBe(false)
  expect(
    isSignedByQuorum(await sign(first, ann, ben), { ...first.operators, keys: [cleo.entry, ben.entry] }),
  ).toBe(false)
  expect(isSignedByQuorum('nonsense')).toBe(false)
})
