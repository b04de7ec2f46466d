import { setTimeout as delay } from 'node:timers/promises'
import type { LogProof } from '@isthmus/contract'
import { inclusionPath, parseCheckpoint, type ReadTile, tilePath } from '@isthmus/protocol/log'
import { type Dispatcher, request } from 'undici'
import type { Trust } from '../trust/index.ts'

export type FetchProofParts = {
  trust: Trust
  dispatcherOf: (peerId: string) => Dispatcher | undefined
}

const timeoutMs = 5_000
/** A peer publishes checkpoints at most a second apart. */
const patienceMs = 4_000
const retryMs = 200
const longestFile = 64_000

/** A place in the log of another peer, as it signed for it. */
export type Position = { peerId: string; origin: string; index: number; leafHash: string }

/**
 * The proof that an entry stands in the log of another peer, from its public tiles; undefined when that peer does not
 * answer, or its checkpoint is older. Whether it is right is for whoever verifies it.
 */
export async function fetchProof(parts: FetchProofParts, position: Position): Promise<LogProof | undefined> {
  try {
    const read = (path: string): Promise<Buffer> => readFile(parts, position.peerId, path)
    const { origin, index, leafHash } = position
    const checkpoint = await waitForCheckpoint(read, index)
    const { size } = parseCheckpoint(checkpoint)
    if (index >= size) return undefined
    const readTile: ReadTile = (id) => read(tilePath(id))
    const path = await inclusionPath(index, size, readTile)
    return {
      version: 1,
      origin,
      index,
      leafHash,
      path: path.map((hash) => Buffer.from(hash).toString('base64url')),
      checkpoint,
    }
  } catch {
    return undefined
  }
}

/** The newest checkpoint of the other peer; the one that has the entry may be a second away. */
async function waitForCheckpoint(read: (path: string) => Promise<Buffer>, index: number): Promise<string> {
  const until = performance.now() + patienceMs
  for (;;) {
    const checkpoint = (await read('checkpoint')).toString('utf8')
    if (index < parseCheckpoint(checkpoint).size || performance.now() > until) return checkpoint
    await delay(retryMs)
  }
}

async function readFile(
  { trust, dispatcherOf }: FetchProofParts,
  peerId: string,
  path: string,
): Promise<Buffer> {
  const peer = trust.findPeer(peerId)
  if (!peer) throw new RangeError('the trust list has no such peer')
  const dispatcher = dispatcherOf(peerId)
  const { statusCode, body } = await request(new URL(`/peer/v1/log/${path}`, peer.address), {
    ...(dispatcher ? { dispatcher } : {}),
    signal: AbortSignal.timeout(timeoutMs),
  })
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > longestFile) throw new RangeError('the file is too long')
    chunks.push(chunk)
  }
  if (statusCode !== 200) throw new RangeError('the peer did not give the file')
  return Buffer.concat(chunks)
}
