import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TrustList } from '@isthmus/contract'
import { signTrustList, verifyPinned } from '@isthmus/protocol/trust'
import { type MigratedDatabase, migratedDatabase } from '@isthmus/testbed/migrated-database'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RaisedIncident } from '../incident/index.ts'
import type { Database } from '../platform/index.ts'
import { chainFile } from './chain-file.ts'
import { createFetchText, openTrust, type Trust, TrustReader, TrustUpdates } from './index.ts'
import {
  north,
  openTestSite,
  operators,
  signer,
  type TestSite,
  toFirstList,
  toNextList,
} from './test-sites.ts'

const listPath = '/trust/v1/list'
const peerListPath = '/peer/v1/trust-list'

let place: MigratedDatabase
let database: Database
let site: TestSite
let peerSite: TestSite
let folder: string
let aheadMs = 0
let trust: Trust
let updates: TrustUpdates
let raised: RaisedIncident[]

const clock = () => new Date(Date.now() + aheadMs)

beforeAll(async () => {
  place = await migratedDatabase(2)
  database = place.database
  site = await openTestSite()
  peerSite = await openTestSite()
})

afterAll(async () => {
  site.close()
  peerSite.close()
  await place.drop()
})

beforeEach(async () => {
  await database.query('truncate trust.list')
  folder = mkdtempSync(join(tmpdir(), 'isthmus-updates-'))
  aheadMs = 0
  raised = []
  site.serve({})
  peerSite.serve({})
  site.asked.length = 0
  await begin(await signTrustList(toFirstList(addressOf), [signer]))
  return () => rmSync(folder, { recursive: true, force: true })
})

const addressOf = (id: string) => (id === 'south' ? peerSite.address : 'http://127.0.0.1:1')

async function begin(text: string): Promise<void> {
  const file = join(folder, 'list.jsonl')
  writeFileSync(file, text)
  trust = await openTrust(
    { peerId: 'north', folder, trustList: { file, operators } },
    { database, ownKeys: north.ownKeys, clock },
  )
  updates = new TrustUpdates({
    trust,
    reader: new TrustReader(database),
    addresses: [site.address],
    everyMs: 1_000,
    fetchText: createFetchText(() => undefined),
    auditLog: { append: async () => [] },
    incidents: { raise: (incident) => raised.push(incident) },
    clock,
    logger: { info: () => {}, warn: () => {} },
  })
}

const kinds = () => raised.map(({ kind, counterpart }) => [kind, counterpart])

/** The list after the one in force, which the operators' site serves from now on. */
async function publish(change: Partial<TrustList> = {}): Promise<string> {
  const text = await toNextList(trust.verified, change)
  site.serve({ [listPath]: text })
  return text
}

describe('a round', () => {
  it('adopts what the operators publish, and keeps it in database and file', async () => {
    await publish()
    await updates.refresh()
    expect(trust.list.version).toBe(2)
    expect(await new TrustReader(database).findText(2)).toBe(trust.verified.text)
    const again = await openTrust(
      { peerId: 'north', folder, trustList: { file: join(folder, 'list.jsonl'), operators } },
      { database, ownKeys: north.ownKeys, clock },
    )
    expect(again.list.version).toBe(2)
    expect(raised).toEqual([])
  })

  it('takes the versions between from the same place', async () => {
    const second = await publish()
    const third = await toNextList(verifiedOf(second))
    site.serve({ [listPath]: third, [`${listPath}/2`]: second })
    await updates.refresh()
    expect(trust.list.version).toBe(3)
  })

  it('asks other peers when the site of the operators is down', async () => {
    const text = await toNextList(trust.verified)
    peerSite.serve({ [peerListPath]: text })
    await updates.refresh()
    expect(trust.list.version).toBe(2)
  })

  it('finds a peer whose list is older no incident', async () => {
    const first = trust.verified.text
    await publish()
    await updates.refresh()
    aheadMs = 3_600_000
    peerSite.serve({ [peerListPath]: first })
    await updates.refresh()
    expect(kinds()).toEqual([])
    expect(trust.list.version).toBe(2)
  })
})

