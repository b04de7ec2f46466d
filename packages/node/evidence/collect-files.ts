import { createHash } from 'node:crypto'
import type { EvidenceManifest, EvidenceMessage, ExchangeEnd, LogProof } from '@isthmus/contract'
import { hasShape } from '@isthmus/contract'
import { toUtf8 } from '@isthmus/protocol/bytes'
import {
  answerName,
  manifestBytes,
  manifestName,
  proofName,
  readTrustChain,
  requiredWitnesses,
  trustListName,
} from '@isthmus/protocol/evidence'
import { canonicalJson } from '@isthmus/protocol/log'
import { type LoggedEntry, proveEntry } from '../audit-log/index.ts'
import type { EvidenceRoom } from './evidence-room.ts'
import { fetchProof, type Position } from './fetch-proof.ts'
import type { KeptTranscript } from './transcript-box.ts'

export type Files = Map<string, Uint8Array>
export type Collected = { files: Files; messages: EvidenceMessage[]; trustListVersion: number }

/** Fields that the signature covers or is; the others of a request prove nothing and may tell of the network. */
const provingFields = new Set([
  'host',
  'content-type',
  'content-digest',
  'isthmus-bundle',
  'isthmus-correlation-id',
  'isthmus-from',
  'isthmus-to',
  'signature-input',
  'signature',
])

/** Everything but summary, page and manifest. */
export async function collectFiles(
  room: EvidenceRoom,
  correlationId: string,
  entries: readonly LoggedEntry[],
): Promise<Collected> {
  const files: Files = new Map()
  const kept = await room.transcripts.list(correlationId)
  const messages = kept.map((transcript, at) => addMessage(files, transcript, at + 1))
  for (const proof of await proveOwn(room, entries))
    addJson(files, proofName(proof.origin, proof.index), proof)
  for (const position of kept.flatMap(otherPositions)) {
    const proof = await fetchProof(room, position)
    if (proof) addJson(files, proofName(proof.origin, proof.index), proof)
  }
  const trustListVersion = room.trust.list.version
  const oldest = Math.min(trustListVersion, ...messages.map((message) => message.trustListVersion))
  const read = async (name: string): Promise<string | undefined> =>
    room.trustReader.findText(Number(/\d+/.exec(name)?.[0]))
  // The oldest may be an emergency list, which nobody believes without those before it.
  for (const { place, text } of await readTrustChain(trustListName(oldest), { read }))
    files.set(place, toUtf8(text))
  for (let version = oldest + 1; version <= trustListVersion; version++) {
    const text = await room.trustReader.findText(version)
    if (text !== undefined) files.set(trustListName(version), toUtf8(text))
  }
  return { files, messages, trustListVersion }
}

function addMessage(files: Files, transcript: KeptTranscript, number: number): EvidenceMessage {
  const { request, question, answers, receipt, fault } = transcript
  const folder = `messages/${number}`
  files.set(`${folder}/body.json`, request.body)
  files.set(`${folder}/question.json`, question.payload)
  if (answers.length > 0)
    files.set(`${folder}/answers.ndjson`, toUtf8(answers.map(({ line }) => `${line}\n`).join('')))
  answers.forEach(({ payload }, at) => {
    files.set(answerName(folder, at + 1), payload)
  })
  if (receipt) addJson(files, `${folder}/receipt.json`, receipt)
  return {
    folder,
    direction: transcript.direction,
    at: transcript.at.toISOString(),
    trustListVersion: transcript.trustListVersion,
    method: request.method,
    targetUri: request.targetUri,
    fields: request.fields
      .filter(([name]) => provingFields.has(name.toLowerCase()))
      .map(([name, value]) => [name.toLowerCase(), value]),
    ...(request.bundle ? { bundle: request.bundle } : {}),
    salt: question.salt.toString('base64url'),
    answerSalts: answers.map(({ salt }) => salt.toString('base64url')),
    ...(fault === undefined ? {} : { fault }),
  }
}

function addJson(files: Files, name: string, value: unknown): void {
  files.set(name, toUtf8(JSON.stringify(value)))
}

/** Own entries about messages, opened, in the newest witnessed tree that has them. */
async function proveOwn(room: EvidenceRoom, entries: readonly LoggedEntry[]): Promise<LogProof[]> {
  const proving = entries.filter(({ digest }) => digest !== undefined)
  const last = Math.max(-1, ...proving.map(({ index }) => index))
  const checkpoint = await waitForCheckpoint(room, last)
  if (!checkpoint) return []
  const proofs = proving
    .filter(({ index }) => index < checkpoint.size)
    .map(async ({ index, salt, entry }) => ({
      ...(await proveEntry(room.auditLog, index, checkpoint)),
      ...(salt && entry ? { opening: { salt, entry } } : {}),
    }))
  return Promise.all(proofs)
}

const patienceMs = 4_000

/** The newest checkpoint with enough witnesses; the one that has the entry may be a second away. */
async function waitForCheckpoint({ checkpoints, trust }: EvidenceRoom, index: number) {
  const until = performance.now() + patienceMs
  for (;;) {
    const published = await checkpoints.readPublished(requiredWitnesses(trust.list))
    if ((published && published.size > index) || performance.now() > until) return published
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Where the other peer signed that the message, and its answer, stand in its log. */
function otherPositions({ direction, counterpart, receipt, answers }: KeptTranscript): Position[] {
  if (direction !== 'sent') return []
  const end = findEnd(answers.at(-1)?.payload)
  const places = [...(receipt ? [receipt.log] : []), ...(end ? [end.receipt.log, end.answered.log] : [])]
  return places.map((place) => ({ peerId: counterpart, ...place }))
}

function findEnd(payload: Buffer | undefined): ExchangeEnd | undefined {
  try {
    const end: unknown = JSON.parse(payload?.toString('utf8') ?? '')
    return hasShape('ExchangeEnd', end) ? end : undefined
  } catch {
    return undefined
  }
}

/** Signs the list of everything that is in the file, and puts it there, also in place of a former one. */
export async function addManifest(
  room: EvidenceRoom,
  { files, messages, trustListVersion }: Collected,
  correlationId: string,
): Promise<void> {
  const { trust, clock } = room
  const signer = trust.signerOf('signing')
  files.delete(manifestName)
  const unsigned: Omit<EvidenceManifest, 'signature'> = {
    version: 1,
    federation: trust.list.federation,
    madeBy: trust.self.id,
    madeAt: clock().toISOString(),
    correlationId,
    trustListVersion,
    messages,
    files: [...files].map(([name, bytes]) => ({
      name,
      bytes: bytes.length,
      digest: createHash('sha256').update(bytes).digest('base64url'),
    })),
    keyId: signer.keyId,
  }
  const signature = Buffer.from(await signer.sign(manifestBytes(unsigned))).toString('base64url')
  files.set(manifestName, toUtf8(canonicalJson({ ...unsigned, signature })))
}
