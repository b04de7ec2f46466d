import type { SearchRequest } from '@isthmus/contract/types'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { askSearch } from '../../api/ask-search.ts'
import { useSessionEnd } from '../../components/use-session.ts'
import { emptySearch, type SearchValues } from '../../forms/search-values.ts'
import { askingView, idleView, reduceSearch, type SearchView } from './search-view.ts'

/**
 * What was typed and what was answered, for as long as the page is open. In memory only: what an officer searches for
 * must stand in no address and in no storage of the browser.
 */
type SearchMemory = {
  values: SearchValues
  setValues: (values: SearchValues) => void
  view: SearchView
  lastRequest: SearchRequest | undefined
  ask: (request: SearchRequest) => void
  stop: () => void
  forget: () => void
}

const SearchMemoryContext = createContext<SearchMemory | undefined>(undefined)

export function SearchMemoryProvider({ children }: { children: ReactNode }) {
  const [values, setValues] = useState(emptySearch)
  const { view, lastRequest, ask, stop, forget: forgetView } = useSearchRun()
  const forget = useCallback(() => {
    setValues(emptySearch)
    forgetView()
  }, [forgetView])
  const memory = useMemo(
    () => ({ values, setValues, view, lastRequest, ask, stop, forget }),
    [values, view, lastRequest, ask, stop, forget],
  )
  return <SearchMemoryContext value={memory}>{children}</SearchMemoryContext>
}

export function useSearchMemory(): SearchMemory {
  const memory = useContext(SearchMemoryContext)
  if (memory === undefined) throw new Error('useSearchMemory: the provider is missing above this page')
  return memory
}

/** Runs one search at a time; a new one and `stop` abort the one before. */
function useSearchRun() {
  const [view, setView] = useState(idleView)
  const [lastRequest, setLastRequest] = useState<SearchRequest>()
  const running = useRef<AbortController>(undefined)
  const endSession = useSessionEnd()

  const stop = useCallback(() => {
    running.current?.abort()
    running.current = undefined
    setView((last) => (last.stage === 'asking' ? { ...last, stage: 'stopped' } : last))
  }, [])

  const run = useCallback(
    async (request: SearchRequest) => {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      setLastRequest(request)
      setView(askingView)
      try {
        for await (const event of askSearch(request, controller.signal)) {
          if (controller.signal.aborted) return
          setView((last) => reduceSearch(last, event))
        }
      } catch (cause) {
        if (controller.signal.aborted) return
        endSession(cause)
        const error =
          cause instanceof ApiError ? cause : new ApiError('STREAM_BROKEN', 'the search broke off')
        setView((last) => ({ ...last, stage: 'failed', error }))
      }
    },
    [endSession],
  )
  const ask = useCallback((request: SearchRequest) => void run(request), [run])

  const forget = useCallback(() => {
    running.current?.abort()
    setLastRequest(undefined)
    setView(idleView)
  }, [])

  return { view, lastRequest, ask, stop, forget }
}
