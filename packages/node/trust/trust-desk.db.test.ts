import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Invitation, Organisation, TrustDraft, TrustList, TrustRequest } from '@isthmus/contract'
import {
  createDocumentSigner,
  type DocumentSigner,
  signInvitation,
  signTrustList,
  signTrustRequest,
  toSignature,
  verifyPinned,
} from '@isthmus/protocol/trust'
import { type MigratedDatabase, migratedDatabase } from '@isthmus/testbed/migrated-database'
import { createTestKeys, type TestKeys } from '@isthmus/testbed/trust-keys'
import Fastify from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openKeystore } from '../platform/index.ts'
import {
  createTrustRoom,
  type DeskActor,
  revokeOwnKeys,
  rotateKeys,
  sendTrustRequest,
  showTrust,
  Trust,
  type TrustDesk,
  type TrustRoom,
  TrustTransactor,
} from './index.ts'
import { north, south, toFirstList } from './test-sites.ts'

const ann = signerOf('ann')
const ben = signerOf('ben')
const cleo = signerOf('cleo')
const operators = {
  quorum: 2,
  emergencyQuorum: 1,
  keys: [ann, ben, cleo].map(({ keyId, publicKey }) => ({ id: keyId, name: keyId, key: publicKey })),
}
const actor: DeskActor = { id: 'nikos', role: 'operator', organisation: 'police' }
const address = 'http://127.0.0.1:4000'
const folder = mkdtempSync(join(tmpdir(), 'isthmus-desk-'))

let place: MigratedDatabase
let database: Database
let room: TrustRoom
let desk: TrustDesk
let events: string[]
let now = new Date()

function signerOf(name: string): ReturnType<typeof createDocumentSigner> {
  return createDocumentSigner(new Uint8Array(32).fill(name.charCodeAt(0)))
}

beforeAll(async () => {
  place = await migratedDatabase(3)
  database = place.database
})

afterAll(async () => {
  await place.drop()
  rmSync(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  await database.query('truncate trust.list, trust.invitation, trust.request, trust.draft, trust.signature')
  now = new Date()
  events = []
  room = await openRoom({ trustDesk: { address } })
  if (!room.desk) throw new Error('there is no desk')
  desk = room.desk
})

async function openRoom(config: {
  trustDesk?: { address: string }
  addresses?: string[]
}): Promise<TrustRoom> {
  const text = await signTrustList({ ...toFirstList(() => address), operators }, [ann, ben])
  const verified = verifyPinned(text, operators)
  const transactor = new TrustTransactor(database)
  await transactor.keepLists([verified], now)
  const trust = new Trust(verified, {
    ...{ peerId: 'north', ownKeys: north.ownKeys, clock: () => now },
    keep: (lists) => transactor.keepLists(lists, now),
  })
  return createTrustRoom({
    config: {
      trustList: { file: '', operators, addresses: config.addresses ?? [] },
      ...(config.trustDesk ? { trustDesk: config.trustDesk } : {}),
    },
    ...{ trust, database, clock: () => now, ownKeys: north.ownKeys },
    keystore: openKeystore({
      folder,
      passphrase: 'more than sixteen letters',
      cost: { n: 1024, r: 8, p: 1 },
    }),
    auditLog: {
      append: async (...appended) => {
        events.push(...appended.map(({ event }) => event))
        return []
      },
    },
    incidents: { raise: () => {} },
    fetchText: async () => undefined,
    // Nothing of this room logs on these ways.
    logger: { info: () => {}, warn: () => {} } as unknown as Parameters<typeof createTrustRoom>[0]['logger'],
  })
}

const papers: Organisation = {
  ...{ id: 'aid', name: 'Aid', kind: 'ngo', regime: 'GDPR', country: 'IT', contact: 'x' },
  dataProtectionOfficer: { name: 'Officer', email: 'dpo@aid.example' },
  registration: { register: 'RUNTS', number: '1' },
  accreditation: { by: 'Board', reference: '1', expiresAt: '2090-01-01T00:00:00Z' },
}

async function invite(change: Partial<Invitation> = {}, by = ann): Promise<string> {
  const invitation: Invitation = {
    ...{ federation: 'test', id: randomUUID(), desk: address, operators, for: 'Aid' },
    issuedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + 86_400_000).toISOString(),
    ...change,
  }
  return signInvitation(invitation, by)
}

