import type { TrustList } from '@isthmus/contract'
import { signTrustList, verifyPinned } from '@isthmus/protocol/trust'
import { createTestKeys, createTestOperators, joinTestKeys, type TestKeys } from '@isthmus/testbed/trust-keys'
import { describe, expect, it } from 'vitest'
import { Trust, type TrustOptions, toChain } from './index.ts'

const { operators, signer } = createTestOperators()
const north = createTestKeys()
const south = createTestKeys()
let now = new Date('2026-11-23T12:00:00Z')

const first: TrustList = {
  federation: 'test',
  version: 1,
  issuedAt: '2026-01-01T00:00:00Z',
  expiresAt: '2027-01-01T00:00:00Z',
  operators,
  organisations: [organisation('police-north'), organisation('police-south')],
  peers: [peer('north', 'police-north', north), peer('south', 'police-south', south)],
}

function organisation(id: string): TrustList['organisations'][number] {
  return { id, name: id, kind: 'police', regime: 'LED', country: 'GR', contact: 'spoc@example.eu' }
}

function peer(id: string, owner: string, { keys }: TestKeys): TrustList['peers'][number] {
  return { id, name: id, address: 'http://127.0.0.1:4000', owner, hosts: [owner], keys }
}

async function startTrust(
  list: TrustList,
  { keys = north, ...options }: Partial<TrustOptions> & { keys?: TestKeys } = {},
): Promise<Trust> {
  const verified = verifyPinned(await signTrustList(list, [signer]), operators)
  return new Trust(verified, { peerId: 'north', ownKeys: keys.ownKeys, clock: () => now, ...options })
}

async function afterOf(trust: Trust, change: Partial<TrustList>): Promise<string> {
  const { list, hash } = trust.verified
  const next = { ...list, version: list.version + 1, previous: hash, issuedAt: now.toISOString(), ...change }
  return signTrustList(next, [signer])
}

const keyOf = ({ keys }: TestKeys, use: string) => keys.find((key) => key.use === use)?.id ?? ''

describe('the keys of a peer', () => {
  it('make it the peer that the list names', async () => {
    const trust = await startTrust(first)
    expect(trust.self.id).toBe('north')
    expect(trust.listOtherPeers().map(({ id }) => id)).toEqual(['south'])
    expect(trust.signerOf('log').keyId).toBe(keyOf(north, 'log'))
    expect(trust.sealingKeyOf(keyOf(north, 'sealing'))).toHaveLength(32)
  })

  it('do not let a peer start that is not listed, or that holds none of its listed keys', async () => {
    await expect(startTrust(first, { peerId: 'west' })).rejects.toMatchObject({ code: 'PEER_NOT_LISTED' })
    await expect(startTrust(first, { keys: south })).rejects.toMatchObject({ code: 'KEY_MISSING' })
    const signingOnly = createTestKeys({}, ['signing'])
    const halved = { ...first, peers: [peer('north', 'police-north', signingOnly)] }
    await expect(startTrust(halved, { keys: signingOnly })).rejects.toMatchObject({ code: 'KEY_MISSING' })
  })

  it('are told apart by peer, by use and by time', async () => {
    const trust = await startTrust(first)
    const id = keyOf(south, 'signing')
    expect(trust.findKey('south', 'signing', id, now)?.raw).toHaveLength(32)
    expect(trust.findKey('north', 'signing', id, now)).toBeUndefined()
    expect(trust.findKey('south', 'log', id, now)).toBeUndefined()
    expect(trust.findKey('south', 'signing', id, new Date('2019-01-01'))).toBeUndefined()
    expect(trust.findKey('south', 'signing', id, new Date('2099-01-01'))).toBeUndefined()
    expect(trust.findListedKey(id)).toMatchObject({ peerId: 'south' })
  })

  it('open what is sealed to a new one, also before the list that has it has come', async () => {
    const fresh = createTestKeys({}, ['sealing'])
    const trust = await startTrust(first, { keys: joinTestKeys([north, fresh]) })
    expect(trust.sealingKeyOf(keyOf(fresh, 'sealing'))).toHaveLength(32)
  })

  it('are not opened when they belong to another peer or are for another use', async () => {
    const trust = await startTrust(first, { keys: joinTestKeys([north, south]) })
    expect(trust.sealingKeyOf(keyOf(south, 'sealing'))).toBeUndefined()
    expect(trust.sealingKeyOf(keyOf(north, 'signing'))).toBeUndefined()
  })
})

