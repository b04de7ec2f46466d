import type { PeerLog } from '../witness/index.ts'
import { type ProvenPlaces, provePlaces, type StatedPlace } from './prove-places.ts'
import type { ReconciliationRoom } from './reconciliation-room.ts'

/** A place that its log, although it can be read, has not shown for so long counts as not there. */
const patienceMs = 86_400_000
/** Open places that are looked for again at a time. */
const mostAgain = 500

/** The other peer's log as it shows it now, compared with what witnesses have seen of it; undefined when it shows none. */
export async function findShownLog(
  { openLog, observe }: Pick<ReconciliationRoom, 'openLog' | 'observe'>,
  peerId: string,
): Promise<PeerLog | undefined> {
  const log = await openLog(peerId).catch(() => undefined)
  if (log) await observe(log.note)
  return log
}

/**
 * Looks for places in the log of a peer, and for those that were open before; raises `receipt-unfounded` for each that is
 * not there, and keeps the ones that are not shown yet.
 */
export async function settlePlaces(
  room: ReconciliationRoom,
  { peerId, log, signal }: { peerId: string; log: PeerLog | undefined; signal: AbortSignal },
  places: readonly StatedPlace[],
): Promise<ProvenPlaces> {
  const { transactor, reader, clock, incidents } = room
  if (!log) {
    await transactor.keepOpen(peerId, places)
    return { proven: [], unfounded: [], open: [...places] }
  }
  const again = await reader.listOpen(peerId, mostAgain)
  const isOfPeer = (origin: string): boolean => room.isLogOf(peerId, origin)
  const outcome = await provePlaces(log, [...places, ...again], { isOfPeer, signal })
  const since = clock().getTime() - patienceMs
  const isOverdue = ({ at }: StatedPlace): boolean => at.getTime() < since
  for (const place of outcome.open.filter(isOverdue)) outcome.unfounded.push({ ...place, code: 'NOT_SHOWN' })
  outcome.open = outcome.open.filter((place) => !isOverdue(place))
  await transactor.closeOpen(peerId, [...outcome.proven, ...outcome.unfounded])
  await transactor.keepOpen(peerId, outcome.open)
  for (const { code, correlationId, messageId, index } of outcome.unfounded) {
    incidents.raise({
      ...{ kind: 'receipt-unfounded', counterpart: peerId, correlationId },
      detail: { code, index, ...(messageId === undefined ? {} : { messageId }) },
    })
  }
  return outcome
}