async function ask(
  change: Partial<TrustRequest>,
  keys: TestKeys,
  ...more: DocumentSigner[]
): Promise<{ text: string; fingerprint: string }> {
  const request: TrustRequest = {
    ...{
      federation: 'test',
      id: randomUUID(),
      kind: 'join',
      requestedAt: now.toISOString(),
      peer: 'coastal',
    },
    ...{ name: 'Coastal', address: 'https://coastal.example', organisation: papers, keys: keys.keys },
    ...change,
  }
  const signers = keys.keys.flatMap(({ use, id }) =>
    use === 'sealing' || use === 'tls' ? [] : (keys.ownKeys.findSigner(use, id) ?? []),
  )
  return signTrustRequest(request, [...signers, ...more])
}

async function askToJoin(change: Partial<TrustRequest> = {}): Promise<string> {
  const invitation = await invite()
  await desk.invite(invitation, actor)
  return (await ask({ invitation, ...change }, createTestKeys())).text
}

const signatureOf = (draft: TrustDraft, signer: DocumentSigner) =>
  toSignature(Buffer.from(draft.payload), 'isthmus-trust-list+jws', signer)

const refused = (code: string) => expect.objectContaining({ code })

describe('joining', () => {
  it('leads from invitation to list, each step in the log', async () => {
    const { id, fingerprint } = await desk.receive(await askToJoin())
    expect(fingerprint).toMatch(/^\d{5}( \d{5}){5}$/)
    const draft = await desk.propose({ kind: 'admit', request: id }, actor)
    expect(draft.differences.map(({ kind }) => kind)).toContain('peer-added')
    expect((await desk.sign(draft.id, await signatureOf(draft, ann), actor)).state).toBe('open')
    expect((await desk.sign(draft.id, await signatureOf(draft, ann), actor)).signatures).toHaveLength(1)
    expect((await desk.sign(draft.id, await signatureOf(draft, cleo), actor)).state).toBe('published')
    expect(room.trust.findPeer('coastal')?.keys).toHaveLength(5)
    expect(events).toEqual([
      ...['trust.invited', 'trust.received', 'trust.drafted', 'trust.signed', 'trust.signed', 'trust.signed'],
      'trust.published',
    ])
    const { requests = [] } = await showTrust(room, now)
    expect(requests.map(({ state }) => state)).toEqual(['done'])
  })

  it('needs an invitation that the desk knows, that is in time, and that nobody has used', async () => {
    const unknown = await ask({ invitation: await invite() }, createTestKeys())
    await expect(desk.receive(unknown.text)).rejects.toEqual(refused('INVITATION_UNKNOWN'))
    const invitation = await invite()
    await desk.invite(invitation, actor)
    await desk.receive((await ask({ invitation }, createTestKeys())).text)
    const second = await ask({ invitation, peer: 'other' }, createTestKeys())
    await expect(desk.receive(second.text)).rejects.toEqual(refused('INVITATION_USED'))
    now = new Date(now.getTime() + 2 * 86_400_000)
    const late = await ask({ invitation }, createTestKeys())
    await expect(desk.receive(late.text)).rejects.toEqual(refused('INVITATION_EXPIRED'))
  })

  it('is not begun by an invitation to another desk or of a stranger', async () => {
    const elsewhere = await invite({ desk: 'https://elsewhere.example' })
    await expect(desk.invite(elsewhere, actor)).rejects.toEqual(refused('INVITATION_UNKNOWN'))
    const stranger = createDocumentSigner(new Uint8Array(32).fill(9))
    await expect(desk.invite(await invite({}, stranger), actor)).rejects.toEqual(
      refused('INVITATION_SIGNATURE_WRONG'),
    )
    await expect(desk.invite('{}', actor)).rejects.toEqual(refused('INVITATION_UNREADABLE'))
  })

  it.each([
    ['data protection officer', 'dataProtectionOfficer', undefined],
    ['registration', 'registration', undefined],
    ['accreditation', 'accreditation', undefined],
    [
      'accreditation in force',
      'accreditation',
      { by: 'B', reference: '1', expiresAt: '2020-01-01T00:00:00Z' },
    ],
  ])('is barred without a %s', async (_what, field, value) => {
    const entries = Object.entries({ ...papers, [field]: value }).filter(([, one]) => one !== undefined)
    const organisation = Object.fromEntries(entries) as unknown as Organisation
    const { id } = await desk.receive(await askToJoin({ organisation }))
    await expect(desk.propose({ kind: 'admit', request: id }, actor)).rejects.toEqual(
      refused('REQUEST_NOT_ADMISSIBLE'),
    )
  })

  it('is refused with the id of a listed peer, without all keys, for another federation, or too late', async () => {
    await expect(desk.receive(await askToJoin({ peer: 'south' }))).rejects.toEqual(
      refused('REQUEST_NOT_ADMISSIBLE'),
    )
    const invitation = await invite()
    await desk.invite(invitation, actor)
    const few = await ask({ invitation }, createTestKeys({}, ['signing', 'sealing']))
    await expect(desk.receive(few.text)).rejects.toEqual(refused('REQUEST_NOT_ADMISSIBLE'))
    const foreign = await ask({ invitation, federation: 'other' }, createTestKeys())
    await expect(desk.receive(foreign.text)).rejects.toEqual(refused('REQUEST_NOT_ADMISSIBLE'))
    const old = await ask({ invitation, requestedAt: '2020-01-01T00:00:00Z' }, createTestKeys())
    await expect(desk.receive(old.text)).rejects.toEqual(refused('REQUEST_STALE'))
    await expect(desk.receive('no request')).rejects.toEqual(refused('REQUEST_UNREADABLE'))
  })

  it('is refused to whoever does not hold the keys that the request names', async () => {
    const invitation = await invite()
    await desk.invite(invitation, actor)
    const keys = createTestKeys()
    const stolen = { ...keys, keys: [...keys.keys, ...south.keys.filter(({ use }) => use === 'log')] }
    const { text } = await ask({ invitation }, stolen)
    await expect(desk.receive(text)).rejects.toEqual(refused('REQUEST_SIGNATURE_WRONG'))
  })
})

