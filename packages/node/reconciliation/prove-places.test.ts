import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LoggedEntry } from '../audit-log/index.ts'
import { WitnessError } from '../witness/index.ts'
import { provePlaces, type StatedPlace, sampleOf } from './prove-places.ts'
import { placesOfCompleted, placesOfReceipts } from './stated-places.ts'

const origin = 'isthmus.eu/test/south'
const leafOf = (index: number): string => `${index}`.padEnd(43, 'A')
const at = new Date('2026-11-23T12:00:00Z')

function place(index: number, change: Partial<StatedPlace> = {}): StatedPlace {
  const correlationId = '11111111-0000-4000-8000-000000000000'
  return {
    index,
    leafHash: leafOf(index),
    messageId: `m${index}`,
    correlationId,
    leg: 'question',
    at,
    ...change,
  }
}

/** A log of ten entries whose peer does not show the tiles of `hidden`. */
const shownLog = (hidden: readonly number[] = [], name = origin) => ({
  checkpoint: { origin: name, size: 10, root: new Uint8Array(32) },
  hasLeaf: ({ index, leafHash }: { index: number; leafHash: string }) =>
    hidden.includes(index)
      ? Promise.reject(new WitnessError('LOG_UNREACHABLE', 'not shown'))
      : Promise.resolve(leafHash === leafOf(index)),
})

const options = { isOfPeer: (name: string) => name.startsWith(origin), signal: new AbortController().signal }

async function verdictsOf(places: readonly StatedPlace[], log = shownLog()) {
  const { proven, unfounded, open } = await provePlaces(log, places, options)
  return { proven: proven.length, unfounded: unfounded.map(({ code }) => code), open: open.length }
}

describe('a place that another peer signed for', () => {
  it('is proven where its log has that leaf, and unfounded where it has another', async () => {
    const places = [place(3), place(4, { leafHash: leafOf(5) }), place(5, { origin })]
    expect(await verdictsOf(places)).toEqual({ proven: 2, unfounded: ['NOT_IN_LOG'], open: 0 })
  })

  it('is unfounded where it is of no log of that peer', async () => {
    const foreign = place(3, { origin: 'isthmus.eu/test/east' })
    expect(await verdictsOf([foreign])).toEqual({ proven: 0, unfounded: ['OTHER_LOG'], open: 0 })
  })

  it('is unfounded where two messages share it; question and answer of one are two, and asked twice it is one', async () => {
    const shared = place(3, { messageId: 'another' })
    expect(await verdictsOf([place(3), shared])).toMatchObject({ proven: 1, unfounded: ['PLACE_SHARED'] })
    expect(await verdictsOf([place(3), place(3, { leg: 'answer' })])).toMatchObject({
      unfounded: ['PLACE_SHARED'],
    })
    expect(await verdictsOf([place(3), place(3)])).toMatchObject({ proven: 2, unfounded: [] })
  })

  it('is open while the log does not cover or not show it, and after some that are not shown no more are asked for', async () => {
    expect(await verdictsOf([place(12), place(3)], shownLog([3]))).toEqual({
      ...{ proven: 0, unfounded: [], open: 2 },
    })
    let asked = 0
    const hasLeaf = (): Promise<boolean> => {
      asked += 1
      return Promise.reject(new WitnessError('LOG_UNREACHABLE', 'not shown'))
    }
    const silent = { ...shownLog(), hasLeaf }
    const many = Array.from({ length: 500 }, (_, number) =>
      place(number % 10, { messageId: `m${number % 10}` }),
    )
    expect(await provePlaces(silent, many, options)).toMatchObject({ proven: [], unfounded: [] })
    expect(asked).toBeLessThan(60)
  })

  it('of the log before a restored backup is lost where the new one has something else, or has not come so far', async () => {
    const log = shownLog([], `${origin}/2`)
    const places = [place(2, { origin }), place(4, { origin, leafHash: leafOf(5) }), place(12, { origin })]
    expect(await verdictsOf(places, log)).toEqual({
      ...{ proven: 1, unfounded: ['LOG_RESTORED', 'LOG_RESTORED'], open: 0 },
    })
  })
})

describe('places', () => {
  const position = { origin, index: 7, leafHash: `${'A'.repeat(42)}A` }

  it('of an answer are taken from the own entry over it', () => {
    const exchange = {
      messageId: 'm',
      kind: 'search.ask',
      counterpart: 'south',
      direction: 'received',
      digest: '',
    }
    const logged = (detail: object): LoggedEntry =>
      // As much of an entry as is read here.
      ({
        correlationId: 'c',
        at,
        entry: { event: 'exchange.completed', exchange, detail },
      }) as unknown as LoggedEntry
    const places = placesOfCompleted(
      logged({ lines: 2, received: position, answered: { ...position, index: 8 } }),
    )
    expect(places).toMatchObject([
      { ...position, messageId: 'm', leg: 'question' },
      { ...position, index: 8, messageId: 'm', leg: 'answer' },
    ])
    expect(placesOfCompleted(logged({ lines: 2 }))).toEqual([])
    expect(placesOfCompleted(logged({ received: { index: 'x' }, answered: 5 }))).toEqual([])
  })

  it('of a receipt that is none are left out', () => {
    expect(placesOfReceipts([{ messageId: 'm', receipt: '{}' }])).toEqual([])
  })
})

it('a sample has as many as it may, each of them once, in their order', () => {
  fc.assert(
    fc.property(
      fc.nat(300),
      fc.integer({ min: 1, max: 50 }),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      (count, most, chances) => {
        const items = Array.from({ length: count }, (_, at) => at)
        const sample = sampleOf(items, most, () => chances.next().value)
        expect(sample).toHaveLength(Math.min(count, most))
        expect([...new Set(sample)].toSorted((a, b) => a - b)).toEqual(sample)
      },
    ),
  )
})
