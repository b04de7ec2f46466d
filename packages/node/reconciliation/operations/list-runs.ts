import type { ReconciliationRunList } from '@isthmus/contract'
import { type ReconciliationRoom, withPeerName } from '../reconciliation-room.ts'

/** reconciliation.list: the latest runs, and with whom a new one can be had. */
export async function listRuns(room: ReconciliationRoom): Promise<ReconciliationRunList> {
  const runs = await room.reader.listRuns()
  return {
    runs: runs.map((run) => withPeerName(room, run)),
    peers: room.trust.listOtherPeers().map(({ id, name }) => ({ id, name })),
  }
}
