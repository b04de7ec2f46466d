import { parse } from '@isthmus/contract'
import { parseJson } from '@isthmus/protocol/bytes'
import { type NoteKey, noteTypes } from '@isthmus/protocol/log'
import { type Dispatcher, request } from 'undici'
import { type AuditLog, type Checkpoints, toNoteSigner } from '../audit-log/index.ts'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Database } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import { Cosigners, type KnownWitness, type SentAnswer } from './cosigners.ts'
import { findPeerOfLog, toLogKeys, witnessNameOf } from './log-names.ts'
import { LogViews } from './log-views.ts'
import { OwnHead } from './own-head.ts'
import { PeerLog } from './peer-log.ts'
import { witnessedPath } from './serve-witness.ts'
import { Witness } from './witness.ts'

export type WitnessRoomParts = {
  trust: Trust
  log: AuditLog
  checkpoints: Checkpoints
  database: Database
  incidents: Pick<Incidents, 'raise' | 'settle'>
  dispatcherOf: (peerId: string) => Dispatcher | undefined
  clock: Clock
  overtakenWithinMs?: number
}

export type WitnessRoom = {
  witness: Witness
  cosigners: Cosigners
  views: LogViews
  ownHead: OwnHead
  openLog: (peerId: string) => Promise<PeerLog>
}

const answerTimeoutMs = 5_000
const longestAnswer = 4_096
const longestNotes = 4_000_000

/** Both sides of witnessing: what others ask of this peer, and what this peer asks of others. */
export function createWitnessRoom(parts: WitnessRoomParts): WitnessRoom {
  const { trust, log, checkpoints, database, incidents, clock } = parts
  const openLog = (peerId: string): Promise<PeerLog> => PeerLog.open(parts, peerId)
  const listPeers = (): string[] => trust.listOtherPeers().map(({ id }) => id)
  const fetchNotes = (peerId: string): Promise<readonly string[]> => readNotes(parts, peerId)
  const ownHead = new OwnHead({ trust, log, incidents, listPeers, fetchNotes })
  const views = new LogViews({
    ...{ database, clock, incidents, listPeers, fetchNotes, openLog },
    onNote: (note) => ownHead.noteSeen(note),
    findLog: (origin) => {
      const peer = findPeerOfLog(trust, origin)
      const isOther = peer !== undefined && peer.id !== trust.self.id
      return isOther ? { peerId: peer.id, keys: toLogKeys(trust, peer.id, origin) } : undefined
    },
  })
  const witness = new Witness({
    database,
    clock,
    incidents,
    ...(parts.overtakenWithinMs === undefined ? {} : { overtakenWithinMs: parts.overtakenWithinMs }),
    findLog: (origin) => {
      const peer = findPeerOfLog(trust, origin)
      return peer && peer.id !== trust.self.id
        ? { peerId: peer.id, keys: toNoteKeys(trust, { peerId: peer.id, use: 'log', name: origin }) }
        : undefined
    },
    signer: () => toNoteSigner(witnessNameOf(trust, trust.self.id), trust.signerOf('witness')),
    onDoubted: (note) => void views.observe(note),
  })
  const cosigners = new Cosigners({
    log,
    checkpoints,
    incidents,
    listWitnesses: () => listWitnesses(trust),
    required: () => requiredOf(trust),
    send: (peerId, body) => send(parts, peerId, body),
    onShrunk: () => void views.compare(),
  })
  return { witness, cosigners, views, ownHead, openLog }
}

/** How many cosignatures a checkpoint needs, as the trust list says. */
export function requiredOf(trust: Trust): number {
  return trust.list.witnesses?.required ?? 2
}

/** In an order that differs from peer to peer, so that no witness gets all of the work, and stays while they do. */
function listWitnesses(trust: Trust): KnownWitness[] {
  const peers = trust.listOtherPeers().toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const next = peers.findIndex(({ id }) => id > trust.self.id)
  const ring = next < 0 ? peers : [...peers.slice(next), ...peers.slice(0, next)]
  const named = trust.list.witnesses?.peers ?? []
  const chosen = named.length > 0 ? ring.filter(({ id }) => named.includes(id)) : ring
  return chosen.flatMap(({ id }) => {
    const name = witnessNameOf(trust, id)
    const keys = toNoteKeys(trust, { peerId: id, use: 'witness', name })
    return keys.length > 0 ? [{ peerId: id, name, keys }] : []
  })
}

function toNoteKeys(
  trust: Trust,
  { peerId, use, name }: { peerId: string; use: 'log' | 'witness'; name: string },
): NoteKey[] {
  const type = use === 'log' ? noteTypes.ed25519 : noteTypes.cosignature
  return trust.listKeys(peerId, use).map(({ raw }) => ({ name, type, publicKey: raw }))
}

async function send(parts: WitnessRoomParts, peerId: string, body: string): Promise<SentAnswer> {
  const answer = await call(parts, peerId, {
    path: '/peer/v1/add-checkpoint',
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
  return { status: answer.statusCode, body: await readText(answer.body, longestAnswer) }
}

/** What another peer has cosigned. Rejects when it does not say so, or not as the contract wants. */
async function readNotes(parts: WitnessRoomParts, peerId: string): Promise<readonly string[]> {
  const answer = await call(parts, peerId, { path: witnessedPath, method: 'GET' })
  const text = await readText(answer.body, longestNotes)
  return parse('WitnessedNotes', parseJson(text)).notes
}

type Call = { path: string; method: 'GET' | 'POST'; body?: string; headers?: Record<string, string> }

async function call(
  { trust, dispatcherOf }: WitnessRoomParts,
  peerId: string,
  { path, ...asked }: Call,
): Promise<Dispatcher.ResponseData> {
  const address = trust.findPeer(peerId)?.address
  if (!address) throw new RangeError(`the trust list has no peer ${peerId}`)
  const dispatcher = dispatcherOf(peerId)
  return request(new URL(path, address), {
    ...asked,
    signal: AbortSignal.timeout(answerTimeoutMs),
    ...(dispatcher ? { dispatcher } : {}),
  })
}

async function readText(body: AsyncIterable<Buffer>, longest: number): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    // Leaving the loop ends the connection.
    if (length > longest) break
  }
  return Buffer.concat(chunks).toString('utf8')
}