describe('a lying site', () => {
  it('that goes back to an old list is an incident, and the new list stays', async () => {
    const first = trust.verified.text
    await publish()
    await updates.refresh()
    site.serve({ [listPath]: first })
    await updates.refresh()
    expect(kinds()).toEqual([])
    aheadMs = 60_000
    await updates.refresh()
    expect(kinds()).toEqual([['trust-list-rolled-back', undefined]])
    expect(trust.list.version).toBe(2)
  })

  it('that serves a second list of one version is an incident', async () => {
    const fork = await toNextList(trust.verified, { peers: [] })
    await publish()
    await updates.refresh()
    site.serve({ [listPath]: fork })
    await updates.refresh()
    expect(kinds()).toEqual([['trust-list-forked', undefined]])
    expect(trust.list.peers).toHaveLength(2)
  })

  it('that takes a revocation back is an incident', async () => {
    const revokedAt = new Date().toISOString()
    const peers = trust.list.peers.map((peer) => ({
      ...peer,
      keys: peer.keys.map((key) => ({ ...key, revokedAt })),
    }))
    await publish({ peers })
    await updates.refresh()
    await publish({ peers: toFirstList(addressOf).peers })
    await updates.refresh()
    expect(kinds()).toEqual([['trust-list-rolled-back', undefined]])
    expect(trust.list.version).toBe(2)
  })

  it('that serves what no operator signed is an incident, and so is a peer that does', async () => {
    const doctored = (await toNextList(trust.verified)).replace(
      /"signature":"(.)/,
      (_all, letter: string) => `"signature":"${letter === 'A' ? 'B' : 'A'}`,
    )
    peerSite.serve({ [peerListPath]: doctored })
    await updates.refresh()
    expect(kinds()).toEqual([['signature-wrong', 'south']])
    site.serve({ [listPath]: '<html>down for maintenance</html>' })
    await updates.refresh()
    expect(trust.list.version).toBe(1)
  })
})

describe('operators that are away', () => {
  it('leave an expired list believed during its grace, with an incident', async () => {
    aheadMs = 366 * 86_400_000
    await updates.refresh()
    expect(kinds()).toContainEqual(['trust-list-expired', undefined])
    expect(() => trust.verifyInForce(clock())).not.toThrow()
  })

  it('leave nobody believed after it, until a new list comes', async () => {
    aheadMs = 380 * 86_400_000
    expect(() => trust.verifyInForce(clock())).toThrow(
      expect.objectContaining({ code: 'TRUST_LIST_EXPIRED' }),
    )
    await publish({ expiresAt: '2099-01-01T00:00:00Z' })
    await updates.refresh()
    expect(() => trust.verifyInForce(clock())).not.toThrow()
  })
})

describe('a hint from a message', () => {
  it('has the peer that gave it asked before the next round is due', async () => {
    updates.start()
    await expect.poll(() => site.asked.length).toBeGreaterThan(0)
    const text = await toNextList(trust.verified)
    peerSite.serve({ [peerListPath]: text })
    trust.hearOf(2, 'south')
    await expect.poll(() => trust.list.version, { timeout: 10_000 }).toBe(2)
    await updates.stop()
  })
})

describe('the start of a peer', () => {
  it('goes on with the newest list of file and database, whichever was restored', async () => {
    const first = trust.verified.text
    await publish()
    await updates.refresh()
    await database.query('delete from trust.list where version = 2')
    await begin(first)
    expect(trust.list.version).toBe(2)
    writeFileSync(chainFile(folder), '')
    await begin(first)
    expect(trust.list.version).toBe(2)
  })

  it('refuses two lists of one version', async () => {
    const fork = await signTrustList({ ...toFirstList(addressOf), peers: [] }, [signer])
    await expect(begin(fork)).rejects.toMatchObject({ code: 'TRUST_LIST_FORKED' })
  })
})

function verifiedOf(text: string): { list: TrustList; hash: string } {
  return verifyPinned(text, operators)
}
