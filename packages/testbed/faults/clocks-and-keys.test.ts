import type { PeerKey, TrustList } from '@isthmus/contract'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { eventually, Stage } from './stage.ts'

let stage: Stage

const minuteMs = 60_000
const dayMs = 86_400_000

beforeAll(async () => {
  stage = await Stage.open()
})

afterEach(() => stage.clear())

afterAll(() => stage?.close())

describe('a wrong clock', () => {
  test('of a sender that is 10 minutes behind: nothing is believed, and nothing is lost once it is right', async () => {
    await stage.restart('north', { aheadMs: -10 * minuteMs })
    const sent = await stage.send('from another time')
    await eventually(async () => (await stage.stateOf(sent)) === 'waiting SIGNATURE_EXPIRED')
    expect(await stage.effectsOf(sent)).toBe(0)
    expect(await stage.incidentsOf('south')).toEqual(['clock-skewed'])
    await stage.restart('north')
    await eventually(async () => (await stage.stateOf(sent)) === 'delivered')
    expect(await stage.effectsOf(sent)).toBe(1)
  })

  test('of a sender that is 10 minutes ahead: nothing is believed, and what it sent arrives when its time has come', async () => {
    await stage.restart('north', { aheadMs: 10 * minuteMs })
    const sent = await stage.send('from another time')
    await eventually(async () => (await stage.stateOf(sent)) === 'waiting SIGNATURE_FROM_THE_FUTURE')
    expect(await stage.incidentsOf('south')).toEqual(['clock-skewed'])
    await stage.restart('north')
    expect(await stage.stateOf(sent)).toMatch(/^waiting/)
    expect(await stage.effectsOf(sent)).toBe(0)
    await stage.restart('north', { aheadMs: 11 * minuteMs })
    await stage.restart('south', { aheadMs: 11 * minuteMs })
    await eventually(async () => (await stage.stateOf(sent)) === 'delivered')
    expect(await stage.effectsOf(sent)).toBe(1)
  })

  test('of a receiver that is 10 minutes ahead: nothing is believed, and nothing is lost once it is right', async () => {
    await stage.restart('south', { aheadMs: 10 * minuteMs })
    const sent = await stage.send('to another time')
    await eventually(async () => (await stage.stateOf(sent)) === 'waiting SIGNATURE_EXPIRED')
    expect(await stage.incidentsOf('south')).toEqual(['clock-skewed'])
    await stage.restart('south')
    await eventually(async () => (await stage.effectsOf(sent)) === 1)
  })

  test.each([1, -1])('that is %d minute ahead is tolerated, and said to both operators', async (minutes) => {
    await stage.restart('north', { aheadMs: minutes * minuteMs })
    const sent = await stage.send('a minute off')
    await eventually(async () => (await stage.stateOf(sent)) === 'delivered')
    expect(await stage.effectsOf(sent)).toBe(1)
    expect(await stage.incidentsOf('south')).toEqual(['clock-skewed'])
    await eventually(async () => (await stage.incidentsOf('north')).includes('clock-skewed'))
  })
})

describe('a certificate that has expired', () => {
  test('lets nobody in; under a fresh one what waited arrives', async () => {
    // What a peer would show that had slept since: a certificate lives for thirty days.
    await stage.restart('north', { aheadMs: -40 * dayMs })
    const { identity } = stage.north.tls
    await stage.restart('north')
    Object.defineProperty(stage.north.tls, 'identity', { value: identity })
    const sent = await stage.send('under an old certificate')
    await eventually(async () => (await stage.incidentsOf('south')).includes('certificate-expired'))
    expect(await stage.incidentsOf('south')).toEqual(['certificate-expired'])
    expect(await stage.effectsOf(sent)).toBe(0)
    await stage.restart('north')
    await eventually(async () => (await stage.effectsOf(sent)) === 1)
  })

  test('is not believed of the receiver either: nothing is sent to it', async () => {
    await stage.restart('south', { aheadMs: -40 * dayMs })
    const sent = await stage.send('to an old certificate')
    await eventually(async () => (await stage.incidentsOf('north')).includes('certificate-expired'))
    expect(await stage.effectsOf(sent)).toBe(0)
    await stage.restart('south')
    await eventually(async () => (await stage.effectsOf(sent)) === 1)
  })
})

type Change = Partial<Pick<PeerKey, 'validTo' | 'revokedAt'>>

describe('a key that is not to be believed any more', () => {
  const passed = '2026-02-01T00:00:00Z'

  test.each<[string, PeerKey['use'], Change, string]>([
    ['signing key was revoked', 'signing', { revokedAt: passed }, 'key-revoked-used'],
    ['TLS key was revoked', 'tls', { revokedAt: passed }, 'key-revoked-used'],
    ['signing key has ended', 'signing', { validTo: passed }, 'signature-wrong'],
    ['TLS key has ended', 'tls', { validTo: passed }, 'certificate-expired'],
  ])(
    'because the %s: nothing is taken, and it is an incident; once it is good, what waited arrives',
    async (_why, use, change, kind) => {
      await stage.restart('south', { list: withKey(stage.here.list, { peerId: 'north', use }, change) })
      const sent = await stage.send('with a stolen key')
      await eventually(async () => (await stage.incidentsOf('south')).includes(kind))
      expect(await stage.effectsOf(sent)).toBe(0)
      await stage.restart('south')
      await eventually(async () => (await stage.effectsOf(sent)) === 1)
    },
  )

  test('of a receiver that was revoked: nobody sends to it, and its receipts are not believed', async () => {
    const revoked = (use: PeerKey['use']) =>
      withKey(stage.here.list, { peerId: 'south', use }, { revokedAt: passed })
    await stage.restart('north', { list: revoked('tls') })
    const sent = await stage.send('to a stolen address')
    await eventually(async () => (await stage.incidentsOf('north')).includes('key-revoked-used'))
    expect(await stage.effectsOf(sent)).toBe(0)
    await stage.restart('north', { list: revoked('signing') })
    await eventually(async () => (await stage.incidentsOf('north')).includes('receipt-wrong'))
    expect(await stage.stateOf(sent)).toMatch(/^waiting/)
    await stage.restart('north')
    await eventually(async () => (await stage.stateOf(sent)) === 'delivered')
    expect(await stage.effectsOf(sent)).toBe(1)
  })

  test('because the list has the peer no more: its connection is not taken', async () => {
    const peers = stage.here.list.peers.filter(({ id }) => id !== 'north')
    await stage.restart('south', { list: { ...stage.here.list, peers } })
    const sent = await stage.send('from a stranger')
    await eventually(async () => (await stage.incidentsOf('south')).includes('certificate-unknown'))
    expect(await stage.effectsOf(sent)).toBe(0)
  })
})

describe('a trust list that has expired', () => {
  test('stops both sides, and what waited goes on under the next list', async () => {
    const list = { ...stage.here.list, expiresAt: '2026-02-01T00:00:00Z' }
    await stage.restart('south', { list })
    const sent = await stage.send('under an old list')
    await eventually(async () => (await stage.incidentsOf('south')).includes('trust-list-expired'))
    expect(await stage.effectsOf(sent)).toBe(0)
    await stage.restart('south')
    await eventually(async () => (await stage.effectsOf(sent)) === 1)
  })
})

function withKey(
  list: TrustList,
  { peerId, use }: { peerId: string; use: PeerKey['use'] },
  change: Change,
): TrustList {
  const peers = list.peers.map((peer) =>
    peer.id === peerId
      ? { ...peer, keys: peer.keys.map((key) => (key.use === use ? { ...key, ...change } : key)) }
      : peer,
  )
  return { ...list, peers }
}