describe('a new list', () => {
  it('takes effect at once, for everybody who holds the Trust', async () => {
    const trust = await startTrust(first)
    const changes: number[] = []
    const end = trust.onChange(({ current }) => changes.push(current.list.version))
    const text = await afterOf(trust, { peers: first.peers.filter(({ id }) => id === 'north') })
    expect((await trust.adopt(text)).map(({ list }) => list.version)).toEqual([2])
    expect(trust.findPeer('south')).toBeUndefined()
    expect(trust.findListedKey(keyOf(south, 'signing'))).toBeUndefined()
    end()
    await trust.adopt(await afterOf(trust, {}))
    expect(changes).toEqual([2])
  })

  it('that is known already changes nothing and tells nobody', async () => {
    const trust = await startTrust(first)
    trust.onChange(() => expect.unreachable())
    expect(await trust.adopt(trust.verified.text)).toEqual([])
  })

  it('is durable before it takes effect, and without effect when it cannot be kept', async () => {
    const seen: number[] = []
    const trust = await startTrust(first, {
      keep: async (lists) => {
        seen.push(trust.list.version)
        if (lists.some(({ list }) => list.version === 2 && list.peers.length === 0))
          throw new Error('disk full')
      },
    })
    await expect(trust.adopt(await afterOf(trust, { peers: [] }))).rejects.toThrow('disk full')
    expect(trust.list.version).toBe(1)
    await trust.adopt(await afterOf(trust, {}))
    expect(seen).toEqual([1, 1])
    expect(trust.list.version).toBe(2)
  })

  it('is refused when it goes back or forks, and the former goes on', async () => {
    const trust = await startTrust(first)
    const second = await afterOf(trust, {})
    const other = await afterOf(trust, { peers: [] })
    const before = trust.verified.text
    await trust.adopt(second)
    await expect(trust.adopt(other)).rejects.toMatchObject({
      code: 'TRUST_LIST_FORKED',
      remedy: expect.any(String),
    })
    await expect(trust.adopt(before)).rejects.toMatchObject({ code: 'TRUST_LIST_ROLLED_BACK' })
    expect(trust.list.version).toBe(2)
  })

  it('may lie several versions ahead when those between come along', async () => {
    const [ahead, behind] = [await startTrust(first), await startTrust(first)]
    const second = await afterOf(ahead, {})
    await ahead.adopt(second)
    const third = await afterOf(ahead, {})
    await expect(behind.adopt(third)).rejects.toMatchObject({ code: 'TRUST_LIST_GAP' })
    await behind.adopt(second, third)
    expect(behind.list.version).toBe(3)
  })

  it('that leaves this peer out leaves it the self that it was', async () => {
    const trust = await startTrust(first)
    await trust.adopt(await afterOf(trust, { peers: first.peers.slice(1) }))
    expect(trust.self.id).toBe('north')
    expect(trust.findPeer('north')).toBeUndefined()
    expect(() => trust.signerOf('signing')).toThrow(expect.objectContaining({ code: 'KEY_MISSING' }))
  })
})

