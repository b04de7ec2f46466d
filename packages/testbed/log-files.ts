import { createHash } from 'node:crypto'
import type { LogEntry, TrustList } from '@isthmus/contract'
import { fromBase64Url, toUtf8 } from '@isthmus/protocol/bytes'
import { formatReadable, originOf, readablePath, witnessNameOf } from '@isthmus/protocol/evidence'
import {
  addSignatures,
  cosign,
  entryCommitment,
  Frontier,
  formatCheckpoint,
  formatEntryBundle,
  leafHash,
  type NoteSigner,
  signNote,
  tilePath,
  tileWidth,
} from '@isthmus/protocol/log'
import {
  createDocumentSigner,
  type DocumentSigner,
  parseTrustList,
  signTrustList,
} from '@isthmus/protocol/trust'

/** Three peers, of which north keeps the log and the two others witness it. Keys are the SHA-256 of their names. */
export const peers = ['north', 'south', 'east'] as const
export type TestPeer = (typeof peers)[number]

export const at = new Date('2026-06-01T12:00:00.000Z')

function digest(text: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(text).digest())
}

export function signerOf(peer: TestPeer, use: string): DocumentSigner & { publicKey: string } {
  return createDocumentSigner(digest(`${peer} ${use}`))
}

function noteSignerOf(peer: TestPeer, use: 'log' | 'witness'): NoteSigner {
  const name = use === 'log' ? originOf('test', peer) : witnessNameOf('test', peer)
  const { publicKey, sign } = signerOf(peer, use)
  return { name, publicKey: fromBase64Url(publicKey) ?? new Uint8Array(0), sign }
}

const operators = ['ann', 'ben', 'cleo'].map((name) => ({
  name,
  ...createDocumentSigner(digest(name)),
}))

/** The operators as a reader may name them; two of three sign. */
export const operatorSet: TrustList['operators'] = {
  quorum: 2,
  keys: operators.map(({ name, keyId, publicKey }) => ({ id: keyId, name, key: publicKey })),
}

export const list: TrustList = {
  federation: 'test',
  version: 1,
  issuedAt: '2026-01-01T00:00:00Z',
  expiresAt: '2027-01-01T00:00:00Z',
  operators: operatorSet,
  organisations: peers.map((id) => organisationOf(id)),
  peers: peers.map((id) => ({
    id,
    name: `Peer ${id}`,
    address: `https://${id}.example`,
    owner: `police-${id}`,
    hosts: [`police-${id}`],
    keys: (['signing', 'sealing', 'log', 'witness'] as const).map((use) => {
      const { keyId, publicKey } = signerOf(id, use)
      const [validFrom, validTo] = ['2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z']
      return { use, id: keyId, key: publicKey, validFrom, validTo }
    }),
  })),
  witnesses: { required: 2, peers: ['south', 'east'] },
}

function organisationOf(id: string): TrustList['organisations'][number] {
  return {
    id: `police-${id}`,
    name: `Police ${id}`,
    kind: 'police',
    regime: 'LED',
    country: 'GR',
    contact: 'duty officer',
    contacts: [{ for: 'requests', email: 'spoc@test.example' }],
    languages: ['el', 'en'],
    roundTheClock: true,
    dataProtectionOfficer: { name: 'Officer for data protection', email: 'dpo@test.example' },
    registration: { register: 'Government gazette', number: 'A 1/2020' },
    accreditation: { by: 'Federation board', reference: '2026-1', expiresAt: '2028-01-01T00:00:00Z' },
  }
}

/** Signed by two of the three operators. */
export function signedList(changed: TrustList = list): Promise<string> {
  return signTrustList(changed, operators.slice(0, 2))
}

/** A list signed by two, and its successor that one operator alone signed: it revokes a key of south, and nothing else. */
export async function signedEmergency(): Promise<{ former: string; latest: string }> {
  const first = { ...list, operators: { ...operatorSet, emergencyQuorum: 1 } }
  const former = await signedList(first)
  const revokedAt = '2026-05-01T00:00:00Z'
  const urgent: TrustList = {
    ...first,
    version: 2,
    previous: parseTrustList(former).hash,
    issuedAt: revokedAt,
    peers: first.peers.map((peer) =>
      peer.id === 'south'
        ? { ...peer, keys: peer.keys.map((key) => (key.use === 'sealing' ? { ...key, revokedAt } : key)) }
        : peer,
    ),
  }
  return { former, latest: await signTrustList(urgent, operators.slice(2)) }
}

export function entryOf(index: number): LogEntry {
  return {
    version: 1,
    peer: 'north',
    at: new Date(at.getTime() + index).toISOString(),
    event: 'search.asked',
    operation: 'query',
    correlationId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    actor: { id: `officer-${index % 7}`, role: 'officer', organisation: 'police-north' },
    purpose: 'border-control',
    outcome: 'done',
    retention: 'one-year',
  }
}

const saltOf = (index: number): Uint8Array => digest(`salt ${index}`)

export type TestLog = {
  files: Map<string, Uint8Array>
  openings: { salt: Uint8Array; entry: LogEntry; leaf: Uint8Array }[]
}

/** The log of north with so many entries, as files; of every tenth entry nothing readable is left. */
export async function createTestLog(size: number): Promise<TestLog> {
  const files = new Map<string, Uint8Array>()
  const frontier = new Frontier()
  const openings = Array.from({ length: size }, (_, index) => {
    const [salt, entry] = [saltOf(index), entryOf(index)]
    return { salt, entry, leaf: entryCommitment(salt, entry) }
  })
  for (const { leaf } of openings)
    for (const tile of frontier.append(leafHash(leaf))) files.set(tilePath(tile), tile.hashes)
  for (const tile of frontier.partialTiles()) files.set(tilePath(tile), tile.hashes)
  for (let from = 0; from < size; from += tileWidth) {
    const bundle = openings.slice(from, from + tileWidth)
    const index = from / tileWidth
    const id = { level: 'entries', index, width: bundle.length } as const
    files.set(tilePath(id), formatEntryBundle(bundle.map(({ leaf }) => leaf)))
    const lines = bundle.flatMap(({ salt, entry }, place) =>
      (from + place) % 10 === 9 ? [] : [formatReadable({ index: from + place, salt, entry })],
    )
    files.set(readablePath(index), toUtf8(lines.join('')))
  }
  files.set('checkpoint', toUtf8(await witnessed({ size, root: frontier.root() })))
  files.set('trust-list.json', toUtf8(await signedList()))
  return { files, openings }
}

/** A checkpoint of north, signed and cosigned by both witnesses. */
export async function witnessed(head: { size: number; root: Uint8Array }): Promise<string> {
  let note = await signNote(
    formatCheckpoint({ origin: originOf('test', 'north'), ...head }),
    noteSignerOf('north', 'log'),
  )
  for (const peer of ['south', 'east'] as const)
    note = addSignatures(note, await cosign(note, noteSignerOf(peer, 'witness'), at))
  return note
}
