import { type NoteKey, noteTypes } from '@isthmus/protocol/log'
import { type Dispatcher, request } from 'undici'
import { type AuditLog, type Checkpoints, toNoteSigner } from '../audit-log/index.ts'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Database } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import { Cosigners, type KnownWitness, type SentAnswer } from './cosigners.ts'
import { Witness } from './witness.ts'

export type WitnessRoomParts = {
  trust: Trust
  log: AuditLog
  checkpoints: Checkpoints
  database: Database
  incidents: Pick<Incidents, 'raise'>
  dispatcherOf: (peerId: string) => Dispatcher | undefined
  clock: Clock
  overtakenWithinMs?: number
}

export type WitnessRoom = { witness: Witness; cosigners: Cosigners }

const answerTimeoutMs = 5_000
const longestAnswer = 4_096

/** Both sides of witnessing: what others ask of this peer, and what this peer asks of others. */
export function createWitnessRoom(parts: WitnessRoomParts): WitnessRoom {
  const { trust, log, checkpoints, database, incidents, clock } = parts
  const originOf = (peerId: string): string => `isthmus.eu/${trust.list.federation}/${peerId}`
  const witness = new Witness({
    database,
    clock,
    incidents,
    ...(parts.overtakenWithinMs === undefined ? {} : { overtakenWithinMs: parts.overtakenWithinMs }),
    findLog: (origin) => {
      const peer = trust.listOtherPeers().find(({ id }) => originOf(id) === origin)
      return (
        peer && { peerId: peer.id, keys: toNoteKeys(trust, { peerId: peer.id, use: 'log', name: origin }) }
      )
    },
    signer: () => toNoteSigner(`${originOf(trust.self.id)}/witness`, trust.signerOf('witness')),
  })
  const cosigners = new Cosigners({
    log,
    checkpoints,
    incidents,
    listWitnesses: () => listWitnesses(trust, originOf),
    required: () => requiredOf(trust),
    send: (peerId, body) => send(parts, peerId, body),
  })
  return { witness, cosigners }
}

/** How many cosignatures a checkpoint needs, as the trust list says. */
export function requiredOf(trust: Trust): number {
  return trust.list.witnesses?.required ?? 2
}

/** In an order that differs from peer to peer, so that no witness gets all of the work, and stays while they do. */
function listWitnesses(trust: Trust, originOf: (peerId: string) => string): KnownWitness[] {
  const peers = trust.listOtherPeers().toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const next = peers.findIndex(({ id }) => id > trust.self.id)
  const ring = next < 0 ? peers : [...peers.slice(next), ...peers.slice(0, next)]
  const named = trust.list.witnesses?.peers ?? []
  const chosen = named.length > 0 ? ring.filter(({ id }) => named.includes(id)) : ring
  return chosen.flatMap(({ id }) => {
    const name = `${originOf(id)}/witness`
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

async function send(
  { trust, dispatcherOf }: WitnessRoomParts,
  peerId: string,
  body: string,
): Promise<SentAnswer> {
  const address = trust.findPeer(peerId)?.address
  if (!address) throw new RangeError(`the trust list has no peer ${peerId}`)
  const dispatcher = dispatcherOf(peerId)
  const answer = await request(new URL('/peer/v1/add-checkpoint', address), {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    signal: AbortSignal.timeout(answerTimeoutMs),
    ...(dispatcher ? { dispatcher } : {}),
  })
  let text = ''
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8')
    // Leaving the loop ends the connection.
    if (text.length > longestAnswer) break
  }
  return { status: answer.statusCode, body: text }
}
