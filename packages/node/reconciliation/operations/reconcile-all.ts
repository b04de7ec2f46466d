import type { ReconciliationRoom } from '../reconciliation-room.ts'
import { reconcile } from './reconcile.ts'

/** The daily job: every other peer in turn. A peer that cannot be reached has a failed run, and delays no other. */
export async function reconcileAll(room: ReconciliationRoom, signal: AbortSignal): Promise<void> {
  for (const { id } of room.trust.listOtherPeers()) {
    if (signal.aborted) return
    await reconcile(room, { peerId: id }, signal).catch(() => {})
  }
}