describe('new keys', () => {
  it('are asked for by the present key, and live beside the former ones for a week', async () => {
    const fresh = createTestKeys({ validFrom: now.toISOString() }, ['signing'])
    const present = south.keys.find(({ use }) => use === 'signing')?.id ?? ''
    const signer = south.ownKeys.findSigner('signing', present)
    const change: Partial<TrustRequest> = { kind: 'rotate', peer: 'south' }
    const bare = await ask(change, fresh)
    await expect(desk.receive(bare.text)).rejects.toEqual(refused('REQUEST_SIGNATURE_WRONG'))
    const { id } = await desk.receive((await ask(change, fresh, ...(signer ? [signer] : []))).text)
    const draft = await desk.propose({ kind: 'rotate', request: id }, actor)
    await desk.sign(draft.id, await signatureOf(draft, ben), actor)
    await desk.sign(draft.id, await signatureOf(draft, cleo), actor)
    expect(room.trust.listKeys('south', 'signing')).toHaveLength(2)
    const later = new Date(now.getTime() + 8 * 86_400_000)
    expect(room.trust.listKeys('south', 'signing', later).map(({ id: one }) => one)).toEqual([
      fresh.keys[0]?.id,
    ])
  })

  it('of the desk itself wait at the desk', async () => {
    const entry = await rotateKeys(room, { uses: ['signing', 'tls'] }, actor)
    expect(entry).toMatchObject({ kind: 'rotate', peer: 'north', fingerprint: expect.any(String) })
    const { requests = [], next } = await showTrust(room, now)
    expect(requests.map(({ state }) => state)).toEqual(['waiting'])
    expect(next.map(({ kind }) => kind)).toContain('examine-request')
  })

  it('are not made where nobody knows a desk, or the desk does not answer', async () => {
    const nowhere = await openRoom({})
    await expect(rotateKeys(nowhere, { uses: ['log'] }, actor)).rejects.toEqual(refused('NO_TRUST_DESK'))
    const gone = await openRoom({ addresses: ['http://127.0.0.1:1'] })
    await expect(rotateKeys(gone, { uses: ['log'] }, actor)).rejects.toEqual(
      refused('TRUST_DESK_UNREACHABLE'),
    )
  })
})

