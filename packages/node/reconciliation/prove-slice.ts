import type { PeerLog } from '../witness/index.ts'
import { type ProvenPlaces, type StatedPlace, sampleOf } from './prove-places.ts'
import { type Asking, readCompleted } from './read-sides.ts'
import type { ReconciliationRoom, Side } from './reconciliation-room.ts'
import { settlePlaces } from './settle-places.ts'
import { placesOfAnswer, placesOfCompleted, placesOfReceipts } from './stated-places.ts'

/** Places of one slice that are looked for; of more, so many at random. */
const mostPlaces = 5_000
const idsOfQuery = 5_000

export type Slice = { from: Date; to: Date; own: Side; other: Side }

/**
 * What the other peer has signed for, and what it states now, looked for in its public log: receipts of messages, the places
 * that answers named, and whatever it says that its log has.
 */
export async function proveSlice(
  room: ReconciliationRoom,
  { peerId, signal }: Asking,
  { slice, log }: { slice: Slice; log: PeerLog | undefined },
): Promise<ProvenPlaces> {
  const isWithin = ({ at }: { at: Date }): boolean => at >= slice.from && at < slice.to
  const stated = placesOfAnswer(slice.other.entries).filter(isWithin)
  const places = [...(await signedPlaces(room, peerId, slice)), ...stated]
  return settlePlaces(room, { peerId, log, signal }, sampleOf(toDistinct(places), mostPlaces, room.random))
}

async function signedPlaces(
  room: ReconciliationRoom,
  peerId: string,
  { from, to, own }: Slice,
): Promise<StatedPlace[]> {
  const isSent = ({ direction, leg, at }: Side['entries'][number]): boolean =>
    direction === 'sent' &&
    leg === 'question' &&
    Date.parse(at) >= from.getTime() &&
    Date.parse(at) < to.getTime()
  const ids = [...new Set(own.entries.filter(isSent).flatMap(({ messageId }) => messageId ?? []))]
  const places: StatedPlace[] = []
  for (let at = 0; at < ids.length; at += idsOfQuery)
    places.push(...placesOfReceipts(await room.outboxReader.readReceipts(ids.slice(at, at + idsOfQuery))))
  for await (const logged of readCompleted(room, peerId, { from, to }))
    places.push(...placesOfCompleted(logged))
  return places
}

/** What was signed first: the same place may be stated once more. */
function toDistinct(places: readonly StatedPlace[]): StatedPlace[] {
  const distinct = new Map<string, StatedPlace>()
  for (const place of places) {
    const key = `${place.index} ${place.leafHash} ${place.messageId ?? ''} ${place.leg}`
    if (!distinct.has(key)) distinct.set(key, place)
  }
  return [...distinct.values()]
}
