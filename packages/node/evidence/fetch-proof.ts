import { setTimeout as delay } from 'node:timers/promises'
import type { LogProof } from '@isthmus/contract'
import { inclusionPath, parseCheckpoint, type ReadTile, tilePath } from '@isthmus/protocol/log'
import { type PeerLogParts, readLogFile } from '../witness/index.ts'

/** A peer publishes checkpoints at most a second apart. */
const patienceMs = 4_000
const retryMs = 200

/** A place in the log of another peer, as it signed for it. */
export type Position = { peerId: string; origin: string; index: number; leafHash: string }

/**
 * The proof that an entry stands in the log of another peer, from its public tiles; undefined when that peer does not
 * answer, or its checkpoint is older. Whether it is right is for whoever verifies it.
 */
export async function fetchProof(parts: PeerLogParts, position: Position): Promise<LogProof | undefined> {
  try {
    const read = (path: string): Promise<Buffer> => readLogFile(parts, position.peerId, path)
    const { index, leafHash } = position
    const checkpoint = await waitForCheckpoint(read, index)
    const { origin, size } = parseCheckpoint(checkpoint)
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
