import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoPlan } from './demo/plan.ts'
import { type Federation, type RunningPeer, startFederation } from './federation.ts'
import type { FederationPlan } from './federation-plan.ts'
import { openStore } from './store.ts'
import { firstTestPort } from './test-ports.ts'

export type TestFederation = Federation & { getPeer: (id: string) => RunningPeer }

/**
 * The demo federation in a folder of its own, as real processes: all of it, or some of its peers. `stop` leaves nothing
 * behind.
 */
export async function startTestFederation(peerIds?: readonly string[]): Promise<TestFederation> {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-federation-'))
  const log = (): void => {}
  const store = await openStore({
    folder: join(folder, 'postgres'),
    databaseUrl: undefined,
    log,
    throwaway: true,
  })
  const removeAll = async (): Promise<void> => {
    await store.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const federation = await startFederation({
    plan: toPartOf(demoPlan(firstTestPort), peerIds),
    folder: join(folder, 'federation'),
    store,
    log,
  }).catch(async (fault: unknown) => {
    await removeAll()
    throw fault
  })
  return {
    get peers() {
      return federation.peers
    },
    lost: federation.lost,
    restart: federation.restart,
    stop: async () => {
      await federation.stop()
      await removeAll()
    },
    getPeer: (id) => {
      const found = federation.peers.find((peer) => peer.id === id)
      if (found) return found
      throw new RangeError(`no peer ${id} runs`)
    },
  }
}

function toPartOf(plan: FederationPlan, peerIds: readonly string[] | undefined): FederationPlan {
  return peerIds ? { ...plan, peers: plan.peers.filter(({ id }) => peerIds.includes(id)) } : plan
}