describe('keys that may have leaked', () => {
  it('are urgent at the desk at once, and one operator revokes those and no others', async () => {
    const entry = await revokeOwnKeys(room, { uses: ['signing', 'tls'] }, actor)
    expect(entry.revoke).toHaveLength(2)
    await desk.receive(await askToJoin())
    const { next, requests = [] } = await showTrust(room, now)
    expect(next[0]).toEqual({ kind: 'revoke-now', subject: entry.id })
    expect(requests.find(({ id }) => id === entry.id)).toMatchObject({ kind: 'revoke', state: 'waiting' })
    const draft = await desk.propose({ kind: 'revoke', request: entry.id, emergency: true }, actor)
    expect(draft).toMatchObject({ required: 1, emergency: true })
    expect(draft.differences.map(({ kind, use }) => [kind, use])).toEqual([
      ['key-revoked', 'signing'],
      ['key-revoked', 'tls'],
    ])
    await desk.sign(draft.id, await signatureOf(draft, cleo), actor)
    expect(room.trust.currentKey('north', 'signing')).toBeUndefined()
    expect(room.trust.currentKey('north', 'sealing')).toBeDefined()
  })

  it('are only own ones that could still be revoked', async () => {
    const foreign = south.keys[0]?.id ?? ''
    await expect(revokeOwnKeys(room, { keys: [foreign] }, actor)).rejects.toEqual(
      refused('REQUEST_NOT_ADMISSIBLE'),
    )
    const own = north.keys.find(({ use }) => use === 'log')?.id ?? ''
    await expect(revokeOwnKeys(room, { keys: [own], uses: ['tls'] }, actor)).rejects.toEqual(
      refused('REQUEST_NOT_ADMISSIBLE'),
    )
    expect((await revokeOwnKeys(room, { keys: [own] }, actor)).revoke).toEqual([own])
  })
})

describe('a draft that changes the operators', () => {
  const dora = signerOf('dora')
  const entryOf = ({ keyId, publicKey }: typeof dora) => ({ id: keyId, name: keyId, key: publicKey })

  it('is published when a quorum of the present ones and one of the new have signed, and not before', async () => {
    const fresh = { quorum: 2, emergencyQuorum: 1, keys: [cleo, dora].map(entryOf) }
    const draft = await desk.propose({ kind: 'change-operators', operators: fresh }, actor)
    expect(draft.quorums).toEqual([
      { of: 'present', required: 2, signed: [], missing: [ann, ben, cleo].map(({ keyId }) => keyId) },
      { of: 'new', required: 2, signed: [], missing: [cleo, dora].map(({ keyId }) => keyId) },
    ])
    await desk.sign(draft.id, await signatureOf(draft, ann), actor)
    const signed = await desk.sign(draft.id, await signatureOf(draft, cleo), actor)
    expect(signed.state).toBe('open')
    expect(signed.quorums).toEqual([
      { of: 'present', required: 2, signed: [ann.keyId, cleo.keyId], missing: [] },
      { of: 'new', required: 2, signed: [cleo.keyId], missing: [dora.keyId] },
    ])
    const last = await desk.sign(draft.id, await signatureOf(draft, dora), actor)
    expect(last.state).toBe('published')
    const renewal = await desk.propose({ kind: 'renew' }, actor)
    await expect(desk.sign(renewal.id, await signatureOf(renewal, ann), actor)).rejects.toEqual(
      refused('SIGNATURE_NOT_ACCEPTED'),
    )
  })

  it('that nobody could sign afterwards is not made', async () => {
    const operators = { quorum: 3, keys: [cleo, dora].map(entryOf) }
    await expect(desk.propose({ kind: 'change-operators', operators }, actor)).rejects.toEqual(
      refused('DRAFT_IMPOSSIBLE'),
    )
  })
})

