import { LogError } from '@isthmus/protocol/log'
import { type PeerLog, WitnessError } from '../witness/index.ts'

/** Where another peer signed, or stated, that its entry about a message stands. */
export type StatedPlace = {
  /** Of the log that it named; the present one where it named none. */
  origin?: string
  index: number
  /** base64url. */
  leafHash: string
  messageId?: string
  correlationId: string
  /** Which entry of the message it is; two messages cannot share one. */
  leg: 'question' | 'answer'
  at: Date
}

export type UnfoundedPlace = StatedPlace & {
  code: 'NOT_IN_LOG' | 'OTHER_LOG' | 'PLACE_SHARED' | 'LOG_RESTORED' | 'NOT_SHOWN'
}

/** `open`: the log does not show that place yet, or not now. */
export type ProvenPlaces = { proven: StatedPlace[]; unfounded: UnfoundedPlace[]; open: StatedPlace[] }

/** What proving needs of the other peer's log as it shows it. */
export type ShownLog = Pick<PeerLog, 'checkpoint' | 'hasLeaf'>

export type ProveOptions = {
  /** Whether a log of that origin is one of the peer's. */
  isOfPeer: (origin: string) => boolean
  signal: AbortSignal
}

const together = 16
/** After so many tiles that are not given no more are asked for. */
const mostRefused = 3

/** Looks for each place in the log as its peer shows it to everybody, below the root that it has signed. */
export async function provePlaces(
  log: ShownLog,
  places: readonly StatedPlace[],
  { isOfPeer, signal }: ProveOptions,
): Promise<ProvenPlaces> {
  const outcome: ProvenPlaces = { proven: [], unfounded: [], open: [] }
  const sorted = places.toSorted((left, right) => left.index - right.index)
  const shared = findShared(sorted)
  let refused = 0
  for (let at = 0; at < sorted.length; at += together) {
    const some = sorted.slice(at, at + together)
    if (signal.aborted || refused >= mostRefused) {
      outcome.open.push(...some)
      continue
    }
    const judged = await Promise.all(some.map((place) => judge(log, place, isOfPeer)))
    for (const [number, place] of some.entries()) {
      const verdict = shared.has(place) ? 'PLACE_SHARED' : judged[number]
      if (verdict === 'proven') outcome.proven.push(place)
      else if (verdict === undefined || verdict === 'open') outcome.open.push(place)
      else outcome.unfounded.push({ ...place, code: verdict })
    }
    refused += judged.some((verdict) => verdict === undefined) ? 1 : 0
  }
  return outcome
}

/** Undefined when the peer does not give what it takes to say. */
async function judge(
  log: ShownLog,
  place: StatedPlace,
  isOfPeer: ProveOptions['isOfPeer'],
): Promise<'proven' | 'open' | UnfoundedPlace['code'] | undefined> {
  const { checkpoint } = log
  const { origin = checkpoint.origin, index } = place
  if (!isOfPeer(origin)) return 'OTHER_LOG'
  const isOfFormer = origin !== checkpoint.origin
  if (index >= checkpoint.size) return isOfFormer ? 'LOG_RESTORED' : 'open'
  try {
    if (await log.hasLeaf(place)) return 'proven'
    return isOfFormer ? 'LOG_RESTORED' : 'NOT_IN_LOG'
  } catch (fault) {
    if (fault instanceof WitnessError || fault instanceof LogError) return undefined
    throw fault
  }
}

/** Places that are named for more than one message, but for the first. */
function findShared(sorted: readonly StatedPlace[]): Set<StatedPlace> {
  const shared = new Set<StatedPlace>()
  const first = new Map<number, string>()
  for (const place of sorted) {
    if (place.messageId === undefined) continue
    const message = `${place.messageId} ${place.leg}`
    const known = first.get(place.index)
    if (known === undefined) first.set(place.index, message)
    else if (known !== message) shared.add(place)
  }
  return shared
}

/** At most so many of them, each as likely as any other; `random` gives numbers from 0 to 1. */
export function sampleOf<Item>(items: readonly Item[], most: number, random: () => number): readonly Item[] {
  if (items.length <= most) return items
  const step = items.length / most
  return Array.from({ length: most }, (_, at) => {
    const [from, to] = [Math.floor(at * step), Math.floor((at + 1) * step)]
    return items[from + Math.floor(random() * (to - from))]
  }).flatMap((item) => item ?? [])
}
