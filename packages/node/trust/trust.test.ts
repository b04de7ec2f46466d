import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import type { TrustList } from '@isthmus/contract'
import { generatePeerKeys } from '@isthmus/protocol/envelope'
import { beforeAll, describe, expect, it } from 'vitest'
import { parsePeerSecrets, signTrustList, Trust, verifyTrustList } from './index.ts'

const now = new Date('2026-11-23T12:00:00Z')
const operator = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
const operatorSecret = createPrivateKey({ key: operator, format: 'jwk' })
const operatorKey = operator.x ?? ''

let north: Awaited<ReturnType<typeof generatePeerKeys>>
let south: Awaited<ReturnType<typeof generatePeerKeys>>
let list: TrustList

beforeAll(async () => {
  north = await generatePeerKeys()
  south = await generatePeerKeys()
  list = {
    federation: 'test',
    version: 3,
    issuedAt: '2026-01-01T00:00:00Z',
    expiresAt: '2027-01-01T00:00:00Z',
    organisations: [organisation('police-north'), organisation('police-south')],
    peers: [
      { ...peer('north', 'police-north'), ...north.publicKeys },
      { ...peer('south', 'police-south'), ...south.publicKeys },
    ],
  }
})

function organisation(id: string): TrustList['organisations'][number] {
  return { id, name: id, kind: 'police', regime: 'LED', country: 'GR', contact: 'spoc@example.eu' }
}

function peer(id: string, owner: string) {
  return { id, name: id, address: 'http://127.0.0.1:4000', owner, hosts: [owner] }
}

const signed = (content: unknown) => signTrustList(content as TrustList, operatorSecret)

describe('a signed trust list', () => {
  it('is given back when the operator signed it and it is in force', async () => {
    expect(await verifyTrustList(`${await signed(list)}\n`, operatorKey, now)).toEqual(list)
  })

  it('is refused under another operator key', async () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? ''
    await expect(verifyTrustList(await signed(list), other, now)).rejects.toMatchObject({
      code: 'TRUST_LIST_SIGNATURE_WRONG',
    })
  })

  it('is refused when one byte of it was changed', async () => {
    const jws = await signed(list)
    const [header, payload = '', signature] = jws.split('.')
    const changed = Buffer.from(payload, 'base64url').toString().replace('"version":3', '"version":4')
    const forged = [header, Buffer.from(changed).toString('base64url'), signature].join('.')
    await expect(verifyTrustList(forged, operatorKey, now)).rejects.toMatchObject({
      code: 'TRUST_LIST_SIGNATURE_WRONG',
    })
  })

  it('is refused when it is no JWS at all, or one that claims to need no signature', async () => {
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(list)).toString('base64url')}.`
    for (const text of ['', 'no list', '..', none]) {
      await expect(verifyTrustList(text, operatorKey, now)).rejects.toMatchObject({
        code: 'TRUST_LIST_SIGNATURE_WRONG',
      })
    }
  })

  it('is refused from the instant at which it expires', async () => {
    const jws = await signed(list)
    await expect(verifyTrustList(jws, operatorKey, new Date(list.expiresAt))).rejects.toMatchObject({
      code: 'TRUST_LIST_EXPIRED',
    })
    await expect(verifyTrustList(jws, operatorKey, new Date('2030-01-01'))).rejects.toMatchObject({
      code: 'TRUST_LIST_EXPIRED',
    })
  })

  it('is refused when its end is a date that no calendar has', async () => {
    const jws = await signed({ ...list, expiresAt: '2027-01-01T23:59:60Z' })
    await expect(verifyTrustList(jws, operatorKey, now)).rejects.toMatchObject({ code: 'TRUST_LIST_EXPIRED' })
  })

  it('is refused when the operator signed something else', async () => {
    for (const content of [{}, [], null, { ...list, peers: [{ id: 'north' }] }, { ...list, extra: 1 }]) {
      await expect(verifyTrustList(await signed(content), operatorKey, now)).rejects.toMatchObject({
        code: 'TRUST_LIST_UNREADABLE',
      })
    }
  })

  it('is refused when two entries share one id', async () => {
    const twice = {
      ...list,
      peers: [...list.peers, { ...peer('north', 'police-south'), ...south.publicKeys }],
    }
    await expect(verifyTrustList(await signed(twice), operatorKey, now)).rejects.toMatchObject({
      code: 'TRUST_LIST_UNREADABLE',
    })
  })
})

describe('the keys of a peer', () => {
  it('make it the peer that the list names', async () => {
    const trust = await Trust.create(list, 'north', north.secrets)
    expect(trust.self.id).toBe('north')
    expect(trust.listOtherPeers().map(({ id }) => id)).toEqual(['south'])
  })

  it('do not let a peer start that is not listed', async () => {
    await expect(Trust.create(list, 'west', north.secrets)).rejects.toMatchObject({ code: 'PEER_NOT_LISTED' })
  })

  it('are refused when either private key belongs to another public key', async () => {
    const mixed = [
      south.secrets,
      { signing: south.secrets.signing, sealing: north.secrets.sealing },
      { signing: north.secrets.signing, sealing: south.secrets.sealing },
      { signing: 'short', sealing: north.secrets.sealing },
    ]
    for (const secrets of mixed) {
      await expect(Trust.create(list, 'north', secrets)).rejects.toMatchObject({ code: 'KEYS_UNREADABLE' })
    }
  })

  it('are read from their file, and a fault repeats nothing of it', () => {
    expect(parsePeerSecrets(JSON.stringify(north))).toEqual(north.secrets)
    const secret = north.secrets.signing
    for (const text of [
      '',
      'null',
      '[]',
      `{"secrets":"${secret}"}`,
      `{"secrets":{"signing":"${secret}"}}`,
      `{"secrets": ${secret}`,
    ]) {
      const fault = faultOf(() => parsePeerSecrets(text))
      expect(fault).toMatchObject({ code: 'KEYS_UNREADABLE' })
      expect(fault.cause).toBeUndefined()
      expect(fault.message).not.toContain(secret)
    }
  })
})

it('a peer that runs believes its list no longer than the list says', async () => {
  const trust = await Trust.create(list, 'north', north.secrets)
  expect(() => trust.verifyInForce(now)).not.toThrow()
  expect(faultOf(() => trust.verifyInForce(new Date(list.expiresAt)))).toMatchObject({
    code: 'TRUST_LIST_EXPIRED',
    remedy: expect.stringContaining('operator'),
  })
})

describe('a hosted organisation', () => {
  it('may be spoken for by its own peer and by no other', async () => {
    const trust = await Trust.create(list, 'north', north.secrets)
    expect(trust.findHosted('south', 'police-south')?.id).toBe('police-south')
    expect(trust.findHosted('south', 'police-north')).toBeUndefined()
    expect(trust.findHosted('west', 'police-north')).toBeUndefined()
  })

  it('must itself be in the list', async () => {
    const [first, second] = list.peers
    const ghost = { ...list, peers: [{ ...first, hosts: ['ghosts'] }, second] } as TrustList
    const trust = await Trust.create(ghost, 'north', north.secrets)
    expect(trust.findHosted('north', 'ghosts')).toBeUndefined()
  })
})

function faultOf(act: () => unknown): Error {
  try {
    act()
  } catch (fault) {
    if (fault instanceof Error) return fault
  }
  throw new TypeError('nothing was refused')
}