describe('a draft', () => {
  it('that revokes in an emergency needs one operator; one that renews does not become one', async () => {
    const renewal = await desk.propose({ kind: 'renew', emergency: true }, actor)
    expect(renewal).toMatchObject({ required: 2, emergency: false })
    const draft = await desk.propose({ kind: 'revoke', peer: 'south', emergency: true }, actor)
    expect(draft).toMatchObject({ required: 1, emergency: true })
    expect((await desk.sign(draft.id, await signatureOf(draft, ann), actor)).state).toBe('published')
    expect(room.trust.currentKey('south', 'signing')).toBeUndefined()
    await expect.poll(async () => (await desk.show(renewal.id)).state).toBe('overtaken')
    await expect(desk.sign(renewal.id, await signatureOf(renewal, ann), actor)).rejects.toEqual(
      refused('DRAFT_CLOSED'),
    )
  })

  it('is signed by operators only, and only as it is', async () => {
    const draft = await desk.propose({ kind: 'renew' }, actor)
    const stranger = createDocumentSigner(new Uint8Array(32).fill(9))
    const other = { ...draft, payload: draft.payload.replace('Police', 'Polite') }
    for (const signature of [await signatureOf(draft, stranger), await signatureOf(other, ann)])
      await expect(desk.sign(draft.id, signature, actor)).rejects.toEqual(refused('SIGNATURE_NOT_ACCEPTED'))
  })

  it('is withdrawn, and its request waits again', async () => {
    const { id } = await desk.receive(await askToJoin())
    const draft = await desk.propose({ kind: 'admit', request: id }, actor)
    expect((await desk.withdraw(draft.id, actor)).state).toBe('withdrawn')
    expect((await showTrust(room, now)).requests?.map(({ state }) => state)).toEqual(['waiting'])
    await desk.refuse(id, actor)
    await expect(desk.refuse(id, actor)).rejects.toEqual(refused('REQUEST_UNKNOWN'))
    await expect(desk.propose({ kind: 'admit', request: id }, actor)).rejects.toEqual(
      refused('REQUEST_UNKNOWN'),
    )
  })

  it('of what cannot be is not made', async () => {
    const impossible = refused('DRAFT_IMPOSSIBLE')
    for (const proposal of [
      { kind: 'admit' as const },
      { kind: 'rotate' as const },
      { kind: 'revoke' as const },
      { kind: 'revoke' as const, peer: 'nobody' },
      { kind: 'revoke' as const, peer: 'south', key: 'A'.repeat(16) },
      { kind: 'remove' as const, peer: 'nobody' },
      { kind: 'change-witnesses' as const },
    ])
      await expect(desk.propose(proposal, actor)).rejects.toEqual(impossible)
    await expect(desk.show(randomUUID())).rejects.toEqual(refused('DRAFT_UNKNOWN'))
  })

  it('removes a peer, but not one whose revoked keys must stay known', async () => {
    expect(
      (await desk.propose({ kind: 'remove', peer: 'south' }, actor)).differences.map(({ kind }) => kind),
    ).toContain('peer-removed')
    const draft = await desk.propose({ kind: 'revoke', peer: 'south', emergency: true }, actor)
    await desk.sign(draft.id, await signatureOf(draft, ann), actor)
    await expect(desk.propose({ kind: 'remove', peer: 'south' }, actor)).rejects.toEqual(
      refused('DRAFT_IMPOSSIBLE'),
    )
  })
})

it('no more requests wait than people can examine', async () => {
  const text = await askToJoin()
  await database.query(
    `insert into trust.request (id, direction, kind, peer, text, fingerprint, requested_at, state)
     select gen_random_uuid(), 'received', 'rotate', 'south', '', '', now(), 'waiting' from generate_series(1, 200)`,
  )
  await expect(desk.receive(text)).rejects.toEqual(refused('TOO_MANY_REQUESTS'))
})

it('the door of the desk takes requests and says why it refuses one', async () => {
  const http = Fastify()
  room.serveAnybody(http)
  const url = await http.listen({ port: 0, host: '127.0.0.1' })
  expect(await sendTrustRequest(url, await askToJoin())).toMatch(/^\d{5} /)
  await expect(sendTrustRequest(url, 'nonsense')).rejects.toEqual(
    expect.objectContaining({ message: expect.stringContaining('REQUEST_UNREADABLE') }),
  )
  const given = await fetch(`${url}/trust/v1/list`)
  expect(await given.text()).toBe(room.trust.verified.text)
  const again = await fetch(`${url}/trust/v1/list`, {
    headers: { 'if-none-match': given.headers.get('etag') ?? '' },
  })
  expect(again.status).toBe(304)
  expect((await fetch(`${url}/trust/v1/list/1`)).status).toBe(200)
  for (const version of ['2', '0', 'x', '1e3'])
    expect((await fetch(`${url}/trust/v1/list/${version}`)).status).toBe(404)
  await http.close()
})

it('the overview says what is to be done when the list or an own key ends soon', async () => {
  const list: TrustList = room.trust.list
  now = new Date(Date.parse(list.expiresAt) - 10 * 86_400_000)
  const overview = await showTrust(room, now)
  expect(overview.state).toBe('expires-soon')
  expect(overview.next.map(({ kind }) => kind)).toEqual(['renew-list', 'complete-organisation'])
  now = new Date('2098-12-20T00:00:00Z')
  expect((await showTrust(room, now)).next.filter(({ kind }) => kind === 'rotate-key')).toHaveLength(5)
})
