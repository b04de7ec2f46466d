import type { LinkagePair, LinkageRun } from '@isthmus/contract/types'
import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
  useMutation,
} from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { decidePair, linkagePairsQuery, type PairState } from '../../api/linkage.ts'
import { type Decided, findNextUndecided, type Progress, toCurrentPairs, toProgress } from './review-queue.ts'

export type Review = {
  run: LinkageRun | undefined
  /** As far as they have been read; `total` is how many there are. */
  pairs: readonly LinkagePair[]
  total: number
  at: number
  progress: Progress | undefined
  isDeciding: boolean
  decideError: Error | null
  /** What was decided last, to be said aloud. */
  last: LinkagePair | undefined
  canUndo: boolean
  go: (at: number) => void
  decide: (state: PairState, reason: string) => void
  undo: () => void
}

/** Before so few pairs are left, the next page is read. */
const readAhead = 5

/** The queue of one run: where the reviewer is, what they decided, and how to take it back. */
export function useReview(runId: string, filter: PairState | 'all') {
  const list = useInfiniteQuery(linkagePairsQuery(runId, filter))
  const { decided, past, setPast, save, ...saving } = useDecisions()
  const [at, setAt] = useState(0)
  const read = useMemo(() => list.data?.pages.flatMap((page) => page.pairs) ?? [], [list.data])
  const pairs = useMemo(() => toCurrentPairs(read, decided), [read, decided])
  const place = Math.min(at, Math.max(0, pairs.length - 1))
  useReadAhead(list, pairs.length - place)
  const decide = useCallback(
    (state: PairState, reason: string) => {
      const pair = pairs[place]
      if (pair === undefined) return
      save({ pair, state, reason }, () => {
        setPast((before) => [...before, pair])
        setAt(findNextUndecided(pairs, place) ?? place)
      })
    },
    [pairs, place, save, setPast],
  )
  const undo = useCallback(() => {
    const pair = past.at(-1)
    if (pair === undefined) return
    save({ pair, state: pair.state, reason: pair.reason ?? '' }, () => {
      setPast((before) => before.slice(0, -1))
      setAt(
        Math.max(
          0,
          pairs.findIndex(({ id }) => id === pair.id),
        ),
      )
    })
  }, [past, pairs, save, setPast])
  const run = list.data?.pages[0]?.run
  const review: Review = {
    ...saving,
    run,
    pairs,
    total: Math.max(pairs.length, run ? countOf(run, filter) : 0),
    at: place,
    progress: run && toProgress(run, read, decided),
    canUndo: past.length > 0,
    go: setAt,
    decide,
    undo,
  }
  return { list, review }
}

function countOf(run: LinkageRun, filter: PairState | 'all'): number {
  return filter === 'all' ? run.pairs : run[filter]
}

type Saved = { pair: LinkagePair; state: PairState; reason: string }

function useDecisions() {
  const [decided, setDecided] = useState<Decided>(new Map())
  const [past, setPast] = useState<readonly LinkagePair[]>([])
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: ({ pair, state, reason }: Saved) =>
      decidePair(pair.id, { state, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }),
    onSuccess: (pair) => setDecided((before) => new Map(before).set(pair.id, pair)),
  })
  const save = useCallback(
    (saved: Saved, then: () => void) => {
      if (!isPending) mutate(saved, { onSuccess: then })
    },
    [isPending, mutate],
  )
  return { decided, past, setPast, save, isDeciding: isPending, decideError: error, last: data }
}

function useReadAhead(list: UseInfiniteQueryResult<InfiniteData<unknown>>, left: number): void {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && left <= readAhead) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, left])
}