describe('a key that is revoked', () => {
  it('is without effect from the instant that the list names', async () => {
    const trust = await startTrust(first)
    const revokedAt = '2026-11-23T11:00:00Z'
    const [own, { keys = [] } = {}] = first.peers
    const revoked = {
      ...peer('south', 'police-south', south),
      keys: keys.map((key) => ({ ...key, revokedAt })),
    }
    await trust.adopt(await afterOf(trust, { peers: [...(own ? [own] : []), revoked] }))
    const id = keyOf(south, 'signing')
    expect(trust.findKey('south', 'signing', id, new Date('2026-11-23T10:59:59Z'))).toBeDefined()
    expect(trust.findKey('south', 'signing', id, new Date(revokedAt))).toBeUndefined()
    expect(trust.currentKey('south', 'sealing')).toBeUndefined()
    expect(trust.findListedKey(id)?.revokedAt).toBe(revokedAt)
  })
})

describe('rotation with overlap', () => {
  it('seals to the new key at once, and signs with it when the others have had time to learn of it', async () => {
    const fresh = createTestKeys({ validFrom: '2026-11-23T11:59:00Z' }, ['signing', 'sealing'])
    const both = joinTestKeys([north, fresh])
    const trust = await startTrust(first, { keys: both })
    const former = keyOf(north, 'signing')
    await trust.adopt(await afterOf(trust, { peers: [peer('north', 'police-north', both)] }))
    expect(trust.currentKey('north', 'sealing')?.id).toBe(keyOf(fresh, 'sealing'))
    expect(trust.signerOf('signing').keyId).toBe(former)
    now = new Date(now.getTime() + 120_000)
    expect(trust.signerOf('signing').keyId).toBe(keyOf(fresh, 'signing'))
    expect(trust.findKey('north', 'signing', former, now)).toBeDefined()
  })
})

describe('the time of a list', () => {
  it('is over after its grace, also while the peer runs', async () => {
    const trust = await startTrust(first, { graceMs: 3_600_000 })
    const at = (text: string) => new Date(text)
    expect(trust.validity(at('2026-12-31T23:59:59Z'))).toBe('in-force')
    expect(trust.validity(at('2027-01-01T00:30:00Z'))).toBe('in-grace')
    expect(() => trust.verifyInForce(at('2027-01-01T00:30:00Z'))).not.toThrow()
    expect(() => trust.verifyInForce(at('2027-01-01T01:00:00Z'))).toThrow(
      expect.objectContaining({ code: 'TRUST_LIST_EXPIRED', remedy: expect.stringContaining('operators') }),
    )
  })
})

describe('a hosted organisation', () => {
  it('may be spoken for by its own peer and by no other', async () => {
    const trust = await startTrust(first)
    expect(trust.findHosted('south', 'police-south')?.id).toBe('police-south')
    expect(trust.findHosted('south', 'police-north')).toBeUndefined()
    expect(trust.findHosted('west', 'police-north')).toBeUndefined()
  })
})

describe('a chain of lists', () => {
  it('is put in order from whatever a peer has, as far as it leads', async () => {
    const trust = await startTrust(first)
    const one = trust.verified.text
    const two = await afterOf(trust, {})
    expect(toChain([two, one, two], operators).map(({ list }) => list.version)).toEqual([1, 2])
  })

  it('is refused when it is empty, forks, or was begun by others', async () => {
    const trust = await startTrust(first)
    const fork = await signTrustList({ ...first, peers: [] }, [signer])
    const others = createTestOperators().operators
    const codeOf = (texts: string[], pinned = operators) => expect(() => toChain(texts, pinned))
    codeOf([]).toThrow(expect.objectContaining({ code: 'TRUST_LIST_UNREADABLE' }))
    codeOf([trust.verified.text, fork]).toThrow(expect.objectContaining({ code: 'TRUST_LIST_FORKED' }))
    codeOf([trust.verified.text], others).toThrow(
      expect.objectContaining({ code: 'TRUST_LIST_QUORUM_MISSED' }),
    )
  })
})

it('a hint of a newer list is passed on, and one of an older or impossible list is not', async () => {
  const trust = await startTrust(first)
  const heard: [number, string][] = []
  trust.onHint((...hint) => heard.push(hint))
  for (const version of [0, 1, 2, Number.NaN, Number.POSITIVE_INFINITY]) trust.hearOf(version, 'south')
  expect(heard).toEqual([[2, 'south']])
})
